package io.github.keystile.tests.security;

import static io.github.keystile.auth.error.AuthError.ACCOUNT_DISABLED;
import static io.github.keystile.auth.error.AuthError.ACCOUNT_NOT_VERIFIED;
import static io.github.keystile.auth.error.AuthError.CODE_EXPIRED;
import static io.github.keystile.auth.error.AuthError.EMAIL_TAKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.MAIL_NOT_SENT;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_ATTEMPTS;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.WatchedHasher;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplicitDisclosureTest {
    private static final String NOBODY = "nobody@example.com";
    private static final String WRONG = "Not the password";

    private final WatchedHasher hasher = new WatchedHasher();
    private final Anna anna =
            Anna.signedUp(options -> options.disclosure(Disclosure.EXPLICIT).passwordHasher(hasher));

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void whoHasNoAccountIsToldSo() {
        refused(USER_NOT_FOUND, () -> anna.auth.logIn(NOBODY, WRONG));
        for (ResetBy by : ResetBy.values()) {
            refused(
                    USER_NOT_FOUND,
                    () -> anna.service.startPasswordReset(new StartPasswordReset(NOBODY, by, Caller.unknown())));
        }
        refused(USER_NOT_FOUND, () -> check(new IdentifierCode(NOBODY, "123456")));
        refused(USER_NOT_FOUND, () -> anna.finish(new IdentifierCode(NOBODY, "123456"), Anna.NEXT));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(WRONG));
    }

    @Test
    void nobodyReadsOutWhoHasAnAccountAtTheStepsAfterTheFirst() {
        Budget three = new Budget(3, Duration.ofMinutes(10));
        LimitPolicy limits = Options.ofCaller(three);
        Caller stranger = Caller.at("192.0.2.1");
        try (Anna open =
                Anna.signedUp(options -> options.disclosure(Disclosure.EXPLICIT).limits(limits))) {
            ResetProof code = new IdentifierCode(NOBODY, "123456");
            ResetProof ticket = new IdentifierTicket(NOBODY, "");
            for (ResetProof proof : List.of(code, ticket, code)) {
                refused(
                        USER_NOT_FOUND,
                        () -> open.service.finishPasswordReset(new FinishPasswordReset(proof, Anna.NEXT, stranger)));
            }

            for (ResetProof proof : List.of(code, ticket)) {
                refused(
                        TOO_MANY_REQUESTS,
                        () -> open.service.finishPasswordReset(new FinishPasswordReset(proof, Anna.NEXT, stranger)));
            }
            refused(
                    TOO_MANY_REQUESTS,
                    () -> open.service.checkPasswordResetCode(
                            new CheckPasswordResetCode(new IdentifierCode(NOBODY, "123456"), stranger)));
        }
    }

    @Test
    void aPendingSignupIsToldOnlyToWhoKnowsItsPassword() {
        anna.service.startSignup(new StartSignup(NOBODY, Anna.PASSWORD, SignupProfile.none(), Caller.unknown()));
        hasher.forget();

        refused(USER_NOT_FOUND, () -> anna.auth.logIn(NOBODY, WRONG));
        refused(ACCOUNT_NOT_VERIFIED, () -> anna.auth.logIn(NOBODY, Anna.PASSWORD));
        assertThat(hasher.compared()).hasSize(2);

        anna.later(Duration.ofMinutes(10));
        refused(USER_NOT_FOUND, () -> anna.auth.logIn(NOBODY, Anna.PASSWORD));
    }

    @Test
    void aDisabledAccountIsToldOnlyToWhoKnowsItsPassword() {
        anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()));

        refused(INVALID_CREDENTIALS, () -> anna.logIn(WRONG));
        refused(ACCOUNT_DISABLED, () -> anna.logIn(Anna.PASSWORD));
        refused(USER_NOT_FOUND, () -> anna.startReset(ResetBy.CODE));
    }

    @Test
    void anExpiredCodeIsToldFromAWrongOne() {
        ChallengeCode code = anna.resetCode();
        refused(INVALID_CODE, () -> check(Anna.wrong(code)));
        anna.later(Duration.ofMinutes(10));

        refused(CODE_EXPIRED, () -> check(code));
        refused(CODE_EXPIRED, () -> check(new IdentifierCode(Anna.EMAIL, code.code())));
        refused(CODE_EXPIRED, () -> anna.finish(code, Anna.NEXT));
    }

    @Test
    void aSpentCodeIsToldFromAWrongOne() {
        ChallengeCode code = anna.resetCode();
        times(5, () -> refused(INVALID_CODE, () -> check(Anna.wrong(code))));

        assertThat(refused(TOO_MANY_ATTEMPTS, () -> check(code)).retryAfter())
                .as("when a new code can be had")
                .contains(Duration.ofSeconds(60));
        refused(TOO_MANY_ATTEMPTS, () -> check(new IdentifierCode(Anna.EMAIL, code.code())));
        refused(TOO_MANY_ATTEMPTS, () -> anna.finish(code, Anna.NEXT));
    }

    @Test
    void underUniformDisclosureExpiredAndSpentAreWrong() {
        try (Anna uniform = Anna.signedUp()) {
            ChallengeCode spent = uniform.resetCode();
            times(6, () -> refused(INVALID_CODE, () -> uniform.ticketFor(Anna.wrong(spent))));
            refused(INVALID_CODE, () -> uniform.ticketFor(spent));
            uniform.later(Duration.ofMinutes(10));
            refused(INVALID_CODE, () -> uniform.ticketFor(spent));
            refused(INVALID_CODE, () -> uniform.finish(new IdentifierCode(NOBODY, "123456"), Anna.NEXT));
        }
    }

    @Test
    void aTakenAddressIsRefusedRightAfterTheSignupAndAgain() {
        for (int again = 0; again < 2; again++) {
            refused(
                    EMAIL_TAKEN,
                    () -> anna.service.startSignup(
                            new StartSignup("anna@example.com", Anna.NEXT, SignupProfile.none(), Caller.unknown())));
        }
    }

    @Test
    void aTakenAddressIsRefusedAndMailsNothing() {
        anna.later(Duration.ofSeconds(61));
        anna.auth.mailer().clear();

        refused(
                EMAIL_TAKEN,
                () -> anna.service.startSignup(
                        new StartSignup("ANNA@example.com", Anna.NEXT, SignupProfile.none(), Caller.unknown())));

        anna.close();
        assertThat(anna.auth.mailer().messages()).isEmpty();
    }

    @Test
    void sendingInTheCallTellsWhenAMailWasNotSent() {
        try (Anna inCall = Anna.signedUp(Options::mailInCall)) {
            inCall.auth.mailer().failNext(MailException.temporary("try later", null, null));
            refused(MAIL_NOT_SENT, () -> inCall.startReset(ResetBy.CODE));
            assertThat(inCall.happened(AuthEventType.MAIL_FAILED)).isEqualTo(1);

            inCall.later(Duration.ofSeconds(61));
            ChallengeCode code = inCall.resetCode();
            inCall.auth.mailer().failNext(MailException.permanent("no notice today", null));
            inCall.finish(code, Anna.NEXT);

            inCall.logIn(Anna.NEXT);
        }
    }

    @Test
    void sendingInTheCallIsRefusedUnderUniformDisclosureWithItsCure() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestAuth.on(
                        AuthStores.inMemory(),
                        options -> Options.mailInCall(options).disclosure(Disclosure.UNIFORM)))
                .withMessageContaining("disclosure(Disclosure.EXPLICIT)");
    }

    private void check(CodeProof proof) {
        anna.service.checkPasswordResetCode(new CheckPasswordResetCode(proof, Caller.unknown()));
    }
}
