package io.github.keystile.tests.config;

import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole life on a machine whose locale and zone are not the developer's. */
@Isolated("sets the default locale and zone")
class OddDefaultsTest {
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "tr-TR, America/New_York",
        "ar-EG, Asia/Kathmandu",
        "ar-SA-u-nu-arab, Pacific/Apia",
        "fa-IR, Australia/Lord_Howe",
        "hi-IN-u-nu-deva, UTC",
        "th-TH-u-ca-buddhist, Etc/GMT+12"
    })
    @Tag("CFG-03")
    @Tag("STO-06")
    @Tag("OTP-01")
    void theWholeLifeGoesAsAnywhere(String languageTag, String zoneId) {
        Locale.setDefault(Locale.forLanguageTag(languageTag));
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        try (Scene scene = new Scene()) {
            String id = scene.service
                    .startSignup(
                            new StartSignup("VERA.INGRID@EXAMPLE.COM", OLD, SignupProfile.none(), Caller.unknown()))
                    .challengeId();
            String code = scene.auth.mailer.lastCode("vera.ingrid@example.com");
            assertThat(code).matches("[0-9]{6}");
            SignedIn session = scene.service
                    .finishSignup(new FinishSignup(
                            new ChallengeCode(id, code), SignupProfile.named("INGRID_I"), Caller.unknown()))
                    .signedIn();

            assertThat(scene.service
                            .login(new Login("ingrid_i", OLD, Caller.unknown()))
                            .user())
                    .isEqualTo(session.user());
            assertThat(scene.service
                            .login(new Login("vera.ingrid@example.com", OLD, Caller.unknown()))
                            .user())
                    .isEqualTo(session.user());
            scene.auth.clock.advance(Duration.ofMinutes(10));
            SignedIn refreshed =
                    scene.service.refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
            assertThat(scene.isAlive(refreshed)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"tr-TR, America/New_York", "ar-EG, Asia/Kathmandu"})
    @Tag("CFG-03")
    @Tag("STO-06")
    @Tag("OTP-02")
    void aCodeLivesTenMinutesOverTheHourThatIsRepeated(String languageTag, String zoneId) {
        Locale.setDefault(Locale.forLanguageTag(languageTag));
        TimeZone.setDefault(TimeZone.getTimeZone(zoneId));
        try (Scene scene = new Scene()) {
            scene.signUp();
            scene.aMinuteLater();
            ChallengeCode code = scene.resetCode();
            scene.auth.clock.advance(Duration.ofMinutes(10).minusMillis(1));
            scene.reset(code, NEW);
            assertThat(scene.canLogIn(NEW)).isTrue();

            ChallengeCode late = scene.resetCode();
            scene.auth.clock.advance(Duration.ofMinutes(10));
            assertThatThrownBy(() -> scene.reset(late, OLD)).isInstanceOf(AuthException.class);
        }
    }
}
