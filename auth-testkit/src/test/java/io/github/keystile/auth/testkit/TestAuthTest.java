package io.github.keystile.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailPurpose;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a test reads is the mail of the call that it has just made. */
class TestAuthTest {
    private static final String EMAIL = "anna@example.com";
    private static final Caller CALLER = Caller.unknown();
    private static final int TRIES = 300;

    private final TestAuth auth = TestAuth.on(
            AuthStores.inMemory(),
            options ->
                    options.reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset"))));

    private ChallengeStarted ask(ResetBy by) {
        auth.clock().advance(Duration.ofDays(1));
        return auth.service().startPasswordReset(new StartPasswordReset(EMAIL, by, CALLER));
    }

    @Test
    void codesAreThoseOfTheCallBefore() {
        try (auth) {
            auth.signUp(EMAIL, "correct horse battery");
            for (int i = 0; i < TRIES; i++) {
                String id = ask(ResetBy.CODE).challengeId();
                ChallengeCode code = new ChallengeCode(id, auth.mailer().lastCode(EMAIL));
                auth.service().checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER));
            }
        }
    }

    @Test
    void linksAreThoseOfTheCallBefore() {
        try (auth) {
            auth.signUp(EMAIL, "correct horse battery");
            String before = "";
            for (int i = 0; i < TRIES; i++) {
                ask(ResetBy.LINK);
                String link = auth.mailer().lastLink(EMAIL);
                assertThat(link).isNotEqualTo(before);
                String token = link.substring(link.indexOf("token=") + "token=".length());
                auth.service().checkPasswordResetLink(new CheckPasswordResetLink(token, CALLER));
                before = link;
            }
        }
    }

    @Test
    void mailsOfAPurposeAreThoseOfTheCallBefore() {
        try (auth) {
            auth.signUp(EMAIL, "correct horse battery");
            String before = "";
            for (int i = 0; i < TRIES; i++) {
                ask(ResetBy.CODE);
                String key = auth.mailer()
                        .await(EMAIL, MailPurpose.PASSWORD_RESET_CODE)
                        .idempotencyKey();
                assertThat(key).isNotEqualTo(before);
                before = key;
            }
        }
    }

    @Test
    void aMailThatIsTriedAgainIsWaitedFor() {
        try (auth) {
            auth.signUp(EMAIL, "correct horse battery");
            ask(ResetBy.CODE);
            auth.mailer().lastCode(EMAIL);
            auth.mailer().failNext(MailException.temporary("busy", null, null));
            String id = ask(ResetBy.CODE).challengeId();
            ChallengeCode code = new ChallengeCode(id, auth.mailer().lastCode(EMAIL));
            auth.service().checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER));
        }
    }
}
