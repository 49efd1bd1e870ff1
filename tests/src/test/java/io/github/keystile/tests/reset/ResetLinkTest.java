package io.github.keystile.tests.reset;

import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Anna;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetLinkTest {
    @Test
    @Tag("RST-14")
    void aLinkOpenedFiveTimesStillWorks() {
        try (Anna anna = Anna.signedUp()) {
            LinkProof link = anna.resetLink();
            times(
                    5,
                    () -> anna.service.checkPasswordResetLink(
                            new CheckPasswordResetLink(link.token(), Caller.unknown())));

            anna.finish(link, Anna.NEXT);

            refused(
                    INVALID_LINK,
                    () -> anna.service.checkPasswordResetLink(
                            new CheckPasswordResetLink(link.token(), Caller.unknown())));
            refused(INVALID_LINK, () -> anna.finish(link, "Another one entirely"));
            anna.logIn(Anna.NEXT);
        }
    }

    @Test
    @Tag("RST-02")
    void aTokenHas256BitsAndIsStoredNowhere() {
        try (Anna anna = Anna.signedUp()) {
            anna.auth.mailer().clear();
            String challenge = anna.startReset(ResetBy.LINK);
            LinkProof link = anna.mailedLink();

            assertThat(Base64.getUrlDecoder().decode(link.token())).hasSize(32);
            assertThat(anna.stores.challenges().find(challenge).orElseThrow().secretHash())
                    .doesNotContain(link.token());
            assertThat(anna.stores.challenges().findLink(Purpose.PASSWORD_RESET_LINK, link.token()))
                    .isEmpty();
        }
    }

    @Test
    void aResentLinkEndsTheOldOne() {
        try (Anna anna = Anna.signedUp()) {
            anna.auth.mailer().clear();
            String challenge = anna.startReset(ResetBy.LINK);
            LinkProof old = anna.mailedLink();
            anna.later(Duration.ofSeconds(61));
            anna.auth.mailer().clear();
            anna.service.resendCode(new ResendCode(challenge, Caller.unknown()));
            LinkProof renewed = anna.mailedLink();

            refused(INVALID_LINK, () -> anna.finish(old, Anna.NEXT));
            anna.finish(renewed, Anna.NEXT);
        }
    }

    @Test
    @Tag("RST-10")
    void theTokenIsAddedToTheQueryThatThePageHas() {
        assertThat(mailedLink("https://app.example.com/r?lang=de"))
                .startsWith("https://app.example.com/r?lang=de&token=");
        assertThat(mailedLink("http://localhost:8080/r")).startsWith("http://localhost:8080/r?token=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.com/reset",
                "http://localhost.example.com/reset",
                "ftp://app.example.com/reset",
                "javascript:alert(1)",
                "/reset",
                "//app.example.com/reset",
                "https:///reset",
                "https://app.example.com/reset#fragment",
                "https://user@app.example.com/reset"
            })
    @Tag("RST-10")
    void aPageThatWouldLeakTheTokenIsRefused(String page) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> service(
                        options -> options.reset(ResetPolicy.ofDefaults().withLinkPage(URI.create(page)))))
                .withMessageContaining("linkPage");
    }

    @Test
    void aLinkWithoutAPageToOpenIsAMistakeThatNamesItsCure() {
        try (TestAuth auth = TestAuth.inMemory()) {
            for (String identifier : List.of("known@example.com", "unknown@example.com")) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> auth.service()
                                .startPasswordReset(new StartPasswordReset(identifier, ResetBy.LINK, Caller.unknown())))
                        .withMessageContaining("ResetPolicy.withLinkPage");
            }
        }
    }

    @Test
    @Tag("RST-04")
    void aLinkIsNoCodeForItsChallenge() {
        try (Anna anna = Anna.signedUp()) {
            anna.auth.mailer().clear();
            String challenge = anna.startReset(ResetBy.LINK);
            String token = anna.mailedLink().token();

            refused(AuthError.INVALID_CODE, () -> anna.finish(new ChallengeCode(challenge, token), Anna.NEXT));
        }
    }

    private static String mailedLink(String page) {
        try (Anna anna =
                Anna.signedUp(options -> options.reset(ResetPolicy.ofDefaults().withLinkPage(URI.create(page))))) {
            anna.startReset(ResetBy.LINK);
            return anna.auth.mailer().lastLink(Anna.EMAIL);
        }
    }

    private static void service(UnaryOperator<AuthServiceBuilder> options) {
        TestAuth.on(AuthStores.inMemory(), options).close();
    }
}
