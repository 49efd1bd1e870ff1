package io.github.keystile.auth.testkit.contract;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * One way in which somebody else can write to a row of your tables, past your store, so that it cannot be read.
 *
 * @param column what the store must name: a column or field, or {@link
 *     io.github.keystile.auth.error.UnreadableRowException#TOGETHER}
 * @param planted the value that is written there, as text; what the store says must not hold it
 * @param toRow does it to the row with an id
 */
public record Damage(String column, String planted, Consumer<String> toRow) {
    /** Checks. */
    public Damage {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(planted, "planted");
        Objects.requireNonNull(toRow, "toRow");
    }

    @Override
    public String toString() {
        return column + " <- " + planted;
    }
}
