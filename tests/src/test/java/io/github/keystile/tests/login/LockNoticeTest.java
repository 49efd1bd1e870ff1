package io.github.keystile.tests.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The owner of an account that is locked reads "Invalid credentials" like everybody: their mailbox tells them why. */
@Tag("LGN-10")
class LockNoticeTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void theMailboxIsToldOnceAtTheFirstLockInARow() {
        guess(12);
        anna.later(Duration.ofMinutes(16));
        guess(1);
        assertThat(anna.happened(AuthEventType.ACCOUNT_LOCKED)).isEqualTo(2);
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void whoeverLocksAgainAndAgainMailsOnceADay() {
        guess(10);
        anna.later(Duration.ofMinutes(16));
        anna.logIn(Anna.PASSWORD);
        guess(10);
        assertThat(anna.happened(AuthEventType.ACCOUNT_LOCKED)).isEqualTo(2);
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void theNextDayIsAnotherOne() {
        guess(10);
        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.ACCOUNT_LOCKED);
        anna.later(Duration.ofHours(25));
        guess(10);
        assertThat(notices()).isEqualTo(2);
    }

    @Test
    void guessesInsideASessionAreToldOfToo() {
        for (int i = 0; i < 10; i++) {
            assertThat(catchThrowable(() -> anna.change(anna.first, "wrong horse", Anna.NEXT)))
                    .isInstanceOf(AuthException.class);
        }
        assertThat(notices()).isEqualTo(1);
    }

    @Test
    void aTenthThatIsRightTellsNothing() {
        guess(9);
        anna.logIn(Anna.PASSWORD);
        assertThat(anna.happened(AuthEventType.ACCOUNT_LOCKED)).isZero();
        assertThat(notices()).isZero();
    }

    @Test
    void nobodyIsLockedAlike() {
        for (int i = 0; i < 10; i++) {
            assertThat(catchThrowable(() -> anna.auth.logIn("nobody@example.com", "wrong horse")))
                    .isInstanceOf(AuthException.class);
        }
        assertThat(anna.happened(AuthEventType.ACCOUNT_LOCKED)).isEqualTo(1);
    }

    private void guess(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> anna.logIn("wrong horse"))).isInstanceOf(AuthException.class);
        }
    }

    /** Closing waits until all mails are out. */
    private long notices() {
        anna.close();
        List<MailMessage> mails = anna.auth.mailer().messages();
        return mails.stream()
                .filter(mail -> mail.purpose().equals(MailPurpose.ACCOUNT_LOCKED))
                .count();
    }
}
