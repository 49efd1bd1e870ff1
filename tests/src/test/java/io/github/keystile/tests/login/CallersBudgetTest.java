package io.github.keystile.tests.login;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.auth.error.AuthError.USERNAME_TAKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.KnownNetwork;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What costs a caller, and what does not. */
class CallersBudgetTest {
    private static final String WRONG = "Not the password";
    private static final Caller OFFICE = Caller.at("203.0.113.7");
    private static final Budget FIVE = new Budget(5, Duration.ofHours(1));
    private static final LimitPolicy LIMITS = Options.ofCaller(FIVE);

    private int asked;

    private static Anna limited(LimitPolicy limits) {
        return Anna.signedUp(options -> options.limits(limits));
    }

    private static void logIn(Anna anna, String password, Caller caller) {
        anna.service.login(new Login(Anna.EMAIL, password, caller));
    }

    private void ask(Anna anna, Caller caller) {
        String email = "ask" + asked++ + "@example.com";
        anna.service.registerUnverified(new RegisterUnverified(email, Anna.PASSWORD, SignupProfile.none(), caller));
    }

    @Test
    @Tag("LGN-08")
    void rightPasswordsAndCodesCostNothing() {
        try (Anna anna = limited(LIMITS)) {
            ChallengeCode code = anna.resetCode();
            times(20, () -> logIn(anna, Anna.PASSWORD, OFFICE));
            times(20, () -> anna.service.checkPasswordResetCode(new CheckPasswordResetCode(code, OFFICE)));
        }
    }

    @Test
    @Tag("LGN-08")
    void theyGiveBackNoEarlierUnit() {
        try (Anna anna = limited(LIMITS)) {
            times(5, () -> {
                refused(INVALID_CREDENTIALS, () -> logIn(anna, WRONG, OFFICE));
                if (asked++ < 4) {
                    logIn(anna, Anna.PASSWORD, OFFICE);
                }
            });
            refused(TOO_MANY_REQUESTS, () -> logIn(anna, Anna.PASSWORD, OFFICE));
        }
    }

    @Test
    @Tag("LGN-08")
    void aRightPasswordThatIsRefusedAllTheSameStaysCharged() {
        try (Anna anna = limited(LIMITS)) {
            anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()));
            times(5, () -> refused(INVALID_CREDENTIALS, () -> logIn(anna, Anna.PASSWORD, OFFICE)));
            refused(TOO_MANY_REQUESTS, () -> logIn(anna, Anna.PASSWORD, OFFICE));
        }
    }

    @Test
    @Tag("LGN-08")
    void aRightCodeWithATakenNameStaysCharged() {
        try (Anna anna = limited(LIMITS)) {
            anna.service.registerUnverified(new RegisterUnverified(
                    "bob@example.com", Anna.PASSWORD, SignupProfile.named("bob"), Caller.unknown()));
            String id = anna.service
                    .startSignup(
                            new StartSignup("carl@example.com", Anna.PASSWORD, SignupProfile.none(), Caller.unknown()))
                    .challengeId();
            ChallengeCode code = new ChallengeCode(id, anna.auth.mailer().lastCode("carl@example.com"));
            FinishSignup asBob = new FinishSignup(code, SignupProfile.named("bob"), OFFICE);
            times(5, () -> refused(USERNAME_TAKEN, () -> anna.service.finishSignup(asBob)));
            refused(TOO_MANY_REQUESTS, () -> anna.service.finishSignup(asBob));

            anna.service.finishSignup(new FinishSignup(code, SignupProfile.named("carl"), Caller.unknown()));
        }
    }

    /** Whoever has many addresses, or none that is known. */
    @Test
    @Tag("SGN-10")
    void noRightCodeIsAListOfUsernames() {
        try (Anna anna = limited(LimitPolicy.ofDefaults())) {
            anna.service.registerUnverified(new RegisterUnverified(
                    "bob@example.com", Anna.PASSWORD, SignupProfile.named("bob"), Caller.unknown()));
            String id = anna.service
                    .startSignup(
                            new StartSignup("carl@example.com", Anna.PASSWORD, SignupProfile.none(), Caller.unknown()))
                    .challengeId();
            ChallengeCode code = new ChallengeCode(id, anna.auth.mailer().lastCode("carl@example.com"));
            int most = LimitPolicy.ofDefaults().wrongCodes().failures();
            times(most, () -> {
                Caller next = Caller.at("203.0.113." + asked++);
                FinishSignup asBob = new FinishSignup(code, SignupProfile.named("bob"), next);
                refused(USERNAME_TAKEN, () -> anna.service.finishSignup(asBob));
            });
            for (String name : List.of("bob", "carl")) {
                refused(
                        INVALID_CODE,
                        () -> anna.service.finishSignup(
                                new FinishSignup(code, SignupProfile.named(name), Caller.unknown())));
            }
        }
    }

    @Test
    @Tag("LGN-06")
    void requestsCostWhateverBecomesOfThem() {
        try (Anna anna = limited(LIMITS)) {
            times(5, () -> ask(anna, OFFICE));
            assertThat(refused(TOO_MANY_REQUESTS, () -> ask(anna, OFFICE)).retryAfter())
                    .contains(Duration.ofHours(1));
        }
    }

    @Test
    @Tag("LGN-06")
    void aKnownNetworkHasMoreOrIsExempt() {
        LimitPolicy limits = LIMITS.withNetworks(List.of(
                KnownNetwork.exempt("203.0.113.0/25"),
                KnownNetwork.times("203.0.113.0/24", 3),
                KnownNetwork.withBudgets("2001:db8::/48", FIVE, FIVE, new Budget(7, Duration.ofHours(1)))));
        try (Anna anna = limited(limits)) {
            times(40, () -> ask(anna, Caller.at("203.0.113.127")));

            times(15, () -> ask(anna, Caller.at("203.0.113.128")));
            refused(TOO_MANY_REQUESTS, () -> ask(anna, Caller.at("203.0.113.128")));

            times(7, () -> ask(anna, Caller.at("2001:db8:0:1::9")));
            refused(TOO_MANY_REQUESTS, () -> ask(anna, Caller.at("2001:db8:0:1::a")));
            times(7, () -> ask(anna, Caller.at("2001:db8:0:2::9")));

            times(5, () -> ask(anna, Caller.at("198.51.100.1")));
            refused(TOO_MANY_REQUESTS, () -> ask(anna, Caller.at("198.51.100.1")));
        }
    }

    @Test
    @Tag("LGN-03")
    void noNetworkIsExemptFromWhatAnAccountHas() {
        LimitPolicy limits = LIMITS.withNetworks(List.of(KnownNetwork.exempt("203.0.113.7")));
        try (Anna anna = limited(limits)) {
            ChallengeCode code = anna.resetCode();
            ChallengeCode wrong = new ChallengeCode(code.challengeId(), "none");
            times(
                    5,
                    () -> refused(
                            INVALID_CODE,
                            () -> anna.service.checkPasswordResetCode(new CheckPasswordResetCode(wrong, OFFICE))));
            refused(INVALID_CODE, () -> anna.service.checkPasswordResetCode(new CheckPasswordResetCode(code, OFFICE)));
            times(10, () -> refused(INVALID_CREDENTIALS, () -> logIn(anna, WRONG, OFFICE)));
            refused(INVALID_CREDENTIALS, () -> logIn(anna, Anna.PASSWORD, OFFICE));
        }
    }

    @Test
    @Tag("LGN-03")
    void loginsToOneAccountHaveAWideBudgetThatLocksNobodyOut() {
        try (Anna anna = limited(LimitPolicy.ofDefaults().withLoginsPerAccount(FIVE))) {
            times(5, () -> logIn(anna, Anna.PASSWORD, Caller.unknown()));
            times(20, () -> refused(TOO_MANY_REQUESTS, () -> logIn(anna, Anna.PASSWORD, Caller.unknown())));
            anna.later(Duration.ofHours(1));
            logIn(anna, Anna.PASSWORD, Caller.unknown());
        }
    }
}
