package io.github.keystile.tests.email;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.User;
import io.github.keystile.tests.support.Door;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EmailVerificationFlowTest {
    private final Door door = Door.uniform();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void registeringMakesAUserWithoutProof() {
        User anna = register(ANNA, SignupProfile.named("anna"));
        assertThat(anna.emailVerified()).isFalse();
        assertThat(door.lets("anna", PASSWORD)).isTrue();
        assertThat(door.allMails()).isEmpty();
    }

    @Test
    void registeringTellsUnderEitherDisclosureWhatIsTaken() {
        register(ANNA, SignupProfile.named("anna"));
        assertThat(refusal(() -> register("ANNA@example.com", SignupProfile.none())))
                .isEqualTo(AuthError.EMAIL_TAKEN);
        assertThat(refusal(() -> register("bert@example.com", SignupProfile.named("ANNA"))))
                .isEqualTo(AuthError.USERNAME_TAKEN);
        assertThat(door.hasUser("bert@example.com")).isFalse();
    }

    @Test
    @Tag("PWD-11")
    void registeringHasThePasswordRulesOfSignup() {
        for (String weak : new String[] {"short", "password1", ANNA}) {
            AuthError atSignup = refusal(() -> door.request(ANNA, weak));
            assertThat(refusal(() -> door.service()
                            .registerUnverified(
                                    new RegisterUnverified(ANNA, weak, SignupProfile.none(), Caller.unknown()))))
                    .isEqualTo(atSignup);
        }
    }

    @Test
    @Tag("OTP-13")
    void registeringForOneAddressIsBounded() {
        for (int i = 0; i < 20; i++) {
            try {
                register(ANNA, SignupProfile.none());
            } catch (AuthException refused) {
                assertThat(refused.code()).isEqualTo(AuthError.EMAIL_TAKEN);
            }
        }
        assertThat(refusal(() -> register(ANNA, SignupProfile.none()))).isEqualTo(AuthError.TOO_MANY_REQUESTS);
    }

    @Test
    void theMailedCodeProvesTheAddressOnce() {
        SignedIn anna = registerAndLogIn();
        FinishEmailVerification finish = new FinishEmailVerification(startVerification(anna), Caller.unknown());
        assertThat(door.service().account().finishEmailVerification(finish).emailVerified())
                .isTrue();
        assertThat(door.service().users().findByEmail(ANNA).orElseThrow().emailVerified())
                .isTrue();
        assertThat(refusal(() -> door.service().account().finishEmailVerification(finish)))
                .isEqualTo(AuthError.INVALID_CODE);
        assertThat(door.count(AuthEventType.EMAIL_VERIFIED)).isEqualTo(1);
    }

    @Test
    @Tag("SGN-09")
    void theFirstProofEndsTheSessionsOfWhoeverRegisteredAndLaterOnesDoNot() {
        SignedIn planted = registerAndLogIn();
        finish(startVerification(planted));
        assertThat(refusal(() -> door.service()
                        .verifySession(new VerifySession(planted.tokens().accessToken(), Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(refusal(() ->
                        door.service().refresh(new Refresh(planted.tokens().refreshToken(), Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_TOKEN);

        door.after(COOLDOWN);
        SignedIn owner = door.service().login(new Login(ANNA, PASSWORD, Caller.unknown()));
        finish(startVerification(owner));
        assertThat(door.service()
                        .verifySession(new VerifySession(owner.tokens().accessToken(), Caller.unknown()))
                        .user()
                        .emailVerified())
                .isTrue();
    }

    private void finish(ChallengeCode code) {
        door.service().account().finishEmailVerification(new FinishEmailVerification(code, Caller.unknown()));
    }

    @Test
    void onlyASignedInUserAsksForIt() {
        SignedIn anna = registerAndLogIn();
        door.service().logout(new Logout(anna.tokens().accessToken(), Caller.unknown()));
        for (String token :
                new String[] {anna.tokens().accessToken(), anna.tokens().refreshToken(), "", "x.y.z"}) {
            assertThat(refusal(() -> door.service()
                            .account()
                            .startEmailVerification(new StartEmailVerification(token, Caller.unknown()))))
                    .isEqualTo(AuthError.INVALID_TOKEN);
        }
    }

    @Test
    @Tag("OTP-06")
    void aNewCodeIsMailedForTheSameChallenge() {
        ChallengeCode old = startVerification(registerAndLogIn());
        door.after(COOLDOWN);
        ChallengeCode renewed = door.mailed(ANNA, () -> door.resend(old.challengeId()));
        assertThat(door.service()
                        .account()
                        .finishEmailVerification(new FinishEmailVerification(renewed, Caller.unknown()))
                        .emailVerified())
                .isTrue();
    }

    @Test
    void aCodeFromBeforeTheSessionsEndedProvesNothing() {
        SignedIn anna = registerAndLogIn();
        ChallengeCode code = startVerification(anna);
        door.service()
                .account()
                .logoutEverywhere(new LogoutEverywhere(anna.tokens().accessToken(), Caller.unknown()));
        assertThat(refusal(() -> door.service()
                        .account()
                        .finishEmailVerification(new FinishEmailVerification(code, Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_CODE);
        assertThat(door.service().users().findByEmail(ANNA).orElseThrow().emailVerified())
                .isFalse();
    }

    @Test
    void aDisabledUserProvesNothing() {
        SignedIn anna = registerAndLogIn();
        ChallengeCode code = startVerification(anna);
        door.service().users().disable(new DisableUser(anna.user().id(), Caller.unknown()));
        assertThat(refusal(() -> door.service()
                        .account()
                        .finishEmailVerification(new FinishEmailVerification(code, Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_CODE);
    }

    @Test
    @Tag("SGN-05")
    void theOwnerOfAPlantedAccountTakesItOverByReset() {
        SignedIn attacker = registerAndLogIn();
        ChallengeCode code = door.startReset(ANNA);
        door.service().finishPasswordReset(new FinishPasswordReset(code, "the owner's own words", Caller.unknown()));

        assertThat(door.lets(ANNA, PASSWORD)).isFalse();
        assertThat(refusal(() -> door.service()
                        .verifySession(new VerifySession(attacker.tokens().accessToken(), Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(refusal(() ->
                        door.service().refresh(new Refresh(attacker.tokens().refreshToken(), Caller.unknown()))))
                .isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(door.auth().logIn(ANNA, "the owner's own words").user().emailVerified())
                .isTrue();
    }

    @Test
    @Tag("SGN-05")
    void aSignupForAPlantedAccountNeitherJoinsNorReplacesIt() {
        User planted = register(ANNA, SignupProfile.none());
        door.after(COOLDOWN);
        String id = door.request(ANNA, Door.OTHER_PASSWORD).challengeId();
        assertThat(refusal(() -> door.finish(new ChallengeCode(id, "123456")))).isEqualTo(AuthError.INVALID_CODE);
        assertThat(door.service().users().findByEmail(ANNA)).contains(planted);
        assertThat(door.lets(ANNA, Door.OTHER_PASSWORD)).isFalse();
    }

    @Test
    @Tag("SGN-05")
    void aSignupThatIsFinishedAfterSomebodyRegisteredTheAddressIsRefused() {
        ChallengeCode code = door.start(ANNA, Door.OTHER_PASSWORD);
        User planted = register(ANNA, SignupProfile.none());
        assertThat(refusal(() -> door.finish(code))).isEqualTo(AuthError.EMAIL_TAKEN);
        assertThat(door.service().users().findByEmail(ANNA)).contains(planted);
    }

    private User register(String email, SignupProfile profile) {
        return door.service().registerUnverified(new RegisterUnverified(email, PASSWORD, profile, Caller.unknown()));
    }

    private SignedIn registerAndLogIn() {
        register(ANNA, SignupProfile.none());
        return door.auth().logIn(ANNA, PASSWORD);
    }

    private ChallengeCode startVerification(SignedIn session) {
        StartEmailVerification request =
                new StartEmailVerification(session.tokens().accessToken(), Caller.unknown());
        return door.mailed(ANNA, () -> door.service().account().startEmailVerification(request));
    }
}
