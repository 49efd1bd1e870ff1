package io.github.keystile.tests.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Limits of a mailbox are not told to whoever asks: they depend on whose it is and what else was mailed there. */
class SilentLimitTest {
    private static final String EMAIL = "silvia@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final TestAuth auth = TestAuth.inMemory();

    @Test
    @Tag("OTP-13")
    @Tag("RST-12")
    void resendingAgainAndAgainTellsNothingAboutWhoHasAnAccount() {
        auth.signUp(EMAIL, PASSWORD);

        assertThat(fifteenResends(EMAIL)).isEqualTo(fifteenResends("nobody@example.com"));
    }

    @Test
    @Tag("OTP-13")
    void theCodeThatWasMailedStaysGoodWhenTheMailboxHasHadEnough() {
        auth.signUp(EMAIL, PASSWORD);
        String id = startReset(EMAIL).challengeId();
        for (int i = 0; i < 8; i++) {
            later();
            resend(id);
        }
        // 1 for the signup, 9 so far: what follows is not mailed.
        String lastMailed =
                auth.mailer().awaitCount(10).size() > 9 ? auth.mailer().lastCode(EMAIL) : "";
        later();
        resend(id);

        assertThat(auth.events())
                .filteredOn(event -> event.type() == AuthEventType.CODE_SUPPRESSED)
                .hasSize(1);
        assertThatCode(() -> auth.service()
                        .checkPasswordResetCode(
                                new CheckPasswordResetCode(new ChallengeCode(id, lastMailed), Caller.unknown())))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("OTP-05")
    void aResendThatMailsNothingGivesNoGuessesBack() {
        TestAuth few = TestAuth.on(
                AuthStores.inMemory(),
                options -> options.otp(OtpPolicy.ofDefaults().withCodesPerDay(2)));
        few.signUp(EMAIL, PASSWORD);
        few.clock().advance(Duration.ofSeconds(61));
        String id = few.service()
                .startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.CODE, Caller.unknown()))
                .challengeId();
        few.mailer().awaitCount(2);
        String right = few.mailer().lastCode(EMAIL);
        for (int i = 0; i < 5; i++) {
            Guesses.wrong(few.service(), id, right);
        }
        few.clock().advance(Duration.ofSeconds(61));
        few.service().resendCode(new ResendCode(id, Caller.unknown()));

        Guesses.refused(few.service(), new ChallengeCode(id, right));
    }

    @Test
    @Tag("SGN-03")
    void aRepeatedSignupByAddressTellsNothingAboutTheMailbox() {
        TestAuth byEmail = TestAuth.on(AuthStores.inMemory(), Options::finishByEmail);
        List<Duration> lives = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            ChallengeStarted started = byEmail.service()
                    .startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
            lives.add(Duration.between(byEmail.clock().instant(), started.expiresAt()));
            byEmail.clock().advance(Duration.ofMinutes(4));
        }

        assertThat(lives).containsOnly(Duration.ofMinutes(10));
    }

    private List<Duration> fifteenResends(String identifier) {
        List<Duration> lives = new ArrayList<>();
        String id = startReset(identifier).challengeId();
        for (int i = 0; i < 15; i++) {
            later();
            ChallengeStarted resent = resend(id);
            lives.add(Duration.between(auth.clock().instant(), resent.expiresAt()));
            lives.add(Duration.between(auth.clock().instant(), resent.resendAt()));
        }
        return lives;
    }

    private ChallengeStarted startReset(String identifier) {
        later();
        return auth.service().startPasswordReset(new StartPasswordReset(identifier, ResetBy.CODE, Caller.unknown()));
    }

    private ChallengeStarted resend(String id) {
        return auth.service().resendCode(new ResendCode(id, Caller.unknown()));
    }

    private void later() {
        auth.clock().advance(Duration.ofSeconds(61));
    }
}
