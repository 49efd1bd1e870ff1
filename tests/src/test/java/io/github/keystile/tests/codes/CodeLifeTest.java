package io.github.keystile.tests.codes;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.LIFETIME;
import static io.github.keystile.tests.support.Door.refusal;
import static io.github.keystile.tests.support.Door.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.testkit.FixedCodes;
import io.github.keystile.tests.support.Door;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeLifeTest {
    private static final String BERT = "bert@example.com";

    private final Door door = Door.uniform();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    @Tag("OTP-02")
    void aCodeWorksUntilTheLastMillisecond() {
        ChallengeCode code = door.start(ANNA);
        door.after(LIFETIME.minusMillis(1));
        door.finish(code);
    }

    @Test
    @Tag("OTP-02")
    void aCodeIsDeadWhenItsTimeIsOverThoughNothingDeletedIt() {
        ChallengeCode code = door.start(ANNA);
        door.after(LIFETIME);
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-17")
    void aCodeThatWasSeenToExpireStaysSoWhenTheClockStepsBack() {
        ChallengeCode code = door.start(ANNA);
        door.after(LIFETIME);
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);

        door.after(Duration.ofSeconds(-1));
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);

        ChallengeCode renewed = door.mailed(ANNA, () -> door.resend(code.challengeId()));
        door.finish(renewed);
    }

    @Test
    @Tag("OTP-03")
    void aCodeWorksOnce() {
        ChallengeCode code = door.start(ANNA);
        door.finish(code);
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-04")
    void fiveWrongGuessesEndACode() {
        ChallengeCode code = door.start(ANNA);
        for (int i = 0; i < 4; i++) {
            assertThat(refusal(() -> door.finish(wrong(code)))).isEqualTo(AuthError.INVALID_CODE);
        }
        ChallengeCode other = door.start(BERT);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> door.finish(wrong(other)))).isEqualTo(AuthError.INVALID_CODE);
        }
        door.finish(code);
        assertThat(refusal(() -> door.finish(other))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-06")
    void aNewCodeOfTheSameChallengeEndsTheOldOne() {
        try (Door fixed = Door.with(options -> options.codes(new FixedCodes("111111", "222222")))) {
            ChallengeCode old = fixed.start(ANNA);
            fixed.after(COOLDOWN);
            ChallengeCode renewed = fixed.mailed(ANNA, () -> fixed.resend(old.challengeId()));
            assertThat(renewed.challengeId()).isEqualTo(old.challengeId());
            assertThat(refusal(() -> fixed.finish(old))).isEqualTo(AuthError.INVALID_CODE);
            fixed.finish(renewed);
        }
    }

    @Test
    void aNewCodeHasItsFullTimeAndItsFullAttempts() {
        ChallengeCode old = door.start(ANNA);
        Stream.generate(() -> refusal(() -> door.finish(wrong(old)))).limit(5).forEach(refused -> {});
        door.after(LIFETIME.plusSeconds(1));
        ChallengeCode renewed = door.mailed(ANNA, () -> door.resend(old.challengeId()));
        door.after(LIFETIME.minusMillis(1));
        assertThat(refusal(() -> door.finish(wrong(renewed)))).isEqualTo(AuthError.INVALID_CODE);
        door.finish(renewed);
    }

    @Test
    @Tag("OTP-06")
    void aNewCodeLeavesThoseOfOtherChallengesAlone() {
        ChallengeCode mine = door.start(ANNA);
        door.after(COOLDOWN);
        ChallengeCode strangers = door.start(ANNA);
        door.after(COOLDOWN);
        door.resend(strangers.challengeId());
        door.finish(mine);
    }

    @Test
    @Tag("OTP-07")
    void aSignupCodeIsWorthNothingForAResetAndCounts() {
        ChallengeCode code = door.start(ANNA);
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> door.check(code))).isEqualTo(AuthError.INVALID_CODE);
        }
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-07")
    void aResetCodeIsWorthNothingForASignupOrAVerificationAndCounts() {
        door.finish(door.start(ANNA));
        ChallengeCode code = door.startReset(ANNA);
        FinishEmailVerification verification = new FinishEmailVerification(code, Caller.unknown());
        for (int i = 0; i < 3; i++) {
            assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.INVALID_CODE);
            assertThat(refusal(() -> door.service().account().finishEmailVerification(verification)))
                    .isEqualTo(AuthError.INVALID_CODE);
        }
        assertThat(refusal(() -> door.check(code))).isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("OTP-08")
    void aCodeBelongsToItsOwnChallengeOnly() {
        ChallengeCode annas = door.start(ANNA);
        ChallengeCode berts = door.start(BERT);
        ChallengeCode crossed = new ChallengeCode(berts.challengeId(), annas.code());
        if (!annas.code().equals(berts.code())) {
            assertThat(refusal(() -> door.finish(crossed))).isEqualTo(AuthError.INVALID_CODE);
        }
        assertThat(door.finish(berts).user().email().address()).isEqualTo(BERT);
        assertThat(door.finish(annas).user().email().address()).isEqualTo(ANNA);
    }

    @ParameterizedTest
    @Tag("OTP-10")
    @ValueSource(
            strings = {
                "",
                "+012345",
                "12345",
                "0012345",
                "0123450",
                "\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15",
                "\u0660\u0661\u0662\u0663\u0664\u0665",
                "0x2345",
                "012345\u0000"
            })
    void whateverElseIsTypedIsAnotherCode(String typed) {
        try (Door fixed = Door.with(options -> options.codes(new FixedCodes("012345")))) {
            ChallengeCode code = fixed.start(ANNA);
            ChallengeCode nearly = new ChallengeCode(code.challengeId(), typed);
            assertThat(refusal(() -> fixed.finish(nearly))).isEqualTo(AuthError.INVALID_CODE);
            fixed.finish(code);
        }
    }

    @Test
    @Tag("OTP-10")
    void nothingMatchesWhereNoCodeWentOut() {
        door.finish(door.start(ANNA));
        door.after(COOLDOWN);
        String decoy = door.request(ANNA, Door.PASSWORD).challengeId();
        for (String typed : List.of("", "000000", "null")) {
            assertThat(refusal(() -> door.finish(new ChallengeCode(decoy, typed))))
                    .isEqualTo(AuthError.INVALID_CODE);
        }
    }

    @Test
    @Tag("OTP-01")
    void codesHaveSixDigitsAndDiffer() {
        Set<String> codes = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> door.start("p" + i + "@example.com").code())
                .collect(Collectors.toSet());
        assertThat(codes).hasSizeGreaterThan(45).allMatch(code -> code.matches("[0-9]{6}"));
    }

    @Test
    @Tag("OTP-15")
    void wrongExpiredUsedUnknownAndSpentSoundAlike() {
        ChallengeCode wrongOne = wrong(door.start("a@example.com"));
        ChallengeCode used = door.start("b@example.com");
        door.finish(used);
        ChallengeCode spent = door.start("c@example.com");
        Stream.generate(() -> refusal(() -> door.finish(wrong(spent)))).limit(5).forEach(refused -> {});
        ChallengeCode unknown = new ChallengeCode("0".repeat(32), "123456");
        List<String> answers =
                Stream.of(wrongOne, used, spent, unknown).map(this::answer).collect(Collectors.toList());
        ChallengeCode expired = door.start("d@example.com");
        door.after(LIFETIME);
        answers.add(answer(expired));
        assertThat(answers).hasSize(5).containsOnly("INVALID_CODE Invalid or expired code. Optional.empty");
    }

    @Test
    void underExplicitDisclosureTheyAreTold() {
        try (Door explicit = Door.explicit()) {
            ChallengeCode spent = explicit.start(ANNA);
            Stream.generate(() -> refusal(() -> explicit.finish(wrong(spent))))
                    .limit(5)
                    .forEach(refused -> {});
            assertThat(refusal(() -> explicit.finish(spent))).isEqualTo(AuthError.TOO_MANY_ATTEMPTS);
            explicit.after(LIFETIME);
            assertThat(refusal(() -> explicit.finish(spent))).isEqualTo(AuthError.CODE_EXPIRED);
        }
    }

    @Test
    void theAnswerTellsWhenTheCodeEndsAndWhenToAskAgain() {
        ChallengeStarted started = door.request(ANNA, Door.PASSWORD);
        assertThat(started.expiresAt()).isEqualTo(door.auth().clock().instant().plus(LIFETIME));
        assertThat(started.resendAt()).isEqualTo(door.auth().clock().instant().plus(COOLDOWN));
        door.after(Duration.ofMillis(COOLDOWN.toMillis() - 1));
        assertThat(refusal(() -> door.resend(started.challengeId()))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
        door.after(Duration.ofMillis(1));
        ChallengeStarted again = door.resend(started.challengeId());
        assertThat(again.expiresAt()).isEqualTo(door.auth().clock().instant().plus(LIFETIME));
    }

    private String answer(ChallengeCode code) {
        try {
            return "signed in " + door.finish(code);
        } catch (AuthException refused) {
            return refused.code() + " " + refused.getMessage() + " " + refused.retryAfter();
        }
    }
}
