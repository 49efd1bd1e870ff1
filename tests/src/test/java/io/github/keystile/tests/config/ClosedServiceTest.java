package io.github.keystile.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("MAL-08")
class ClosedServiceTest {
    @Test
    void aClosedServiceTakesNoCallThatHashesOrMails() {
        try (Anna anna = Anna.signedUp()) {
            ChallengeCode code = anna.resetCode();
            String link = anna.resetLink().token();
            anna.later(Duration.ofMinutes(2));
            int mails = anna.auth.mailer().messages().size();
            anna.service.close();

            List<ThrowingCallable> misuse = List.of(
                    () -> anna.service.startSignup(
                            new StartSignup("bert@example.com", Anna.NEXT, SignupProfile.none(), Caller.unknown())),
                    () -> anna.service.registerUnverified(new RegisterUnverified(
                            "bert@example.com", Anna.NEXT, SignupProfile.none(), Caller.unknown())),
                    () -> anna.service.resendCode(new ResendCode(code.challengeId(), Caller.unknown())),
                    () -> anna.startReset(ResetBy.CODE),
                    () -> anna.startReset(ResetBy.LINK),
                    () -> anna.service
                            .account()
                            .startEmailVerification(new StartEmailVerification(
                                    anna.first.tokens().accessToken(), Caller.unknown())),
                    () -> anna.logIn(Anna.PASSWORD),
                    () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT),
                    () -> anna.finish(code, Anna.NEXT));
            for (ThrowingCallable call : misuse) {
                assertThatIllegalStateException().isThrownBy(call).withMessageContaining("closed");
            }

            assertThat(anna.auth.mailer().messages()).hasSize(mails);
            anna.service.verifyAccessToken(anna.first.tokens().accessToken());
            anna.verify(anna.first);
            anna.refresh(anna.first);
            anna.service.checkPasswordResetLink(new CheckPasswordResetLink(link, Caller.unknown()));
            assertThat(anna.service.users().findById(anna.id())).isPresent();
        }
    }
}
