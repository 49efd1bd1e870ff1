package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.Device;
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

/** Users, challenges and sessions to store; so late that no server deletes them as expired. */
final class Samples {
    static final Instant NOW = Instant.parse("2040-11-21T10:00:00.123Z");
    static final Instant LATER = NOW.plus(Duration.ofMinutes(10));
    static final String HASH = "{bcrypt}$2a$12$abcdefghijklmnopqrstuuVrJzCFCvI7CGzTl1gGFlNHcHhmbkdKa";

    private Samples() {}

    static StoredUser user(String id, String email, String username) {
        User user = new User(
                id,
                EmailAddress.of(email),
                username == null ? null : Username.of(username),
                true,
                UserStatus.ACTIVE,
                Set.of("admin", "staff:read"),
                Attributes.none().with("name", "Zoë 🦊"),
                NOW);
        return new StoredUser(user, HASH, 0, 0);
    }

    static StoredUser user(String id) {
        return user(id, id + "@example.com", id);
    }

    static Challenge reset(String id) {
        return new Challenge(id, Purpose.PASSWORD_RESET_CODE, "user-1", 3, "hash-" + id, 0, 0, 5, 3, NOW, LATER, null);
    }

    static Challenge signup(String id, String email) {
        EmailAddress address = EmailAddress.of(email);
        PendingSignup pending = new PendingSignup(
                "user-of-" + id,
                address,
                Username.of("Some.One"),
                HASH,
                Attributes.none().with("phone", "+1 555"));
        return new Challenge(id, Purpose.SIGNUP, address.key(), 0, "hash-" + id, 0, 0, 5, 3, NOW, LATER, pending);
    }

    static Session session(String id) {
        Instant end = NOW.plus(Duration.ofDays(7));
        return new Session(id, "user-1", 3, 0, NOW, NOW, end, end.plusSeconds(1), new Device("Browser/1", "::1"));
    }

    static Rotation rotation(String id, long generation) {
        return new Rotation(id, "user-1", 3, generation, LATER, LATER, LATER.plus(Duration.ofDays(7)));
    }
}
