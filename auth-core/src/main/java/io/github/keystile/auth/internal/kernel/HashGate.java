package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the hasher: whoever hashes holds a permit, and gets it before anything is counted, so that a busy
 * service costs nobody an attempt.
 */
public final class HashGate {
    private static final String NEVER_A_PASSWORD = "no password can be this one";

    private final PasswordHasher hasher;
    private final Semaphore permits;
    private final Semaphore signupPermits;
    private final Duration maxWait;

    public HashGate(PasswordHasher hasher, HashingPolicy policy) {
        this.hasher = hasher;
        this.permits = new Semaphore(policy.concurrent(), true);
        this.signupPermits = new Semaphore(policy.concurrentSignups(), true);
        this.maxWait = policy.maxWait();
    }

    public Permit enter() {
        acquire(permits);
        return new Permit(false);
    }

    public Permit enterForSignup() {
        acquire(signupPermits);
        try {
            acquire(permits);
        } catch (AuthException busy) {
            signupPermits.release();
            throw busy;
        }
        return new Permit(true);
    }

    public boolean needsRehash(String storedHash) {
        return hasher.needsRehash(storedHash);
    }

    private void acquire(Semaphore semaphore) {
        try {
            if (semaphore.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw AuthException.retryAfter(AuthError.BUSY, Duration.ofSeconds(1));
    }

    /** The right to hash, given back by closing. */
    public final class Permit implements AutoCloseable {
        private final boolean signup;

        private Permit(boolean signup) {
            this.signup = signup;
        }

        public String hash(CanonicalPassword password) {
            return hasher.hash(password.text());
        }

        /**
         * One hash, whatever was typed and whatever is stored: what can never be a password costs the same as one that
         * is merely wrong.
         *
         * @param password empty for a text that can be nobody's password
         */
        public Match verify(Optional<CanonicalPassword> password, @Nullable String storedHash) {
            if (password.isEmpty()) {
                burn();
                return Match.DIFFERS;
            }
            return hasher.verify(password.get().text(), storedHash);
        }

        /** Costs what looking at a password costs, and looks at none. */
        public void burn() {
            hasher.verify(NEVER_A_PASSWORD, null);
        }

        @Override
        public void close() {
            permits.release();
            if (signup) {
                signupPermits.release();
            }
        }
    }
}
