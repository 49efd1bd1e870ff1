package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Scene.EMAIL;
import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.tests.support.Scene;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under uniform disclosure answer and work are the same, whoever is asked about: a stranger learns nothing. */
class SameAnswerTest {
    private static final Caller CALLER = Caller.at("203.0.113.7").withUserAgent("curl");

    @ParameterizedTest
    @EnumSource
    @Tag("LGN-01")
    @Tag("LGN-02")
    void loginWithAWrongPassword(WhoIsAsked who) {
        assertLikeNobody(
                who,
                scene -> Observed.of(scene, () -> scene.service.login(new Login(EMAIL, "not the password", CALLER))));
    }

    @ParameterizedTest
    @EnumSource(names = {"NOBODY", "WAITS_FOR_HIS_CODE", "DISABLED", "LOCKED"})
    @Tag("LGN-01")
    @Tag("LGN-02")
    @Tag("LGN-04")
    void loginWithTheRightPasswordWhereItIsOfNoUse(WhoIsAsked who) {
        assertLikeNobody(who, scene -> Observed.of(scene, () -> scene.service.login(new Login(EMAIL, OLD, CALLER))));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("PWD-12")
    void loginWithWhatIsNoPassword(WhoIsAsked who) {
        for (String text : new String[] {"", "\0", "\ud800", "x".repeat(73), "x".repeat(1 << 20)}) {
            assertLikeNobody(
                    who, scene -> Observed.of(scene, () -> scene.service.login(new Login(EMAIL, text, CALLER))));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SGN-03")
    void startSignup(WhoIsAsked who) {
        assertLikeNobody(
                who,
                scene -> Observed.of(
                        scene,
                        () -> scene.service.startSignup(new StartSignup(EMAIL, NEW, SignupProfile.none(), CALLER))));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SGN-03")
    void resendOfASignup(WhoIsAsked who) {
        assertLikeNobody(who, scene -> {
            String id = begunSignup(scene);
            scene.aMinuteLater();
            return Observed.of(scene, () -> scene.service.resendCode(new ResendCode(id, CALLER)));
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("SGN-03")
    @Tag("OTP-15")
    void finishSignupWithAWrongCode(WhoIsAsked who) {
        assertLikeNobody(who, scene -> {
            ChallengeCode code = new ChallengeCode(begunSignup(scene), "none");
            return Observed.of(
                    scene, () -> scene.service.finishSignup(new FinishSignup(code, SignupProfile.none(), CALLER)));
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("RST-12")
    void startPasswordReset(WhoIsAsked who) {
        for (ResetBy by : ResetBy.values()) {
            assertLikeNobody(
                    who,
                    scene -> Observed.of(
                            scene, () -> scene.service.startPasswordReset(new StartPasswordReset(EMAIL, by, CALLER))));
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("RST-12")
    void resendOfAReset(WhoIsAsked who) {
        for (ResetBy by : ResetBy.values()) {
            assertLikeNobody(who, scene -> {
                String id = scene.startReset(by);
                scene.aMinuteLater();
                return Observed.of(scene, () -> scene.service.resendCode(new ResendCode(id, CALLER)));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("OTP-15")
    void checkOfAWrongResetCode(WhoIsAsked who) {
        assertLikeNobody(who, scene -> {
            ChallengeCode code = new ChallengeCode(scene.startReset(ResetBy.CODE), "none");
            return Observed.of(
                    scene, () -> scene.service.checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER)));
        });
        assertLikeNobody(who, scene -> {
            scene.startReset(ResetBy.CODE);
            IdentifierCode code = new IdentifierCode(EMAIL, "none");
            return Observed.of(
                    scene, () -> scene.service.checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER)));
        });
    }

    @ParameterizedTest
    @EnumSource
    @Tag("OTP-15")
    void finishOfAResetWithAWrongCodeThatWasNeverAskedFor(WhoIsAsked who) {
        IdentifierCode code = new IdentifierCode(EMAIL, "none");
        assertLikeNobody(
                who,
                scene -> Observed.of(
                        scene, () -> scene.service.finishPasswordReset(new FinishPasswordReset(code, NEW, CALLER))));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("OTP-15")
    void theCodeOfAnotherPurpose(WhoIsAsked who) {
        assertLikeNobody(who, scene -> {
            ChallengeCode code = new ChallengeCode(begunSignup(scene), "000000");
            return Observed.of(
                    scene, () -> scene.service.finishPasswordReset(new FinishPasswordReset(code, NEW, CALLER)));
        });
    }

    private static String begunSignup(Scene scene) {
        return scene.service
                .startSignup(new StartSignup(EMAIL, NEW, SignupProfile.none(), CALLER))
                .challengeId();
    }

    private static void assertLikeNobody(WhoIsAsked who, Function<Scene, Observed> question) {
        assertThat(observed(who, question)).isEqualTo(observed(WhoIsAsked.NOBODY, question));
    }

    private static Observed observed(WhoIsAsked who, Function<Scene, Observed> question) {
        try (Scene scene = new Scene()) {
            who.begin(scene);
            return question.apply(scene);
        }
    }
}
