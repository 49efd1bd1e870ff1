package io.github.keystile.auth;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.InMemoryCredentialStore;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything is kept. The stores may live in different databases; no flow needs a transaction across them.
 *
 * <p>Immutable and safe for use by many threads: each method whose name begins with {@code with} or {@code allow}
 * gives other stores and leaves these as they are.
 */
public final class AuthStores {
    private static final Logger log = LoggerFactory.getLogger(AuthStores.class);

    private final Parts parts;

    private AuthStores(Parts parts) {
        this.parts = parts;
    }

    /**
     * Stores of any make, without credentials and with nothing to check.
     *
     * @param users the users
     * @param challenges the challenges
     * @param sessions the sessions
     * @param limits the counters; must be shared by all processes that share the other three
     */
    public static AuthStores of(UserStore users, OtpStore challenges, SessionStore sessions, RateLimiter limits) {
        return new AuthStores(new Parts(users, challenges, sessions, limits));
    }

    /**
     * Stores that live in this process and forget everything when it ends, credentials among them: for tests and for
     * trying out. Each call gives new, empty stores.
     */
    public static AuthStores inMemory() {
        return of(
                        new InMemoryUserStore(),
                        new InMemoryOtpStore(),
                        new InMemorySessionStore(),
                        new InMemoryRateLimiter())
                .withCredentials(new InMemoryCredentialStore());
    }

    /** The users. */
    public UserStore users() {
        return parts.users;
    }

    /** These with other {@link #users}. */
    public AuthStores withUsers(UserStore store) {
        return with(to -> to.users = Objects.requireNonNull(store, "store"));
    }

    /** The challenges. */
    public OtpStore challenges() {
        return parts.challenges;
    }

    /** These with other {@link #challenges}. */
    public AuthStores withChallenges(OtpStore store) {
        return with(to -> to.challenges = Objects.requireNonNull(store, "store"));
    }

    /** The sessions. */
    public SessionStore sessions() {
        return parts.sessions;
    }

    /** These with other {@link #sessions}. */
    public AuthStores withSessions(SessionStore store) {
        return with(to -> to.sessions = Objects.requireNonNull(store, "store"));
    }

    /** The counters. */
    public RateLimiter limits() {
        return parts.limits;
    }

    /** These with other {@link #limits}, which all processes must share that share the rest. */
    public AuthStores withLimits(RateLimiter limiter) {
        return with(to -> to.limits = Objects.requireNonNull(limiter, "limiter"));
    }

    /** The credentials, or empty if there is no store of them. */
    public Optional<CredentialStore> credentials() {
        return Optional.ofNullable(parts.credentials);
    }

    /** These with a store of credentials, which some capabilities need and the others never touch. */
    public AuthStores withCredentials(CredentialStore store) {
        return with(to -> to.credentials = Objects.requireNonNull(store, "store"));
    }

    /**
     * These with one more check. Stores that you put together from several databases have one each, such as {@code
     * JdbcStores.check()}.
     */
    public AuthStores withCheck(StoreCheck check) {
        List<StoreCheck> all = new ArrayList<>(parts.checks);
        all.add(Objects.requireNonNull(check, "check"));
        return with(to -> to.checks = List.copyOf(all));
    }

    /**
     * These with nothing checked: for an application that builds its service before its migrations run. What is missing
     * is then found by the first call that needs it.
     */
    public AuthStores withoutCheck() {
        return with(to -> to.checks = List.of());
    }

    /**
     * These, also on a database that the stores were never tested on. Run the test kit's contracts on it first: where a
     * database decides otherwise than its statements say, guesses are not counted and logins are given twice.
     */
    public AuthStores allowUntested() {
        return with(to -> to.untestedAllowed = true);
    }

    /**
     * Runs the checks, as {@link AuthServiceBuilder#build()} does. Nothing is created or changed. What could not be
     * checked, or should be set otherwise, is one warning in the log. Stores of your own and those in memory check
     * nothing, unless {@link #withCheck} says what.
     *
     * @throws IllegalStateException if a database must not be used as it is; the message names what is wrong and the
     *     cure
     * @throws io.github.keystile.auth.error.StoreException if a database does not answer
     */
    public void check() {
        List<String> warnings = parts.checks.stream()
                .flatMap(check -> check.run(parts.untestedAllowed).stream())
                .toList();
        if (!warnings.isEmpty()) {
            log.warn("About the database: {}", String.join("; ", warnings));
        }
    }

    boolean anyInMemory() {
        return parts.users instanceof InMemoryUserStore
                || parts.challenges instanceof InMemoryOtpStore
                || parts.sessions instanceof InMemorySessionStore
                || parts.limits instanceof InMemoryRateLimiter
                || parts.credentials instanceof InMemoryCredentialStore;
    }

    /** What kinds of stores these are, and nothing that they hold. */
    @Override
    public String toString() {
        return "AuthStores[" + nameOf(parts.users) + ", " + nameOf(parts.challenges) + ", " + nameOf(parts.sessions)
                + ", " + nameOf(parts.limits) + (parts.credentials == null ? "" : ", " + nameOf(parts.credentials))
                + "]";
    }

    private static String nameOf(Object store) {
        return store.getClass().getSimpleName();
    }

    private AuthStores with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new AuthStores(copy);
    }

    /** Never changed once an {@code AuthStores} holds them. */
    private static final class Parts {
        private UserStore users;
        private OtpStore challenges;
        private SessionStore sessions;
        private RateLimiter limits;
        private @Nullable CredentialStore credentials;
        private List<StoreCheck> checks = List.of();
        private boolean untestedAllowed;

        Parts(UserStore users, OtpStore challenges, SessionStore sessions, RateLimiter limits) {
            this.users = Objects.requireNonNull(users, "users");
            this.challenges = Objects.requireNonNull(challenges, "challenges");
            this.sessions = Objects.requireNonNull(sessions, "sessions");
            this.limits = Objects.requireNonNull(limits, "limits");
        }

        Parts(Parts from) {
            this(from.users, from.challenges, from.sessions, from.limits);
            credentials = from.credentials;
            checks = from.checks;
            untestedAllowed = from.untestedAllowed;
        }
    }
}
