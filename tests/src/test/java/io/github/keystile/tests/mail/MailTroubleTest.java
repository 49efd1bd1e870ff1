package io.github.keystile.tests.mail;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("MAL-07")
class MailTroubleTest {
    @Test
    void aMailThatCannotBeSentChangesNoAnswerAndLeavesAnEvent() {
        try (Door door = Door.uniform()) {
            door.finish(door.start(ANNA));
            door.after(COOLDOWN);
            for (String email : new String[] {ANNA, "nobody@example.com"}) {
                door.auth().mailer().failNext(refusedByTheServer());
                ChallengeStarted started = door.request(email, PASSWORD);
                assertThat(started.expiresAt())
                        .isEqualTo(door.auth().clock().instant().plus(Door.LIFETIME));
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> door.count(AuthEventType.MAIL_FAILED) == 2);
        }
    }

    @Test
    void aCodeWhoseMailFailedIsSentAgainOnRequest() {
        try (Door door = Door.uniform()) {
            door.auth().mailer().failNext(refusedByTheServer());
            String id = door.request(ANNA, PASSWORD).challengeId();
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> door.count(AuthEventType.MAIL_FAILED) == 1);
            door.after(COOLDOWN);
            door.finish(door.mailed(ANNA, () -> door.resend(id)));
        }
    }

    @Test
    void textsThatFailChangeNoAnswerAndLeaveAnEvent() {
        MailTexts broken = (purpose, facts, language) -> {
            throw new IllegalStateException("no text today");
        };
        try (Door door = Door.with(options -> options.mailTexts(broken))) {
            door.request(ANNA, PASSWORD);
            assertThat(door.count(AuthEventType.MAIL_FAILED)).isEqualTo(1);
        }
    }

    @Test
    void sentInTheCallAFailureIsTold() {
        try (Door door = Door.with(Options::mailInCall)) {
            door.auth().mailer().failNext(refusedByTheServer());
            assertThat(refusal(() -> door.request(ANNA, PASSWORD))).isEqualTo(AuthError.MAIL_NOT_SENT);
            assertThat(door.count(AuthEventType.MAIL_FAILED)).isEqualTo(1);
            door.after(COOLDOWN);
            door.finish(door.start(ANNA));
        }
    }

    @Test
    void sendingInTheCallNeedsExplicitDisclosure() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Door.with(options -> Options.mailInCall(options).disclosure(Disclosure.UNIFORM)))
                .withMessageContaining("EXPLICIT");
    }

    private static MailException refusedByTheServer() {
        return MailException.permanent("the server refused the mail", null);
    }
}
