package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.attack.AnyTextContract;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

/** Every contract; no test of them needs to know which database it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractsTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
        server.indexed();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Nested
    class Users extends UserStoreContract {
        @Override
        protected UserStore createUserStore() {
            return server.stores().users();
        }
    }

    @Nested
    class UserRaces extends UserStoreRaces {
        @Override
        protected UserStore createUserStore() {
            return server.stores().users();
        }
    }

    @Nested
    class UserPages extends UserStorePages {
        @Override
        protected UserStore createUserStore() {
            return server.stores().users();
        }
    }

    @Nested
    class Challenges extends OtpStoreContract {
        @Override
        protected OtpStore createOtpStore() {
            return server.stores().challenges();
        }
    }

    @Nested
    class ChallengeLookUps extends OtpStoreLookUps {
        @Override
        protected OtpStore createOtpStore() {
            return server.stores().challenges();
        }
    }

    @Nested
    class ChallengeRaces extends OtpStoreRaces {
        @Override
        protected OtpStore createOtpStore() {
            return server.stores().challenges();
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        @Override
        protected SessionStore createSessionStore() {
            return server.stores().sessions();
        }
    }

    @Nested
    class SessionRaces extends SessionStoreRaces {
        @Override
        protected SessionStore createSessionStore() {
            return server.stores().sessions();
        }
    }

    @Nested
    class SessionGenerations extends SessionStoreGenerations {
        @Override
        protected SessionStore createSessionStore() {
            return server.stores().sessions();
        }
    }

    @Nested
    class Credentials extends CredentialStoreContract {
        @Override
        protected CredentialStore createCredentialStore() {
            return server.stores().credentials();
        }
    }

    @Nested
    class CredentialRaces extends CredentialStoreRaces {
        @Override
        protected CredentialStore createCredentialStore() {
            return server.stores().credentials();
        }
    }

    @Nested
    class Limits extends RateLimiterContract {
        @Override
        protected RateLimiter createRateLimiter() {
            return server.stores().limits();
        }
    }

    @Nested
    class LimitSettlements extends RateLimiterSettlements {
        @Override
        protected RateLimiter createRateLimiter() {
            return server.stores().limits();
        }
    }

    /** Minutes, and the same in every locale and on every JDK. */
    @Nested
    @Tag("once")
    class LimitRaces extends RateLimiterRaces {
        @Override
        protected RateLimiter createRateLimiter() {
            return server.stores().limits();
        }
    }

    @Nested
    class Texts extends AnyTextContract {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }

    @Nested
    class Service extends AuthServiceContract {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }

    @Nested
    class ServiceRaces extends AuthServiceRaces {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }

    @Nested
    class ServiceThefts extends AuthServiceThefts {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }

    @Nested
    class UnreadableUsers extends UserStoreUnreadableRows {
        @Override
        protected UserStore createUserStore() {
            return server.stores().users();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(server).ofUsers();
        }
    }

    @Nested
    class UnreadableSessions extends SessionStoreUnreadableRows {
        @Override
        protected SessionStore createSessionStore() {
            return server.stores().sessions();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(server).ofSessions();
        }
    }

    @Nested
    class UnreadableCredentials extends CredentialStoreUnreadableRows {
        @Override
        protected CredentialStore createCredentialStore() {
            return server.stores().credentials();
        }

        @Override
        protected List<Damage> damages() {
            return Damages.on(server).ofCredentials();
        }
    }

    @Nested
    class UnreadableRows extends UnreadableRowsContract {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }

        @Override
        protected void damageUser(String id) {
            Damages.on(server).set("user", "status", "FROZEN", id);
        }

        @Override
        protected void damageSession(String id) {
            Damages.on(server).set("session", "epoch", -7001L, id);
        }
    }

    @Nested
    class NextVersion extends NextVersionContract {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }

    @Nested
    class RepeatedUserIds extends RepeatedUserIdContract {
        @Override
        protected AuthStores createStores() {
            return server.stores().all();
        }
    }
}
