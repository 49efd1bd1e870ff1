package io.github.keystile.auth.testkit.contract;

import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Users to store, and users with one thing changed. */
final class Users {
    private Users() {}

    static StoredUser fresh(Instant createdAt) {
        return of(Fresh.email(), Fresh.username(), createdAt);
    }

    static StoredUser of(EmailAddress email, @Nullable Username username, Instant createdAt) {
        User user = new User(
                Fresh.id(), email, username, false, UserStatus.ACTIVE, Set.of("user"), Attributes.none(), createdAt);
        return new StoredUser(user, Fresh.hash(), 0, 0);
    }

    /** Every kind of value, and every kind of character that databases are known to lose. */
    static Attributes difficultAttributes() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(
                "name", "Zo\u00eb \ud83d\ude00 \u5f20\u4f1f \u0639\u0644\u064a e\u0301 \ud83d\udc69\u200d\ud83d\ude80");
        values.put("quotes", "it's \"quoted\" \\ back\\\\slash ${x} $ne % _ ; -- /* */ \b\f\n\r\t");
        values.put("empty", "");
        values.put("spaces", "  both ends  ");
        values.put("markup", "<script>alert(1)</script>&amp;");
        values.put("yes", true);
        values.put("whole", Long.MAX_VALUE);
        values.put("negative", -1L);
        values.put("fraction", 0.1);
        values.put("list", Arrays.asList("a", 1L, false, null, List.of(), Map.of()));
        values.put("preferences", Map.of("theme", "dark", "inner", Map.of("key", List.of(1L, 2L))));
        values.put("long", "\ud83d\ude00".repeat(1500));
        return Attributes.of(values);
    }

    static StoredUser with(StoredUser base, EmailAddress email, @Nullable Username username) {
        return base.withUser(copy(base.user(), base.id(), email, username));
    }

    static StoredUser withId(StoredUser base, String id) {
        return base.withUser(
                copy(base.user(), id, base.user().email(), base.user().username()));
    }

    static StoredUser with(StoredUser base, @Nullable String passwordHash, long version, long epoch) {
        return new StoredUser(base.user(), passwordHash, version, epoch);
    }

    static StoredUser withFacts(StoredUser base, @Nullable String facts) {
        return new StoredUser(base.user(), base.passwordHash(), base.version(), base.epoch(), facts);
    }

    /** Far from every other test's, in a database that many share. */
    static Instant timeOfNobody() {
        return Instant.parse("2100-01-01T00:00:00Z").plusMillis(new SecureRandom().nextLong(1L << 40));
    }

    static StoredUser verified(StoredUser base) {
        return base.withUser(base.user().withEmailVerified(true));
    }

    private static User copy(User user, String id, EmailAddress email, @Nullable Username username) {
        return new User(
                id,
                email,
                username,
                user.emailVerified(),
                user.status(),
                user.roles(),
                user.attributes(),
                user.createdAt());
    }
}
