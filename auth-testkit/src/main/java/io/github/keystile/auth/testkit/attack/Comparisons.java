package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.password.PasswordHasher;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts how often a code or a password was compared with a stored hash: what limits are there to bound. */
final class Comparisons {
    private final AtomicInteger codes = new AtomicInteger();
    private final AtomicInteger passwords = new AtomicInteger();

    int codes() {
        return codes.get();
    }

    int passwords() {
        return passwords.get();
    }

    void reset() {
        codes.set(0);
        passwords.set(0);
    }

    /** Every challenge that a claim returns is compared with a code. */
    OtpStore counting(OtpStore store) {
        return (OtpStore) Proxy.newProxyInstance(
                OtpStore.class.getClassLoader(), new Class<?>[] {OtpStore.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(store, arguments);
                        if (answer instanceof Optional<?> claimed
                                && claimed.isPresent()
                                && method.getName().equals("claimAttempt")) {
                            codes.incrementAndGet();
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    PasswordHasher counting(PasswordHasher hasher) {
        return new PasswordHasher() {
            @Override
            public String hash(String password) {
                return hasher.hash(password);
            }

            @Override
            public Match verify(String password, @Nullable String storedHash) {
                if (storedHash != null) {
                    passwords.incrementAndGet();
                }
                return hasher.verify(password, storedHash);
            }

            @Override
            public boolean needsRehash(String storedHash) {
                return hasher.needsRehash(storedHash);
            }
        };
    }
}
