package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are called comes back as they wrote it, whatever characters the connection knows. */
class CharacterSetTest {
    /** Letters of two, three and four bytes, each of them longer when it is escaped. */
    private static final Attributes FULL = Attributes.none()
            .with("two", "\u00eb".repeat(1300))
            .with("three", "\u6f22".repeat(860))
            .with("four", "\ud83e\udd8a".repeat(690))
            .with("delete", "\u007f\u0085\u2028\ufeff");

    @Test
    void aConnectionInLatin1CarriesEveryLetter() {
        HikariDataSource shared = TestDatabase.MYSQL_DRIVER.emptied();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(shared.getJdbcUrl() + "&characterEncoding=ISO-8859-1");
        config.setUsername(shared.getUsername());
        config.setPassword(shared.getPassword());
        try (HikariDataSource latin1 = new HikariDataSource(config)) {
            comesBack(JdbcStores.on(latin1).tablePrefix(TestDatabase.PREFIX));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
    void attributesAsLongAsTheyMayBeAreStored(TestDatabase database) {
        comesBack(JdbcStores.on(database.emptied()).tablePrefix(TestDatabase.PREFIX));
        assertThat(database.dump()).isASCII();
    }

    /** Whatever a user may write is read again, or they could make their own row unreadable. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\u007f", "\"", "\u0001", "\u0080", "\u00eb", "\u2028", "\u6f22", "\ud83e\udd8a"})
    void noLetterGrowsBeyondWhatIsRead(String letter) {
        JdbcStores stores = JdbcStores.on(TestDatabase.H2.emptied()).tablePrefix(TestDatabase.PREFIX);
        comesBack(stores, longest(letter));
    }

    private static Attributes longest(String letter) {
        for (int times = 8000; ; times--) {
            try {
                return Attributes.none().with("x", letter.repeat(times));
            } catch (AuthException tooLong) {
                assertThat(times).isGreaterThan(1000);
            }
        }
    }

    private static void comesBack(JdbcStores stores) {
        comesBack(stores, FULL);
    }

    private static void comesBack(JdbcStores stores, Attributes attributes) {
        StoredUser ann = Samples.user("user-1");
        stores.users().insert(ann);
        assertThat(attributes(stores)).isEqualTo(ann.user().attributes());
        User user = ann.user();
        User full = new User(
                user.id(),
                user.email(),
                user.username(),
                user.emailVerified(),
                user.status(),
                user.roles(),
                attributes,
                user.createdAt());
        stores.users().replace(new StoredUser(full, ann.passwordHash(), ann.version(), ann.epoch()));
        assertThat(attributes(stores)).isEqualTo(attributes);
    }

    private static Attributes attributes(JdbcStores stores) {
        return stores.users().findById("user-1").orElseThrow().user().attributes();
    }
}
