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

    private final UserStore users;
    private final OtpStore challenges;
    private final SessionStore sessions;
    private final RateLimiter limits;
    private final @Nullable CredentialStore credentials;
    private final List<StoreCheck> checks;
    private final boolean untestedAllowed;

    private AuthStores(
            UserStore users,
            OtpStore challenges,
            SessionStore sessions,
            RateLimiter limits,
            @Nullable CredentialStore credentials,
            List<StoreCheck> checks,
            boolean untestedAllowed) {
        this.users = Objects.requireNonNull(users, "users");
        this.challenges = Objects.requireNonNull(challenges, "challenges");
        this.sessions = Objects.requireNonNull(sessions, "sessions");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.credentials = credentials;
        this.checks = checks;
        this.untestedAllowed = untestedAllowed;
    }

    /**
     * Stores of any make, without credentials and with nothing to check.
     *
     * @param users the users
     * @param challenges the challenges
     * @param sessions the sessions
     * @param limits the counters; must be shared by all processes that share the other three
     * @return the stores
     */
    public static AuthStores of(UserStore users, OtpStore challenges, SessionStore sessions, RateLimiter limits) {
        return new AuthStores(users, challenges, sessions, limits, null, List.of(), false);
    }

    /**
     * Stores that live in this process and forget everything when it ends, credentials among them: for tests and for
     * trying out.
     *
     * @return new, empty stores
     */
    public static AuthStores inMemory() {
        return of(
                        new InMemoryUserStore(),
                        new InMemoryOtpStore(),
                        new InMemorySessionStore(),
                        new InMemoryRateLimiter())
                .withCredentials(new InMemoryCredentialStore());
    }

    /**
     * These with another store of users; the rest, checks included, stays.
     *
     * @param store the users
     * @return other stores
     */
    public AuthStores withUsers(UserStore store) {
        return new AuthStores(store, challenges, sessions, limits, credentials, checks, untestedAllowed);
    }

    /**
     * These with another store of challenges; the rest, checks included, stays.
     *
     * @param store the challenges
     * @return other stores
     */
    public AuthStores withChallenges(OtpStore store) {
        return new AuthStores(users, store, sessions, limits, credentials, checks, untestedAllowed);
    }

    /**
     * These with another store of sessions; the rest, checks included, stays.
     *
     * @param store the sessions
     * @return other stores
     */
    public AuthStores withSessions(SessionStore store) {
        return new AuthStores(users, challenges, store, limits, credentials, checks, untestedAllowed);
    }

    /**
     * These with another limiter; the rest, checks included, stays.
     *
     * @param limiter the counters; must be shared by all processes that share the stores
     * @return other stores
     */
    public AuthStores withLimits(RateLimiter limiter) {
        return new AuthStores(users, challenges, sessions, limiter, credentials, checks, untestedAllowed);
    }

    /**
     * These with a store of credentials, which some capabilities need and the others never touch.
     *
     * @param store the credentials
     * @return other stores
     */
    public AuthStores withCredentials(CredentialStore store) {
        return new AuthStores(
                users, challenges, sessions, limits, Objects.requireNonNull(store, "store"), checks, untestedAllowed);
    }

    /**
     * These with one more check. Stores that you put together from several databases have one each, such as {@code
     * JdbcStores.check()}.
     *
     * @param check what asks the database
     * @return other stores
     */
    public AuthStores withCheck(StoreCheck check) {
        List<StoreCheck> all = new ArrayList<>(checks);
        all.add(Objects.requireNonNull(check, "check"));
        return checkedBy(List.copyOf(all), untestedAllowed);
    }

    /**
     * These with nothing checked: for an application that builds its service before its migrations run. What is missing
     * is then found by the first call that needs it.
     *
     * @return other stores
     */
    public AuthStores withoutCheck() {
        return checkedBy(List.of(), untestedAllowed);
    }

    /**
     * These, also on a database that the stores were never tested on. Run the test kit's contracts on it first: where a
     * database decides otherwise than its statements say, guesses are not counted and logins are given twice.
     *
     * @return other stores
     */
    public AuthStores allowUntested() {
        return checkedBy(checks, true);
    }

    private AuthStores checkedBy(List<StoreCheck> others, boolean untested) {
        return new AuthStores(users, challenges, sessions, limits, credentials, others, untested);
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
        List<String> warnings = checks.stream()
                .flatMap(check -> check.run(untestedAllowed).stream())
                .toList();
        if (!warnings.isEmpty()) {
            log.warn("About the database: {}", String.join("; ", warnings));
        }
    }

    /**
     * The users.
     *
     * @return the store
     */
    public UserStore users() {
        return users;
    }

    /**
     * The challenges.
     *
     * @return the store
     */
    public OtpStore challenges() {
        return challenges;
    }

    /**
     * The sessions.
     *
     * @return the store
     */
    public SessionStore sessions() {
        return sessions;
    }

    /**
     * The counters.
     *
     * @return the limiter
     */
    public RateLimiter limits() {
        return limits;
    }

    /**
     * The credentials.
     *
     * @return the store, or empty if there is none
     */
    public Optional<CredentialStore> credentials() {
        return Optional.ofNullable(credentials);
    }

    boolean anyInMemory() {
        return users instanceof InMemoryUserStore
                || challenges instanceof InMemoryOtpStore
                || sessions instanceof InMemorySessionStore
                || limits instanceof InMemoryRateLimiter
                || credentials instanceof InMemoryCredentialStore;
    }

    /** What kinds of stores these are, and nothing that they hold. */
    @Override
    public String toString() {
        return "AuthStores[" + nameOf(users) + ", " + nameOf(challenges) + ", " + nameOf(sessions) + ", "
                + nameOf(limits) + (credentials == null ? "" : ", " + nameOf(credentials)) + "]";
    }

    private static String nameOf(Object store) {
        return store.getClass().getSimpleName();
    }
}
