package io.github.keystile.auth;

import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.UserStore;
import java.util.Objects;

/**
 * Where everything is kept. The four may live in different databases; no flow needs a transaction across them.
 *
 * @param users the users
 * @param challenges the challenges
 * @param sessions the sessions
 * @param limits the counters; must be shared by all processes that share the other three
 */
public record AuthStores(UserStore users, OtpStore challenges, SessionStore sessions, RateLimiter limits) {
    public AuthStores {
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(challenges, "challenges");
        Objects.requireNonNull(sessions, "sessions");
        Objects.requireNonNull(limits, "limits");
    }

    /**
     * Stores that live in this process and forget everything when it ends: for tests and for trying out.
     *
     * @return new, empty stores
     */
    public static AuthStores inMemory() {
        return new AuthStores(
                new InMemoryUserStore(), new InMemoryOtpStore(), new InMemorySessionStore(), new InMemoryRateLimiter());
    }

    boolean anyInMemory() {
        return users instanceof InMemoryUserStore
                || challenges instanceof InMemoryOtpStore
                || sessions instanceof InMemorySessionStore
                || limits instanceof InMemoryRateLimiter;
    }
}
