package io.github.keystile.tests.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A hundred wrong answers end the codes of an account; guesses at what nobody was mailed are no answers. */
class EndedCodesTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("OTP-16")
    void guessesWithoutAnyCodeUnderWayEndNoCodes() {
        scene.signUp();
        for (int hour = 0; hour < 5; hour++) {
            for (int i = 0; i < 30; i++) {
                Guesses.refused(scene.service, new IdentifierCode(Scene.EMAIL, "000000"));
            }
            hours(1);
        }
        ChallengeCode code = scene.resetCode();

        assertThatCode(() -> scene.ticket(code)).doesNotThrowAnyException();
    }

    @Test
    @Tag("OTP-16")
    void guessesAtRequestsThatMailedNothingEndNoCodes() {
        scene.signUp();
        scene.aMinuteLater();
        for (int i = 0; i < 9; i++) {
            scene.resetCode();
            hours(1);
        }
        for (int i = 0; i < 25; i++) {
            String decoy = scene.startReset(ResetBy.CODE);
            for (int guess = 0; guess < 4; guess++) {
                Guesses.refused(scene.service, new ChallengeCode(decoy, "00000" + guess));
            }
            scene.auth.clock.advance(Duration.ofMinutes(4));
        }
        hours(24);
        ChallengeCode code = scene.resetCode();

        assertThatCode(() -> scene.ticket(code)).doesNotThrowAnyException();
    }

    @Test
    @Tag("OTP-05")
    void aHundredWrongAnswersToMailedCodesEndTheCodesButNotTheLinks() {
        scene.signUp();
        for (int i = 0; i < 25; i++) {
            hours(3);
            ChallengeCode code = scene.resetCode();
            for (int guess = 0; guess < 4; guess++) {
                Guesses.wrong(scene.service, code.challengeId(), code.code());
            }
        }
        hours(3);
        scene.startReset(ResetBy.CODE);
        scene.auth.mailer.await(Scene.EMAIL, MailPurpose.CODES_STOPPED);
        hours(3);
        scene.reset(scene.resetLink(), Scene.NEW);

        assertThat(scene.canLogIn(Scene.NEW)).isTrue();
        scene.aMinuteLater();
        assertThatCode(() -> scene.ticket(scene.resetCode())).doesNotThrowAnyException();
    }

    @Test
    @Tag("OTP-16")
    void guessesAtTheSignupsOfAStrangerDoNotKeepTheOwnerOfAnAddressOut() {
        for (int i = 0; i < 25; i++) {
            ChallengeCode strangers = scene.startSignup();
            for (int guess = 0; guess < 5; guess++) {
                Guesses.wrongSignup(scene.service, strangers);
            }
            hours(3);
        }

        assertThatCode(scene::signUp).doesNotThrowAnyException();
    }

    private void hours(int number) {
        scene.auth.clock.advance(Duration.ofHours(number));
    }
}
