package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.auth.user.Username;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a store says whose database is gone. Make one yourself, on a pool or client that you have closed or on a
 * server that you have stopped:
 *
 * <pre>{@code
 * @Test
 * void aServerThatIsGoneIsNoAnswer() {
 *     client.close();
 *     BrokenStores.assertEveryVerbFails(OtpStore.class, new MyOtpStore(client));
 * }
 * }</pre>
 */
public final class BrokenStores {
    /** A password in an address, {@code //user:password@host}, or as a parameter. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("//[^/\\s]*:[^/\\s]*@|password=", Pattern.CASE_INSENSITIVE);

    private BrokenStores() {}

    /**
     * Calls every verb once and fails unless each throws a {@link StoreException} whose message holds neither an
     * address nor a value that the verb was given, and whose causes hold no credentials.
     *
     * @param spi one of the SPIs of stores
     * @param broken a store that cannot reach its database
     * @param <S> the SPI
     */
    public static <S> void assertEveryVerbFails(Class<S> spi, S broken) {
        for (Method verb : spi.getMethods()) {
            if (Modifier.isAbstract(verb.getModifiers())) {
                assertFails(verb, broken);
            }
        }
    }

    private static void assertFails(Method verb, Object broken) {
        String value = Fresh.id();
        Throwable thrown = call(
                verb,
                broken,
                Stream.of(verb.getParameterTypes())
                        .map(type -> sample(type, value))
                        .toArray());
        if (thrown == null) {
            fail(verb.getName() + " gave an answer although the store is broken");
        } else if (!(thrown instanceof StoreException)) {
            fail(verb.getName() + " of a broken store must throw a StoreException", thrown);
        } else {
            String message = String.valueOf(thrown.getMessage());
            assertFalse(
                    message.contains(value) || message.contains("://"),
                    () -> verb.getName() + ": the message names a value or an address: " + message);
            assertNoCredentials(verb, thrown);
        }
    }

    private static void assertNoCredentials(Method verb, Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertFalse(
                    CREDENTIALS.matcher(each.toString()).find(),
                    verb.getName() + ": the exception or a cause of it holds credentials");
        }
    }

    private static @Nullable Throwable call(Method verb, Object broken, Object[] arguments) {
        try {
            verb.invoke(broken, arguments);
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The SPI is not public", e);
        }
    }

    private static Object sample(Class<?> type, String value) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == Collection.class) {
            return List.of(value);
        }
        List<Charge> charges = List.of(new Charge(value, new Budget(4, Duration.ofDays(1))));
        return Stream.of(
                        value,
                        10,
                        3L,
                        Samples.NOW,
                        Samples.resetCode(value),
                        Samples.resetCode(value).purpose(),
                        Samples.session(value),
                        Samples.rotation(value, 0),
                        Samples.passOver(value, 0, -1),
                        SessionCursor.start(),
                        Samples.credential(value),
                        CredentialKind.RECOVERY_CODES,
                        Samples.user(value),
                        Samples.user(value).user().email(),
                        Username.of(value),
                        new UserCursor(Samples.NOW, value),
                        new NewPassword(value, value, Proof.PASSWORD),
                        charges,
                        Receipt.of(charges, Map.of(), Samples.NOW),
                        Map.of(value, Outcome.FORGET))
                .filter(each -> wrapper(type).isInstance(each))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not an SPI of a store: it takes " + type));
    }

    private static Class<?> wrapper(Class<?> type) {
        if (type == int.class) {
            return Integer.class;
        }
        return type == long.class ? Long.class : type;
    }
}
