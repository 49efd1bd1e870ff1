package io.github.keystile.auth.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.attack.AuthServiceContract;
import io.github.keystile.auth.testkit.attack.AuthServiceRaces;
import io.github.keystile.auth.testkit.attack.AuthServiceThefts;
import io.github.keystile.auth.testkit.attack.NextVersionContract;
import io.github.keystile.auth.testkit.attack.RepeatedUserIdContract;
import io.github.keystile.auth.testkit.attack.UnreadableRowsContract;
import io.github.keystile.auth.testkit.contract.CredentialStoreContract;
import io.github.keystile.auth.testkit.contract.CredentialStoreRaces;
import io.github.keystile.auth.testkit.contract.CredentialStoreUnreadableRows;
import io.github.keystile.auth.testkit.contract.Damage;
import io.github.keystile.auth.testkit.contract.OtpStoreContract;
import io.github.keystile.auth.testkit.contract.OtpStoreLookUps;
import io.github.keystile.auth.testkit.contract.OtpStoreRaces;
import io.github.keystile.auth.testkit.contract.RateLimiterContract;
import io.github.keystile.auth.testkit.contract.RateLimiterRaces;
import io.github.keystile.auth.testkit.contract.RateLimiterSettlements;
import io.github.keystile.auth.testkit.contract.SessionStoreContract;
import io.github.keystile.auth.testkit.contract.SessionStoreGenerations;
import io.github.keystile.auth.testkit.contract.SessionStoreRaces;
import io.github.keystile.auth.testkit.contract.SessionStoreUnreadableRows;
import io.github.keystile.auth.testkit.contract.UserStoreContract;
import io.github.keystile.auth.testkit.contract.UserStorePages;
import io.github.keystile.auth.testkit.contract.UserStoreRaces;
import io.github.keystile.auth.testkit.contract.UserStoreUnreadableRows;
import io.github.keystile.auth.user.UserStore;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every contract on every database: with autocommit on and off, with a single connection for all threads, at the
 * database's own isolation, above and below it.
 */
@ParameterizedClass(name = "{0}, pool of {1}, autocommit {2}, isolation {3}")
@CsvSource({
    "H2, 16, true,",
    "H2, 16, false, TRANSACTION_SERIALIZABLE",
    "H2, 1, true,",
    "POSTGRESQL, 16, true,",
    "POSTGRESQL, 16, false,",
    "POSTGRESQL, 16, true, TRANSACTION_SERIALIZABLE",
    "POSTGRESQL, 1, true,",
    "MARIADB, 16, true,",
    "MARIADB, 16, false, TRANSACTION_READ_COMMITTED",
    "MARIADB, 1, true,",
    "MYSQL_DRIVER, 16, true,",
    "NAMED, 16, true,",
    "NAMED, 1, false,"
})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsTest {
    @Parameter(0)
    TestDatabase database;

    @Parameter(1)
    int poolSize;

    @Parameter(2)
    boolean autoCommit;

    @Parameter(3)
    String isolation;

    private HikariDataSource pool;

    @BeforeParameterizedClassInvocation
    void open() {
        database.emptied();
        pool = database.pool(poolSize, autoCommit, isolation);
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (pool != null) {
            pool.close();
        }
    }

    private JdbcStores stores() {
        return JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected UserStore createUserStore() {
            return stores().users();
        }
    }

    @Nested
    class UserRaces extends UserStoreRaces {
        @Override
        protected UserStore createUserStore() {
            return stores().users();
        }
    }

    @Nested
    class UserPages extends UserStorePages {
        @Override
        protected UserStore createUserStore() {
            return stores().users();
        }
    }

    @Nested
    class Challenges extends OtpStoreContract {
        @Override
        protected OtpStore createOtpStore() {
            return stores().challenges();
        }
    }

    @Nested
    class ChallengeLookUps extends OtpStoreLookUps {
        @Override
        protected OtpStore createOtpStore() {
            return stores().challenges();
        }
    }

    @Nested
    class ChallengeRaces extends OtpStoreRaces {
        @Override
        protected OtpStore createOtpStore() {
            return stores().challenges();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected SessionStore createSessionStore() {
            return stores().sessions();
        }
    }

    @Nested
    class SessionRaces extends SessionStoreRaces {
        @Override
        protected SessionStore createSessionStore() {
            return stores().sessions();
        }
    }

    @Nested
    class SessionGenerations extends SessionStoreGenerations {
        @Override
        protected SessionStore createSessionStore() {
            return stores().sessions();
        }
    }

    @Nested
    class Credentials extends CredentialStoreContract {
        @Override
        protected CredentialStore createCredentialStore() {
            return stores().credentials();
        }
    }

    @Nested
    class CredentialRaces extends CredentialStoreRaces {
        @Override
        protected CredentialStore createCredentialStore() {
            return stores().credentials();
        }
    }

    @Nested
    class Limits extends RateLimiterContract {
        @Override
        protected RateLimiter createRateLimiter() {
            return stores().limits();
        }
    }

    @Nested
    class LimitSettlements extends RateLimiterSettlements {
        @Override
        protected RateLimiter createRateLimiter() {
            return stores().limits();
        }
    }

    @Nested
    class LimitRaces extends RateLimiterRaces {
        @Override
        protected RateLimiter createRateLimiter() {
            return stores().limits();
        }
    }

    @Nested
    @Tag("slow")
    class Service extends AuthServiceContract {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }
    }

    @Nested
    @Tag("slow")
    class ServiceRaces extends AuthServiceRaces {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }
    }

    @Nested
    @Tag("slow")
    class ServiceThefts extends AuthServiceThefts {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }
    }

    @Nested
    class UnreadableUsers extends UserStoreUnreadableRows {
        @Override
        protected UserStore createUserStore() {
            return stores().users();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(database).ofUsers();
        }
    }

    @Nested
    class UnreadableSessions extends SessionStoreUnreadableRows {
        @Override
        protected SessionStore createSessionStore() {
            return stores().sessions();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(database).ofSessions();
        }
    }

    @Nested
    class UnreadableCredentials extends CredentialStoreUnreadableRows {
        @Override
        protected CredentialStore createCredentialStore() {
            return stores().credentials();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(database).ofCredentials();
        }
    }

    @Nested
    class UnreadableRows extends UnreadableRowsContract {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }

        @Override
        protected void damageUser(String id) {
            Damages.on(database).set("user", "status", "FROZEN", id);
        }

        @Override
        protected void damageSession(String id) {
            Damages.on(database).set("session", "epoch", -7001L, id);
        }
    }

    @Nested
    class NextVersion extends NextVersionContract {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }
    }

    @Nested
    class RepeatedUserIds extends RepeatedUserIdContract {
        @Override
        protected AuthStores createStores() {
            return stores().all();
        }
    }
}
