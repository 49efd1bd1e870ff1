package io.github.keystile.tests.codes;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.tests.support.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stored code is good in its own row only: whoever can copy its hash into another row has gained nothing. */
@Tag("OTP-08")
@Tag("OTP-09")
class CopiedHashTest {
    private static final String MALLORY = "mallory@example.com";
    private static final String ANOTHER_ID = "0123456789abcdef".repeat(2);

    private final AuthStores stores = AuthStores.inMemory();
    private final Door door = Door.on(stores, options -> options);
    private final String anna = door.finish(door.start(ANNA)).user().id();
    private final SignedIn mallory = door.finish(door.start(MALLORY));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aRowThatIsWrittenAgainAsItWasIsGood() {
        ChallengeCode code = reset();
        String id = rewritten(
                code,
                code.challengeId(),
                Purpose.PASSWORD_RESET_CODE,
                mallory.user().id());
        assertThat(door.check(new ChallengeCode(id, code.code()))).isNotBlank();
    }

    @Test
    void anotherId() {
        ChallengeCode code = reset();
        rewritten(code, ANOTHER_ID, Purpose.PASSWORD_RESET_CODE, mallory.user().id());
        assertUseless(new ChallengeCode(ANOTHER_ID, code.code()));
    }

    @Test
    void anotherUser() {
        ChallengeCode code = reset();
        rewritten(code, code.challengeId(), Purpose.PASSWORD_RESET_CODE, anna);
        assertUseless(code);
    }

    @Test
    void anotherPurpose() {
        String token = mallory.tokens().accessToken();
        ChallengeCode code = door.mailed(
                MALLORY,
                () -> door.service()
                        .account()
                        .startEmailVerification(new StartEmailVerification(token, Caller.unknown())));
        rewritten(
                code,
                code.challengeId(),
                Purpose.PASSWORD_RESET_CODE,
                mallory.user().id());
        assertUseless(code);
    }

    private ChallengeCode reset() {
        return door.startReset(MALLORY);
    }

    private void assertUseless(ChallengeCode code) {
        assertThat(refusal(() -> door.check(code))).isEqualTo(AuthError.INVALID_CODE);
    }

    private String rewritten(ChallengeCode code, String id, Purpose purpose, String subject) {
        Challenge old = stores.challenges().find(code.challengeId()).orElseThrow();
        stores.challenges().consume(old.id(), old.secretHash());
        stores.challenges()
                .insert(new Challenge(
                        id,
                        purpose,
                        subject,
                        old.epoch(),
                        old.secretHash(),
                        old.attempts(),
                        old.attemptsWithoutId(),
                        old.maxAttempts(),
                        old.maxAttemptsWithoutId(),
                        old.issuedAt(),
                        old.expiresAt(),
                        null));
        return id;
    }
}
