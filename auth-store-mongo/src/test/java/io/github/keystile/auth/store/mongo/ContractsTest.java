package io.github.keystile.auth.store.mongo;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.AnyTextContract;
import io.github.keystile.auth.testkit.AuthServiceContract;
import io.github.keystile.auth.testkit.CredentialStoreContract;
import io.github.keystile.auth.testkit.OtpStoreContract;
import io.github.keystile.auth.testkit.RateLimiterContract;
import io.github.keystile.auth.testkit.SessionStoreContract;
import io.github.keystile.auth.testkit.UserStoreContract;
import io.github.keystile.auth.user.UserStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
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
    class Challenges extends OtpStoreContract {
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
    class Credentials extends CredentialStoreContract {
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
}
