package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.keystile.auth.error.UnreadableRowException;
import org.junit.jupiter.api.function.Executable;

/** What is said of a row that cannot be read. */
final class Unreadable {
    private Unreadable() {}

    static void assertTold(String id, Damage damage, Executable lookUp) {
        UnreadableRowException told = assertThrows(UnreadableRowException.class, lookUp, damage::toString);
        assertEquals(id, told.rowId(), damage::toString);
        assertEquals(damage.column(), told.column(), damage::toString);
        assertNull(told.getCause(), () -> "a cause could hold the value: " + damage);
        assertFalse(
                String.valueOf(told.getMessage()).contains(damage.planted()),
                () -> "the message holds the value: " + damage);
    }
}
