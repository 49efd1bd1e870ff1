package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.tests.support.Anna;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("PWD-14")
class RehashTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";
    private static final String LONG = "correct horse battery ".repeat(4);
    private static final String OTHER_HASH = "{some}other";

    private final AuthStores stores = AuthStores.inMemory();

    @Test
    void aLoginRaisesTheCostAndChangesNothingElse() {
        plant(BcryptPasswordHasher.withCost(10).hash(Anna.PASSWORD));
        try (TestAuth auth = service(BcryptPasswordHasher.withCost(11))) {
            String before = hash();
            refused(INVALID_CREDENTIALS, () -> auth.logIn(Anna.EMAIL, "Not the password"));
            assertThat(hash()).isEqualTo(before);

            SignedIn session = auth.logIn(Anna.EMAIL, Anna.PASSWORD);
            String after = hash();

            assertThat(before).contains("$10$");
            assertThat(after).contains("$11$");
            assertThat(stored().epoch()).isZero();
            auth.service().verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown()));
            auth.logIn(Anna.EMAIL, Anna.PASSWORD);
            assertThat(hash()).isEqualTo(after);
        }
    }

    @Test
    void aBareHashOfAnotherSystemLogsInAndGetsAScheme() {
        String bare = BcryptPasswordHasher.withCost(10).hash(Anna.PASSWORD).replaceFirst("^\\{[^}]*}", "");
        for (String prefix : new String[] {"$2a$", "$2b$", "$2y$"}) {
            stores.users().delete(ID);
            plant(prefix + bare.substring(4));
            try (TestAuth auth = service(BcryptPasswordHasher.withCost(10))) {
                auth.logIn(Anna.EMAIL, Anna.PASSWORD);

                assertThat(hash()).startsWith("{").isNotEqualTo(bare);
                auth.logIn(Anna.EMAIL, Anna.PASSWORD);
            }
        }
    }

    /** What the other software hashed of {@link #LONG}: its first 72 bytes. */
    private static String cutByOthers() {
        return BcryptPasswordHasher.withCost(10).hash(LONG.substring(0, 72)).replace("{bcrypt}", "{bcrypt-cut}");
    }

    @Test
    @Tag("PWD-19")
    void aHashThatWasMarkedAsCutLogsInAndTheWholePasswordCountsFromThenOn() {
        plant(cutByOthers());
        try (TestAuth auth = service(BcryptPasswordHasher.withCost(10))) {
            refused(INVALID_CREDENTIALS, () -> auth.logIn(Anna.EMAIL, "?" + LONG));
            auth.logIn(Anna.EMAIL, LONG);

            assertThat(hash()).startsWith("{bcrypt-hmac-sha384}");
            refused(INVALID_CREDENTIALS, () -> auth.logIn(Anna.EMAIL, LONG.substring(0, 72)));
            auth.logIn(Anna.EMAIL, LONG);
        }
    }

    @Test
    @Tag("PWD-19")
    void withoutRehashTheOtherSoftwareReadsItsHashesAfterALogin() {
        String bare = BcryptPasswordHasher.withCost(10).hash(Anna.PASSWORD).replace("{bcrypt}", "");
        for (String stored : new String[] {bare, cutByOthers()}) {
            stores.users().delete(ID);
            plant(stored);
            try (TestAuth auth = service(BcryptPasswordHasher.withCost(11).withoutRehash())) {
                auth.logIn(Anna.EMAIL, stored.equals(bare) ? Anna.PASSWORD : LONG);

                assertThat(hash()).isEqualTo(stored);
            }
        }
    }

    /** At cost 20 one guess would take a processor a minute. */
    @Test
    @Tag("PWD-20")
    @Timeout(30)
    void aHashOfACostWithoutReasonIsNotComputedAndTheOperatorIsTold() {
        String dear = BcryptPasswordHasher.withCost(10).hash(Anna.PASSWORD);
        for (String cost : new String[] {"$16$", "$20$", "$31$"}) {
            stores.users().delete(ID);
            plant(dear.replace("$10$", cost));
            try (TestAuth auth = service(BcryptPasswordHasher.withCost(10))) {
                refused(INVALID_CREDENTIALS, () -> auth.logIn(Anna.EMAIL, Anna.PASSWORD));

                assertThat(auth.events())
                        .extracting(AuthEvent::type)
                        .containsExactly(AuthEventType.UNUSABLE_HASH, AuthEventType.LOGIN_FAILED);
            }
        }
    }

    @Test
    void aPasswordSetMeanwhileIsNotOverwritten() {
        BcryptPasswordHasher bcrypt = BcryptPasswordHasher.withCost(11);
        plant(BcryptPasswordHasher.withCost(10).hash(Anna.PASSWORD));
        PasswordHasher interrupted = new PasswordHasher() {
            @Override
            public String hash(String password) {
                stores.users().setPassword(ID, 0, new NewPassword(OTHER_HASH, null, Proof.PASSWORD));
                return bcrypt.hash(password);
            }

            @Override
            public Match verify(String password, @Nullable String storedHash) {
                return bcrypt.verify(password, storedHash);
            }

            @Override
            public boolean needsRehash(String storedHash) {
                return bcrypt.needsRehash(storedHash);
            }
        };
        try (TestAuth auth = service(interrupted)) {
            SignedIn late = auth.logIn(Anna.EMAIL, Anna.PASSWORD);

            assertThat(hash()).isEqualTo(OTHER_HASH);
            refused(
                    INVALID_TOKEN,
                    () -> auth.service()
                            .verifySession(new VerifySession(late.tokens().accessToken(), Caller.unknown())));
        }
    }

    private TestAuth service(PasswordHasher hasher) {
        return TestAuth.on(stores, options -> options.passwordHasher(hasher));
    }

    private void plant(String hash) {
        User user = new User(
                ID,
                EmailAddress.of(Anna.EMAIL),
                null,
                true,
                UserStatus.ACTIVE,
                Set.of(),
                Attributes.none(),
                Instant.EPOCH);
        stores.users().insert(new StoredUser(user, hash, 0, 0));
    }

    private StoredUser stored() {
        return stores.users().findById(ID).orElseThrow();
    }

    private String hash() {
        String hash = stored().passwordHash();
        return hash == null ? "" : hash;
    }
}
