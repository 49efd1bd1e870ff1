package io.github.keystile.auth.internal.kernel;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One hash that a call asks for, from when it stands in a line until it is done or sent away. */
final class HashTurn<T> {
    /** What a hash came to: a value, or what the hasher threw. Null for one that never ran. */
    private record End<T>(@Nullable T value, @Nullable Throwable thrown) {}

    private final long number;
    private final String roof;
    private final String line;
    private final boolean signup;
    private final Supplier<T> hash;
    private final CompletableFuture<@Nullable End<T>> end = new CompletableFuture<>();

    private final long asked = System.nanoTime();
    private volatile long begun = asked;
    private @Nullable End<T> came;

    HashTurn(long number, String roof, String line, boolean signup, Supplier<T> hash) {
        this.number = number;
        this.roof = roof;
        this.line = line;
        this.signup = signup;
        this.hash = hash;
    }

    /** In the order of their coming. */
    long number() {
        return number;
    }

    String roof() {
        return roof;
    }

    String line() {
        return line;
    }

    boolean isSignup() {
        return signup;
    }

    /** How many nanoseconds it stood in line. */
    long waited() {
        return begun - asked;
    }

    /** Lets nothing out: whoever waits gets what is thrown, and a thread that hashes outlives it. */
    void run() {
        begun = System.nanoTime();
        try {
            came = new End<>(Objects.requireNonNull(hash.get(), "What a PasswordHasher returns"), null);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    void fail(Throwable thrown) {
        came = new End<>(null, thrown);
    }

    /** Lets the caller go on. */
    void tell() {
        end.complete(came);
    }

    void sendAway() {
        end.complete(null);
    }

    /** Whether it came to an end within the time; an interrupt ends the waiting, and the thread keeps its flag. */
    boolean endsWithin(long nanos) {
        try {
            end.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing ends a turn like this", e);
        }
    }

    /** Waits for the hash, even if interrupted: it runs and is soon done. Null if it was sent away. */
    @Nullable
    T result() {
        End<T> came = end.join();
        if (came == null) {
            return null;
        }
        if (came.thrown() != null) {
            HashTurn.<RuntimeException>throwAsIs(came.thrown());
        }
        return came.value();
    }

    /** What a hasher throws is not ours to wrap, whether it is declared or not. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void throwAsIs(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
