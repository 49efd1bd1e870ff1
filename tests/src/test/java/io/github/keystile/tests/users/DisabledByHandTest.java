package io.github.keystile.tests.users;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TICKET;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.internal.kernel.PendingSignup;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user whom an administrator disabled in the database, where nothing raised the epoch: the status alone is enough. */
@Tag("LGN-05")
class DisabledByHandTest {
    private static final Duration COOLDOWN = Duration.ofSeconds(61);

    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("JWT-15")
    @Tag("RFR-07")
    void noSessionGoesOnAndNoneIsOpened() {
        disable(anna.stored());

        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(INVALID_TOKEN, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
    }

    @Test
    @Tag("RST-06")
    void nothingFromBeforeComesBackWhenHeIsEnabled() {
        ChallengeCode code = anna.resetCode();
        disable(anna.stored());
        anna.service.users().enable(new EnableUser(anna.id(), Caller.unknown()));

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
        anna.verify(anna.logIn(Anna.PASSWORD));
    }

    @Test
    @Tag("RST-13")
    void noProofThatWasMailedBeforeSetsAPassword() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);
        anna.later(COOLDOWN);
        LinkProof link = anna.resetLink();
        String hash = anna.stored().passwordHash();
        disable(anna.stored());

        refused(INVALID_TICKET, () -> anna.finish(ticket, Anna.NEXT));
        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
        refused(
                INVALID_CODE,
                () -> anna.service.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown())));
        refused(INVALID_LINK, () -> anna.finish(link, Anna.NEXT));
        assertThat(anna.stored().passwordHash()).isEqualTo(hash);
    }

    @Test
    @Tag("RST-13")
    void nothingIsMailed() {
        ChallengeCode before = anna.resetCode();
        disable(anna.stored());
        anna.later(COOLDOWN);
        anna.auth.mailer().clear();

        anna.service.resendCode(new ResendCode(before.challengeId(), Caller.unknown()));
        anna.later(COOLDOWN);
        anna.startReset(ResetBy.CODE);

        anna.close();
        assertThat(anna.auth.mailer().messages()).isEmpty();
    }

    @Test
    void noAddressIsVerified() {
        String token = anna.first.tokens().accessToken();
        anna.auth.mailer().clear();
        String id = anna.service
                .account()
                .startEmailVerification(new StartEmailVerification(token, Caller.unknown()))
                .challengeId();
        ChallengeCode code = new ChallengeCode(id, anna.auth.mailer().lastCode(Anna.EMAIL));
        disable(anna.stored());

        refused(
                INVALID_CODE,
                () -> anna.service
                        .account()
                        .finishEmailVerification(new FinishEmailVerification(code, Caller.unknown())));
    }

    @Test
    void noSignupIsFinishedThatHadBeenInterruptedBeforeItsSession() {
        String email = "bert@example.com";
        String id = anna.service
                .startSignup(new StartSignup(email, Anna.PASSWORD, SignupProfile.none(), Caller.unknown()))
                .challengeId();
        ChallengeCode code = new ChallengeCode(id, anna.auth.mailer().lastCode(email));
        PendingSignup pending = anna.stores
                .challenges()
                .find(id)
                .map(Challenge::payload)
                .flatMap(PendingSignup::fromPayload)
                .orElseThrow();
        User bert = withStatus(anna.first.user(), pending, UserStatus.DISABLED);
        anna.stores.users().insert(new StoredUser(bert, pending.passwordHash(), 0, 0));

        refused(
                INVALID_CODE,
                () -> anna.service.finishSignup(new FinishSignup(code, SignupProfile.none(), Caller.unknown())));
        assertThat(anna.stores.sessions().list(bert.id(), SessionCursor.start(), 10))
                .isEmpty();
    }

    private void disable(StoredUser stored) {
        anna.stores.users().replace(stored.withUser(stored.user().withStatus(UserStatus.DISABLED)));
    }

    private static User withStatus(User like, PendingSignup pending, UserStatus status) {
        return new User(
                pending.userId(),
                pending.email(),
                null,
                true,
                status,
                like.roles(),
                like.attributes(),
                like.createdAt());
    }
}
