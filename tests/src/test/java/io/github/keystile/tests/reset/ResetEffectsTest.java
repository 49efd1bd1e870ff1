package io.github.keystile.tests.reset;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TICKET;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ResetEffectsTest {
    static final List<Named<Consumer<Anna>>> ENDS_OUTSTANDING_PROOFS = List.of(
            Named.of("password changed", anna -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT)),
            Named.of("reset by another code", anna -> {
                anna.later(Duration.ofSeconds(61));
                anna.finish(anna.resetCode(), Anna.NEXT);
            }),
            Named.of("reset by another link", anna -> {
                anna.later(Duration.ofSeconds(61));
                anna.finish(anna.resetLink(), Anna.NEXT);
            }),
            Named.of("disabled and enabled", anna -> {
                anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()));
                anna.service.users().enable(new EnableUser(anna.id(), Caller.unknown()));
            }),
            Named.of("disabled", anna -> anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()))),
            Named.of("deleted", anna -> anna.service.users().delete(new DeleteUser(anna.id(), Caller.unknown()))),
            Named.of(
                    "logged out everywhere",
                    anna -> anna.service
                            .account()
                            .logoutEverywhere(
                                    new LogoutEverywhere(anna.first.tokens().accessToken(), Caller.unknown()))),
            Named.of(
                    "logged out everywhere by the application",
                    anna -> anna.service.users().endSessions(new EndUserSessions(anna.id(), Caller.unknown()))));

    @ParameterizedTest
    @FieldSource("ENDS_OUTSTANDING_PROOFS")
    @Tag("RST-06")
    void whatChangesTheAccountEndsAllOutstandingCodesTicketsAndLinks(Consumer<Anna> event) {
        try (Anna anna = Anna.signedUp()) {
            LinkProof link = anna.resetLink();
            ChallengeCode code = anna.resetCode();
            TicketProof ticket = anna.ticketFor(code);

            event.accept(anna);

            refused(INVALID_LINK, () -> anna.finish(link, "Another one entirely"));
            refused(
                    INVALID_LINK,
                    () -> anna.service.checkPasswordResetLink(
                            new CheckPasswordResetLink(link.token(), Caller.unknown())));
            refused(INVALID_CODE, () -> anna.finish(code, "Another one entirely"));
            refused(INVALID_CODE, () -> anna.ticketFor(code));
            refused(INVALID_TICKET, () -> anna.finish(ticket, "Another one entirely"));
        }
    }

    @Test
    @Tag("RST-06")
    void aProofOfAnOlderEpochIsDeadAlthoughItsRowIsLeft() {
        try (Anna anna = Anna.signedUp()) {
            LinkProof link = anna.resetLink();
            ChallengeCode code = anna.resetCode();
            TicketProof ticket = anna.ticketFor(code);

            anna.stores.users().raiseEpoch(anna.id());

            refused(
                    INVALID_LINK,
                    () -> anna.service.checkPasswordResetLink(
                            new CheckPasswordResetLink(link.token(), Caller.unknown())));
            refused(INVALID_LINK, () -> anna.finish(link, Anna.NEXT));
            refused(INVALID_TICKET, () -> anna.finish(ticket, Anna.NEXT));
            refused(INVALID_CODE, () -> anna.ticketFor(code));
            refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
        }
    }

    @Test
    @Tag("RST-07")
    @Tag("JWT-14")
    void sessionsMintedInTheSameSecondAsTheResetAreDeadAndTheNextOneIsAlive() {
        try (Anna anna = Anna.signedUp()) {
            ChallengeCode code = anna.resetCode();
            SignedIn before = anna.logIn(Anna.PASSWORD);

            anna.finish(code, Anna.NEXT);
            SignedIn after = anna.logIn(Anna.NEXT);

            for (SignedIn old : List.of(anna.first, before)) {
                refused(INVALID_TOKEN, () -> anna.verify(old));
                refused(INVALID_TOKEN, () -> anna.refresh(old));
            }
            anna.verify(after);
            anna.refresh(after);
        }
    }

    @Test
    @Tag("RST-03")
    void ofManyResetsAtOnceOneWinsAndItsPasswordCounts() throws Exception {
        for (String kind : List.of("code", "ticket", "link")) {
            try (Anna anna = Anna.signedUp()) {
                ResetProof proof = switch (kind) {
                    case "code" -> anna.resetCode();
                    case "ticket" -> anna.resetTicket();
                    default -> anna.resetLink();
                };
                List<Boolean> won = AtOnce.run(64, thread -> {
                    try {
                        anna.finish(proof, "Password of thread " + thread);
                        return true;
                    } catch (AuthException refused) {
                        return false;
                    }
                });

                assertThat(won).as(kind).filteredOn(win -> win).hasSize(1);
                anna.logIn("Password of thread " + won.indexOf(true));
                refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
            }
        }
    }

    @Test
    @Tag("RST-06")
    void aRequestFromBeforeAResetIsMailedNoNewCode() {
        CapturingMailer mailer;
        try (Anna anna = Anna.signedUp()) {
            mailer = anna.auth.mailer();
            ChallengeCode old = anna.resetCode();
            anna.later(Duration.ofSeconds(61));
            anna.finish(anna.resetLink(), Anna.NEXT);
            anna.later(Duration.ofSeconds(61));
            mailer.await(Anna.EMAIL, MailPurpose.PASSWORD_CHANGED);
            mailer.clear();

            anna.service.resendCode(new ResendCode(old.challengeId(), Caller.unknown()));
        }
        assertThat(mailer.messages()).isEmpty();
    }

    @Test
    @Tag("RST-09")
    void askingForAResetChangesNothing() {
        try (Anna anna = Anna.signedUp()) {
            anna.resetCode();
            anna.resetLink();

            anna.logIn(Anna.PASSWORD);
            anna.verify(anna.first);
            anna.refresh(anna.first);
        }
    }

    @Test
    @Tag("RST-13")
    void nobodyIsSignedInUnlessTheApplicationAsks() {
        try (Anna anna = Anna.signedUp()) {
            assertThat(anna.finish(anna.resetCode(), Anna.NEXT).signedIn()).isNull();
            assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                    .isEmpty();
        }
        try (Anna anna = Anna.signedUp(options -> options.reset(Options.WITH_LINKS.withSignIn(true)))) {
            PasswordReset reset = anna.finish(anna.resetCode(), Anna.NEXT);
            anna.verify(reset.signedIn());
            anna.refresh(reset.signedIn());
        }
    }

    @Test
    @Tag("SGN-05")
    void theOwnersResetEndsWhatSomebodyElsePlanted() {
        try (TestAuth auth = TestAuth.inMemory()) {
            auth.service()
                    .registerUnverified(new RegisterUnverified(
                            "owner@example.com", "Planted by a thief", SignupProfile.none(), Caller.unknown()));
            SignedIn planted = auth.logIn("owner@example.com", "Planted by a thief");
            ChallengeCode code = new ChallengeCode(
                    auth.service()
                            .startPasswordReset(
                                    new StartPasswordReset("owner@example.com", ResetBy.CODE, Caller.unknown()))
                            .challengeId(),
                    auth.mailer().lastCode("owner@example.com"));

            PasswordReset reset =
                    auth.service().finishPasswordReset(new FinishPasswordReset(code, Anna.NEXT, Caller.unknown()));

            assertThat(reset.user().emailVerified()).isTrue();
            assertThat(auth.service().users().findById(reset.user().id())).contains(reset.user());
            refused(INVALID_CREDENTIALS, () -> auth.logIn("owner@example.com", "Planted by a thief"));
            refused(
                    INVALID_TOKEN,
                    () -> auth.service()
                            .verifySession(new VerifySession(planted.tokens().accessToken(), Caller.unknown())));
            refused(
                    INVALID_TOKEN,
                    () -> auth.service().refresh(new Refresh(planted.tokens().refreshToken(), Caller.unknown())));
        }
    }
}
