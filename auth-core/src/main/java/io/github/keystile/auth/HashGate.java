package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The only way to the hasher: whoever hashes holds a permit, and gets it before anything is counted, so that a busy
 * service costs nobody an attempt.
 */
final class HashGate {
    private final PasswordHasher hasher;
    private final Semaphore permits;
    private final Semaphore signupPermits;
    private final Duration maxWait;

    HashGate(PasswordHasher hasher, HashingPolicy policy) {
        this.hasher = hasher;
        this.permits = new Semaphore(policy.concurrent(), true);
        this.signupPermits = new Semaphore(policy.concurrentSignups(), true);
        this.maxWait = policy.maxWait();
    }

    Permit enter() {
        acquire(permits);
        return new Permit(false);
    }

    Permit enterForSignup() {
        acquire(signupPermits);
        try {
            acquire(permits);
        } catch (AuthException busy) {
            signupPermits.release();
            throw busy;
        }
        return new Permit(true);
    }

    boolean needsRehash(String storedHash) {
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
    final class Permit implements AutoCloseable {
        private final boolean signup;

        private Permit(boolean signup) {
            this.signup = signup;
        }

        String hash(String canonicalPassword) {
            return hasher.hash(canonicalPassword);
        }

        Match verify(String canonicalPassword, @Nullable String storedHash) {
            return hasher.verify(canonicalPassword, storedHash);
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
