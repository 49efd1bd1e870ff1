package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Users, challenges and sessions to store, for what only the tests of your own store know to ask: rows that somebody
 * broke, statements that are counted, a server that goes away. The same id always gives the same thing. They live in
 * 2040, so that no database deletes them as expired.
 */
public final class Samples {
    /** When all of them begin. */
    public static final Instant NOW = Instant.parse("2040-11-21T10:00:00.123Z");

    /** Ten minutes after {@link #NOW}: when challenges expire and sessions are rotated. */
    public static final Instant LATER = NOW.plus(Duration.ofMinutes(10));

    /** The password hash of every user; of a password that nobody knows. */
    public static final String HASH = "{bcrypt}$2a$12$abcdefghijklmnopqrstuuVrJzCFCvI7CGzTl1gGFlNHcHhmbkdKa";

    private static final Duration SLIDING = Duration.ofDays(7);
    private static final long EPOCH = 3;
    private static final Device ELSEWHERE = new Device("Browser/2", "::2");

    private Samples() {}

    /**
     * A user with version and epoch 0.
     *
     * @param id the id, which is also the username and the start of the address
     * @return an active, verified user with two roles and a name
     */
    public static StoredUser user(String id) {
        return user(id, id + "@example.com", id);
    }

    /**
     * A user with version and epoch 0.
     *
     * @param id the id
     * @param email the address
     * @param username the username, or null for none
     * @return an active, verified user with two roles and a name
     */
    public static StoredUser user(String id, String email, @Nullable String username) {
        User user = new User(
                id,
                EmailAddress.of(email),
                username == null ? null : Username.of(username),
                true,
                UserStatus.ACTIVE,
                Set.of("admin", "staff:read"),
                Attributes.none().with("name", "Zo\u00eb \ud83e\udd8a"),
                NOW);
        return new StoredUser(user, HASH, 0, 0);
    }

    /**
     * A code that resets the password of {@code user-1}, with 5 attempts, 3 of them without the id.
     *
     * @param id the id
     * @return a challenge whose hash is {@code hash-} and the id
     */
    public static Challenge resetCode(String id) {
        return challenge(id, Purpose.PASSWORD_RESET_CODE, "user-1", EPOCH, null);
    }

    /**
     * A link that resets the password of {@code user-1}.
     *
     * @param id the id
     * @return a challenge whose hash is {@code hash-} and the id
     */
    public static Challenge resetLink(String id) {
        return challenge(id, Purpose.PASSWORD_RESET_LINK, "user-1", EPOCH, null);
    }

    /**
     * A signup, with a payload.
     *
     * @param id the id
     * @param email the address
     * @return a challenge whose hash is {@code hash-} and the id
     */
    public static Challenge signup(String id, String email) {
        return challenge(
                id, Purpose.SIGNUP, EmailAddress.of(email).key(), 0, "{\"version\":1,\"id\":\"user-of-" + id + "\"}");
    }

    /**
     * A session of {@code user-1} at generation 0, for seven days.
     *
     * @param id the id
     * @return a session
     */
    public static Session session(String id) {
        Instant end = NOW.plus(SLIDING);
        return new Session(
                id, "user-1", EPOCH, 0, -1, NOW, NOW, end, end.plusSeconds(1), new Device("Browser/1", "::1"));
    }

    /**
     * The rotation of a {@link #session} at {@link #LATER}.
     *
     * @param sessionId which
     * @param generation from where
     * @return a rotation that the session allows if it is of this generation
     */
    public static Rotation rotation(String sessionId, long generation) {
        return new Rotation(sessionId, "user-1", EPOCH, generation, LATER, LATER, LATER.plus(SLIDING), ELSEWHERE);
    }

    /**
     * The step past a generation of a {@link #session} at {@link #LATER}.
     *
     * @param sessionId which
     * @param generation what is passed over
     * @param parent what it was made from
     * @return a step that the session allows if it is of this generation and this parent
     */
    public static PassOver passOver(String sessionId, long generation, long parent) {
        return new PassOver(sessionId, "user-1", EPOCH, generation, parent, LATER, ELSEWHERE);
    }

    private static Challenge challenge(
            String id, Purpose purpose, String subject, long epoch, @Nullable String payload) {
        return new Challenge(id, purpose, subject, epoch, "hash-" + id, 0, 0, 5, 3, NOW, LATER, payload);
    }
}
