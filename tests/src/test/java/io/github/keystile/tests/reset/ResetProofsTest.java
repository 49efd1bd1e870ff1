package io.github.keystile.tests.reset;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TICKET;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetProofsTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void aCheckedCodeGivesATicketThatSetsThePassword() {
        anna.finish(anna.resetTicket(), Anna.NEXT);

        anna.logIn(Anna.NEXT);
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
    }

    @Test
    @Tag("OTP-11")
    void aCheckedCodeWorksAgainInTheLastStepAndEndsItsTicket() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);

        anna.finish(code, Anna.NEXT);

        refused(INVALID_TICKET, () -> anna.finish(ticket, "Another one entirely"));
        refused(INVALID_CODE, () -> anna.finish(code, "Another one entirely"));
        anna.logIn(Anna.NEXT);
    }

    @Test
    @Tag("OTP-11")
    void aTicketEndsItsCodeAndItself() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);

        anna.finish(ticket, Anna.NEXT);

        refused(INVALID_CODE, () -> anna.finish(code, "Another one entirely"));
        refused(INVALID_CODE, () -> anna.ticketFor(code));
        refused(INVALID_TICKET, () -> anna.finish(ticket, "Another one entirely"));
    }

    @Test
    @Tag("OTP-11")
    void checkAndFinishShareOneCounter() {
        ChallengeCode code = anna.resetCode();
        times(4, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));
        refused(INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.NEXT));

        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
        refused(INVALID_CODE, () -> anna.ticketFor(code));
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("OTP-11")
    void aRightCheckCostsNoAttemptAndForgivesNone() {
        ChallengeCode code = anna.resetCode();
        times(4, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));
        times(20, () -> anna.ticketFor(code));
        refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code)));

        refused(INVALID_CODE, () -> anna.ticketFor(code));
    }

    @Test
    void aTicketHasOneSpelling() {
        TicketProof ticket = anna.resetTicket();
        TicketProof padded = new TicketProof(ticket.ticket().replaceFirst("\\.", ".0"));

        refused(INVALID_TICKET, () -> anna.finish(padded, Anna.NEXT));
        anna.finish(ticket, Anna.NEXT);
    }

    @Test
    void aTicketOutlivesGuessesAtItsCode() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);
        times(6, () -> refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code))));

        anna.finish(ticket, Anna.NEXT);
    }

    @Test
    void aTicketDiesWhenItsChallengeIsResent() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);
        anna.later(Duration.ofSeconds(61));
        anna.auth.mailer().clear();
        anna.service.resendCode(new ResendCode(code.challengeId(), Caller.unknown()));
        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        ChallengeCode renewed =
                new ChallengeCode(code.challengeId(), anna.auth.mailer().lastCode(Anna.EMAIL));

        refused(INVALID_TICKET, () -> anna.finish(ticket, Anna.NEXT));
        anna.finish(renewed, Anna.NEXT);
    }

    @Test
    @Tag("RST-05")
    void aTicketLivesTenMinutesToTheMillisecond() {
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);
        anna.later(Duration.ofMinutes(10));
        refused(INVALID_TICKET, () -> anna.finish(ticket, Anna.NEXT));

        anna.later(Duration.ofMillis(-1));

        anna.finish(ticket, Anna.NEXT);
    }

    @Test
    @Tag("RST-05")
    void checkingAgainAndAgainKeepsNothingAliveForMoreThanTwentyMinutes() {
        Instant issuedAt = anna.auth.clock().instant();
        ChallengeCode code = anna.resetCode();
        anna.later(Duration.ofMinutes(9));
        check(code);
        anna.later(Duration.ofMinutes(9));

        ResetTicket last = check(code);

        assertThat(last.expiresAt()).isEqualTo(issuedAt.plus(Duration.ofMinutes(20)));
        anna.later(Duration.ofMinutes(2));
        refused(INVALID_TICKET, () -> anna.finish(new TicketProof(last.ticket()), Anna.NEXT));
        refused(INVALID_CODE, () -> anna.ticketFor(code));
        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
    }

    @Test
    @Tag("RST-05")
    void aCodeAndALinkLiveTenMinutesToTheMillisecond() {
        try (Anna late = Anna.signedUp()) {
            ChallengeCode code = late.resetCode();
            LinkProof link = late.resetLink();
            late.later(Duration.ofMinutes(10));
            refused(INVALID_CODE, () -> late.finish(code, Anna.NEXT));
            refused(INVALID_LINK, () -> late.finish(link, Anna.NEXT));
        }
        ChallengeCode code = anna.resetCode();
        LinkProof link = anna.resetLink();
        anna.later(Duration.ofMinutes(10).minusMillis(1));

        assertThat(anna.service
                        .checkPasswordResetLink(new CheckPasswordResetLink(link.token(), Caller.unknown()))
                        .expiresAt())
                .isEqualTo(anna.auth.clock().instant().plusMillis(1));
        anna.finish(code, Anna.NEXT);
    }

    @Test
    @Tag("RST-01")
    void aTicketWhoseEndWasMovedIsRefused() {
        String ticket = anna.resetTicket().ticket();
        String[] parts = ticket.split("\\.", -1);
        String later = parts[0] + "." + (Long.parseLong(parts[1]) + 60_000) + "." + parts[2];

        refused(INVALID_TICKET, () -> anna.finish(new TicketProof(later), Anna.NEXT));
        anna.finish(new TicketProof(ticket), Anna.NEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "null", "0123456789abcdef0123456789abcdef.99999999999999.x", "\u0000"})
    @Tag("RST-01")
    void whatIsNoProofIsRefusedAsWhatItWasShown(String text) {
        String challenge = anna.resetCode().challengeId();

        refused(INVALID_TICKET, () -> anna.finish(new TicketProof(text), Anna.NEXT));
        refused(INVALID_LINK, () -> anna.finish(new LinkProof(text), Anna.NEXT));
        refused(
                INVALID_LINK,
                () -> anna.service.checkPasswordResetLink(new CheckPasswordResetLink(text, Caller.unknown())));
        refused(INVALID_CODE, () -> anna.finish(new ChallengeCode(challenge, text), Anna.NEXT));
        refused(INVALID_CODE, () -> anna.finish(new ChallengeCode(text, "123456"), Anna.NEXT));
        refused(INVALID_CODE, () -> anna.finish(new IdentifierCode(Anna.EMAIL, text), Anna.NEXT));
        refused(INVALID_CODE, () -> anna.finish(new IdentifierCode(text, "123456"), Anna.NEXT));
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    @Tag("RST-01")
    @SuppressWarnings("NullAway") // what a caller without a null checker can do
    void aMissingProofIsAMistake() {
        assertThatNullPointerException().isThrownBy(() -> new TicketProof(null));
        assertThatNullPointerException().isThrownBy(() -> new LinkProof(null));
        assertThatNullPointerException().isThrownBy(() -> new ChallengeCode(null, "123456"));
        assertThatNullPointerException().isThrownBy(() -> anna.finish(null, Anna.NEXT));
    }

    @Test
    @Tag("RST-01")
    @Tag("RST-04")
    void aProofSetsThePasswordOfTheUserWhomItWasMailedToAndOfNobodyElse() {
        SignedIn other = anna.auth.signUp("bert@example.com", Anna.PASSWORD);
        ChallengeCode code = anna.resetCode();

        refused(INVALID_CODE, () -> anna.finish(new IdentifierCode("bert@example.com", code.code()), Anna.NEXT));
        assertThat(anna.finish(anna.ticketFor(code), Anna.NEXT).user().id()).isEqualTo(anna.id());

        anna.verify(other);
        anna.auth.logIn("bert@example.com", Anna.PASSWORD);
    }

    @Test
    @Tag("RST-04")
    void aTicketIsGoodOnlyForWhomItWasNamedFor() {
        anna.auth.signUp("bert@example.com", Anna.PASSWORD);
        String ticket = anna.resetTicket().ticket();

        for (String stranger : List.of("bert@example.com", "nobody@example.com", "", "no address")) {
            refused(INVALID_TICKET, () -> anna.finish(new IdentifierTicket(stranger, ticket), Anna.NEXT));
        }
        refused(INVALID_TICKET, () -> anna.finish(new IdentifierTicket(Anna.EMAIL, ticket + "x"), Anna.NEXT));

        assertThat(anna.finish(new IdentifierTicket("Anna@Example.com", ticket), Anna.NEXT)
                        .user()
                        .id())
                .isEqualTo(anna.id());
        refused(INVALID_TICKET, () -> anna.finish(new IdentifierTicket(Anna.EMAIL, ticket), "Another one entirely"));
    }

    @Test
    void underExplicitDisclosureANamedStrangerIsSaidToBeUnknown() {
        try (Anna open = Anna.signedUp(options -> options.disclosure(Disclosure.EXPLICIT))) {
            String ticket = open.resetTicket().ticket();

            refused(USER_NOT_FOUND, () -> open.finish(new IdentifierTicket("nobody@example.com", ticket), Anna.NEXT));
            open.finish(new IdentifierTicket(Anna.EMAIL, ticket), Anna.NEXT);
        }
    }

    @Test
    void aClientProvesWithTheChallengeIfItKeptItElseWithTheIdentifier() {
        ChallengeCode code = anna.resetCode();

        assertThat(CodeProof.of(code.challengeId(), "bert@example.com", code.code()))
                .isEqualTo(code);
        assertThat(CodeProof.of(null, Anna.EMAIL, code.code())).isEqualTo(new IdentifierCode(Anna.EMAIL, code.code()));
        anna.finish(CodeProof.of(null, Anna.EMAIL, code.code()), Anna.NEXT);
    }

    @Test
    @Tag("JWT-05")
    void oneKindOfProofIsNotTakenForAnother() {
        LinkProof link = anna.resetLink();
        ChallengeCode code = anna.resetCode();
        TicketProof ticket = anna.ticketFor(code);

        refused(INVALID_TICKET, () -> anna.finish(new TicketProof(link.token()), Anna.NEXT));
        refused(INVALID_LINK, () -> anna.finish(new LinkProof(ticket.ticket()), Anna.NEXT));
        for (String token : List.of(
                anna.first.tokens().accessToken(),
                anna.first.tokens().refreshToken(),
                code.code(),
                code.challengeId())) {
            refused(INVALID_TICKET, () -> anna.finish(new TicketProof(token), Anna.NEXT));
            refused(INVALID_LINK, () -> anna.finish(new LinkProof(token), Anna.NEXT));
        }
    }

    private ResetTicket check(ChallengeCode code) {
        return anna.service.checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()));
    }
}
