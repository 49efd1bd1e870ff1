package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refusal;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    private static final String WRONG = "Not the password";

    private final WatchedHasher hasher = new WatchedHasher();
    private final Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher));

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("LGN-01")
    @Tag("LGN-02")
    @Tag("LGN-04")
    void whyALoginFailsDoesNotShowAndCostsOneCompare() {
        anna.service.startSignup(
                new StartSignup("pending@example.com", Anna.PASSWORD, SignupProfile.none(), Caller.unknown()));
        plant("nohash@example.com", "nohash", null);
        SignedIn disabled = anna.auth.signUp("disabled@example.com", Anna.PASSWORD);
        anna.service.users().disable(new DisableUser(disabled.user().id(), Caller.unknown()));
        anna.auth.signUp("locked@example.com", Anna.PASSWORD);
        times(10, () -> refusal(() -> anna.auth.logIn("locked@example.com", WRONG)));

        List<ThrowingCallable> logins = List.of(
                () -> anna.logIn(WRONG),
                () -> anna.auth.logIn("nobody@example.com", Anna.PASSWORD),
                () -> anna.auth.logIn("no identifier at all\u0000", Anna.PASSWORD),
                () -> anna.auth.logIn("nohash@example.com", Anna.PASSWORD),
                () -> anna.auth.logIn("pending@example.com", Anna.PASSWORD),
                () -> anna.auth.logIn("disabled@example.com", Anna.PASSWORD),
                () -> anna.auth.logIn("disabled@example.com", WRONG),
                () -> anna.auth.logIn("locked@example.com", Anna.PASSWORD),
                () -> anna.auth.logIn("locked@example.com", WRONG));

        for (ThrowingCallable login : logins) {
            hasher.forget();
            AuthException refusal = refused(INVALID_CREDENTIALS, login);
            assertThat(refusal).hasMessage(INVALID_CREDENTIALS.message());
            assertThat(refusal.retryAfter()).isEmpty();
            assertThat(hasher.compared()).hasSize(1);
            assertThat(hasher.hashed()).isEmpty();
        }
    }

    @Test
    void anEmailOrUsernameInAnyCaseLogsIn() {
        anna.service.users().setUsername(new SetUsername(anna.id(), "Anna.B", Caller.unknown()));

        assertThat(anna.auth.logIn("ANNA@EXAMPLE.COM", Anna.PASSWORD).user().id())
                .isEqualTo(anna.id());
        assertThat(anna.auth.logIn("aNNA.b", Anna.PASSWORD).user().id()).isEqualTo(anna.id());
    }

    @Test
    @Tag("EML-06")
    void anIdentifierIsNoPattern() {
        anna.auth.signUp("aXb@example.com", Anna.PASSWORD);
        anna.service.users().setUsername(new SetUsername(anna.id(), "anna_b", Caller.unknown()));

        for (String other : List.of(
                "a_b@example.com",
                "a%@example.com",
                "a.b@example.com",
                ".*@example.com",
                "\u00e4xb@example.com",
                "annaXb",
                "anna%",
                "anna_b\u0000")) {
            refused(INVALID_CREDENTIALS, () -> anna.auth.logIn(other, Anna.PASSWORD));
            assertThat(anna.service.users().findByEmail(other)).isEmpty();
            assertThat(anna.service.users().findByUsername(other)).isEmpty();
        }
    }

    @Test
    @Tag("LGN-09")
    void everyLoginIsASessionOfItsOwn() {
        SignedIn one = anna.logIn(Anna.PASSWORD);
        SignedIn two = anna.logIn(Anna.PASSWORD);

        assertThat(one.sessionId()).isNotEqualTo(two.sessionId());
        assertThat(one.tokens().refreshToken()).isNotEqualTo(two.tokens().refreshToken());
        assertThat(anna.service.verifyAccessToken(one.tokens().accessToken()).tokenId())
                .isNotEqualTo(anna.service
                        .verifyAccessToken(two.tokens().accessToken())
                        .tokenId());
        assertThat(anna.service.account().sessions(new ListSessions(two.tokens().accessToken(), Caller.unknown())))
                .hasSize(3);
    }

    @Test
    @Tag("LGN-06")
    void allSpellingsOfAnAddressAndAWholeIpv6NetworkAreOneCaller() {
        Budget five = new Budget(5, Duration.ofMinutes(10));
        LimitPolicy limits = Options.ofCaller(five);
        try (Anna strict = Anna.signedUp(options -> options.limits(limits))) {
            for (List<String> spellings : List.of(
                    List.of(
                            "203.0.113.7",
                            "::ffff:203.0.113.7",
                            " 203.0.113.7",
                            "::FFFF:cb00:7107",
                            "[::ffff:cb00:7107]"),
                    List.of(
                            "2001:db8::1",
                            "2001:DB8:0:0::2",
                            "[2001:db8::3]",
                            "2001:db8:0:0:ffff::4",
                            "2001:db8::5"))) {
                spellings.forEach(ip -> refused(
                        INVALID_CREDENTIALS,
                        () -> strict.service.login(new Login("nobody@example.com", WRONG, Caller.at(ip)))));

                AuthException refusal = refused(
                        TOO_MANY_REQUESTS,
                        () -> strict.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.at(spellings.get(0)))));

                assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(10));
            }
            strict.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.at("2001:db8:0:1::1")));
        }
    }

    @Test
    @Tag("LGN-08")
    void aSuccessForgetsTheAccountsFailuresButNotTheCallers() {
        Budget five = new Budget(5, Duration.ofMinutes(10));
        LimitPolicy limits = Options.ofCaller(five);
        try (Anna strict = Anna.signedUp(options -> options.limits(limits))) {
            Caller thief = Caller.at("203.0.113.7");
            strict.auth.signUp("thief@example.com", Anna.PASSWORD);
            times(
                    4,
                    () -> refused(
                            INVALID_CREDENTIALS, () -> strict.service.login(new Login(Anna.EMAIL, WRONG, thief))));
            strict.service.login(new Login("thief@example.com", Anna.PASSWORD, thief));

            refused(INVALID_CREDENTIALS, () -> strict.service.login(new Login(Anna.EMAIL, WRONG, thief)));
            refused(TOO_MANY_REQUESTS, () -> strict.service.login(new Login(Anna.EMAIL, WRONG, thief)));

            times(5, () -> refused(INVALID_CREDENTIALS, () -> strict.logIn(WRONG)));
            refused(INVALID_CREDENTIALS, () -> strict.logIn(Anna.PASSWORD));
        }
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "garbage",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$32$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2x$10$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
            })
    @Tag("PWD-13")
    void aHashThatCannotBeReadIsAWrongPasswordAndAnEvent(@Nullable String hash) {
        plant("import@example.com", null, hash);
        hasher.forget();

        refused(INVALID_CREDENTIALS, () -> anna.auth.logIn("import@example.com", Anna.PASSWORD));

        assertThat(hasher.compared()).hasSize(1);
        assertThat(anna.happened(AuthEventType.UNUSABLE_HASH)).isEqualTo(hash == null ? 0 : 1);
    }

    @Test
    @Tag("PWD-13")
    void aTextThatCanNeverBeAPasswordSaysNothingAboutTheStoredHash() {
        refused(INVALID_CREDENTIALS, () -> anna.logIn("\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000"));
        refused(INVALID_CREDENTIALS, () -> anna.logIn("x".repeat(257)));

        assertThat(anna.happened(AuthEventType.UNUSABLE_HASH)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 257, 1024, 1_048_576})
    @Tag("PWD-12")
    void aLongPasswordCostsTheSameForKnownAndUnknown(int length) {
        String password = "x".repeat(length);
        for (String identifier : List.of(Anna.EMAIL, "nobody@example.com")) {
            hasher.forget();

            refused(INVALID_CREDENTIALS, () -> anna.auth.logIn(identifier, password));

            assertThat(hasher.compared()).hasSize(1);
        }
    }

    private void plant(String email, @Nullable String username, @Nullable String hash) {
        User user = new User(
                "0123456789abcdef0123456789abcdef",
                EmailAddress.of(email),
                username == null ? null : Username.of(username),
                true,
                UserStatus.ACTIVE,
                Set.of(),
                Attributes.none(),
                anna.auth.clock().instant());
        anna.stores.users().insert(new StoredUser(user, hash, 0, 0));
    }
}
