package io.github.keystile.tests.password;

import static io.github.keystile.auth.error.AuthError.ACCOUNT_LOCKED;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_SHORT;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChangePasswordTest {
    private static final String WRONG = "Not the password";

    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("PWD-17")
    void theOtherSessionsDieAndTheDeviceThatAskedGetsANewOne() {
        SignedIn other = anna.logIn(Anna.PASSWORD);

        SignedIn renewed = anna.change(anna.first, Anna.PASSWORD, Anna.NEXT);

        assertThat(renewed.sessionId()).isNotEqualTo(anna.first.sessionId());
        anna.verify(renewed);
        anna.refresh(renewed);
        for (SignedIn dead : List.of(anna.first, other)) {
            refused(INVALID_TOKEN, () -> anna.verify(dead));
            refused(INVALID_TOKEN, () -> anna.refresh(dead));
        }
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        anna.logIn(Anna.NEXT);
    }

    @Test
    void aNoticeIsMailed() {
        anna.change(anna.first, Anna.PASSWORD, Anna.NEXT);

        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_CHANGED);
        assertThat(anna.happened(AuthEventType.PASSWORD_CHANGED)).isEqualTo(1);
    }

    @Test
    @Tag("OTP-13")
    void changingBackAndForthDoesNotFloodTheMailbox() {
        SignedIn session = anna.first;
        for (int i = 0; i < 6; i++) {
            session = anna.change(session, Anna.PASSWORD, Anna.NEXT);
            session = anna.change(session, Anna.NEXT, Anna.PASSWORD);
        }
        anna.close();
        assertThat(anna.auth.mailer().messages())
                .filteredOn(mail -> mail.purpose().equals(MailPurpose.PASSWORD_CHANGED))
                .hasSize(10);
    }

    @Test
    @Tag("PWD-17")
    void aWrongCurrentPasswordCountsLikeAFailedLogin() {
        times(5, () -> refused(INVALID_CREDENTIALS, () -> anna.change(anna.first, WRONG, Anna.NEXT)));
        times(4, () -> refused(INVALID_CREDENTIALS, () -> anna.logIn(WRONG)));
        refused(INVALID_CREDENTIALS, () -> anna.change(anna.first, "x\u0000", Anna.NEXT));

        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        AuthException refusal = refused(ACCOUNT_LOCKED, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(15));
        anna.later(Duration.ofMinutes(15).minusSeconds(31));
        SignedIn fresh = anna.refresh(anna.first);
        anna.later(Duration.ofSeconds(31));
        anna.change(fresh, Anna.PASSWORD, Anna.NEXT);
    }

    @Test
    @Tag("PWD-17")
    void theCallersBudgetOfLoginsHoldsHereToo() {
        Budget two = new Budget(2, Duration.ofMinutes(10));
        LimitPolicy limits = Options.ofCaller(two);
        try (Anna strict = Anna.signedUp(options -> options.limits(limits))) {
            ChangePassword wrong =
                    new ChangePassword(strict.first.tokens().accessToken(), WRONG, Anna.NEXT, Caller.at("203.0.113.7"));
            times(
                    2,
                    () -> refused(
                            INVALID_CREDENTIALS, () -> strict.service.account().changePassword(wrong)));

            refused(TOO_MANY_REQUESTS, () -> strict.service.account().changePassword(wrong));
        }
    }

    @Test
    void aRightCurrentPasswordForgetsTheFailures() {
        times(9, () -> refused(INVALID_CREDENTIALS, () -> anna.change(anna.first, WRONG, Anna.NEXT)));
        SignedIn renewed = anna.change(anna.first, Anna.PASSWORD, Anna.NEXT);

        times(9, () -> refused(INVALID_CREDENTIALS, () -> anna.change(renewed, WRONG, Anna.PASSWORD)));
        anna.logIn(Anna.NEXT);
    }

    @Test
    void aWeakNewPasswordIsRefusedBeforeTheCurrentOneIsCounted() {
        times(20, () -> refused(PASSWORD_TOO_SHORT, () -> anna.change(anna.first, WRONG, "kurz")));

        anna.change(anna.first, Anna.PASSWORD, Anna.NEXT);
    }

    @Test
    @Tag("RST-07")
    void anEndedSessionChangesNothingAlthoughItsTokenStillReads() {
        anna.service.logout(new Logout(anna.first.tokens().accessToken(), Caller.unknown()));
        anna.service.verifyAccessToken(anna.first.tokens().accessToken());

        refused(INVALID_TOKEN, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));

        anna.logIn(Anna.PASSWORD);
    }

    @Test
    void ofTwoChangesAtOnceOneWinsAndItsPasswordCounts() throws Exception {
        List<Boolean> won = AtOnce.run(8, thread -> {
            try {
                anna.change(anna.first, Anna.PASSWORD, "Password of thread " + thread);
                return true;
            } catch (AuthException refused) {
                return false;
            }
        });

        assertThat(won).filteredOn(win -> win).hasSize(1);
        anna.logIn("Password of thread " + won.indexOf(true));
    }
}
