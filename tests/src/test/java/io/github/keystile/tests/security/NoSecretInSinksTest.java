package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Scene.EMAIL;
import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.testkit.FixedCodes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.tests.support.CapturedLog;
import io.github.keystile.tests.support.Scene;
import io.github.keystile.tests.support.Watched.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole life with everything that goes wrong in it, and nothing secret of it in log, events, texts or results. */
class NoSecretInSinksTest {
    /** So long that none of them turns up in a random id by chance. */
    private static final String FIRST = "271828182845";

    private static final String SECOND = "314159265358";
    private static final String THIRD = "161803398874";
    private static final String FORGED = "FORGED LINE";
    private static final Caller HOSTILE =
            Caller.at("203.0.113.7\r\n" + FORGED).withUserAgent("curl\r\n" + FORGED + "\u2028" + FORGED);

    private final List<Object> told = new ArrayList<>();
    private final Set<String> secrets = new LinkedHashSet<>(List.of(FIRST, SECOND, THIRD, OLD, NEW, "wrong-pw"));

    @Test
    @Tag("OTP-14")
    @Tag("LOG-02")
    @Tag("LOG-03")
    @Tag("API-01")
    void nothingSecretAndNoForgedLineIsTold() throws Exception {
        try (CapturedLog log = new CapturedLog();
                Scene scene = new Scene(options -> options.codes(new FixedCodes(FIRST, SECOND, THIRD))
                        .otp(OtpPolicy.ofDefaults().withDigits(12))
                        .listener(event -> {
                            throw new IllegalStateException("a listener that fails");
                        }))) {
            live(scene);
            hashes(scene);
            told.addAll(scene.auth.events);
            String texts = log.text() + told;

            assertThat(secrets).hasSizeGreaterThan(14).noneMatch(texts::contains);
            assertThat(texts.lines()).noneMatch(line -> line.startsWith(FORGED));
            assertThat(told.toString()).doesNotContain("\r", "\n", "\u2028");
            assertThat(log.text()).contains("event listener failed");
            assertThat(json()).doesNotContain("asswordHash", "\"version\"", "\"epoch\"", "secretHash", "{insecure");
        }
    }

    private void live(Scene scene) {
        String signup = scene.service
                .startSignup(new StartSignup(EMAIL, OLD, SignupProfile.none().with("phone", "5551234"), HOSTILE))
                .challengeId();
        secrets.add(signup);
        scene.auth.mailer.lastCode(EMAIL);
        tell(() -> scene.service.finishSignup(
                new FinishSignup(new ChallengeCode(signup, "000000000000"), SignupProfile.none(), HOSTILE)));
        SignedIn session = tell(() -> scene.service
                .finishSignup(new FinishSignup(new ChallengeCode(signup, FIRST), SignupProfile.none(), HOSTILE))
                .signedIn());
        keep(session);
        tell(() -> scene.service.login(new Login(EMAIL + "\r\n" + FORGED, "wrong-pw", HOSTILE)));
        tell(() -> scene.service.login(new Login(EMAIL, "wrong-pw", HOSTILE)));
        scene.aMinuteLater();
        keep(tell(() -> scene.service.refresh(new Refresh(session.tokens().refreshToken(), HOSTILE))));
        scene.auth.clock.advance(Duration.ofMinutes(1));
        tell(() -> scene.service.refresh(new Refresh(session.tokens().refreshToken(), HOSTILE)));
        reset(scene);
        SignedIn again = tell(() -> scene.service.login(new Login(EMAIL, NEW, HOSTILE)));
        keep(again);
        told.addAll(
                scene.service.account().sessions(new ListSessions(again.tokens().accessToken(), Caller.unknown())));
        tell(() -> scene.service.verifySession(new VerifySession(again.tokens().accessToken(), Caller.unknown())));
        tell(() -> scene.service
                .account()
                .changePassword(new ChangePassword(again.tokens().accessToken(), "wrong-pw", OLD, HOSTILE)));
        scene.auth.watched.breakCall(1, When.BEFORE_EFFECT, () -> new StoreException("read a user", null));
        tell(() -> scene.service.login(new Login(EMAIL, NEW, HOSTILE)));
        scene.auth.watched.heal();
    }

    private void reset(Scene scene) {
        scene.auth.mailer.failNext(MailException.permanent("no such mailbox", null));
        String failed = scene.startReset(ResetBy.CODE);
        secrets.add(failed);
        scene.aMinuteLater();
        tell(() -> scene.service.resendCode(new ResendCode(failed, HOSTILE)));
        scene.auth.mailer.lastCode(EMAIL);
        scene.aMinuteLater();
        secrets.add(scene.resetLink().token());
        scene.aMinuteLater();
        tell(() -> scene.service.startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.CODE, HOSTILE)));
        ResetTicket ticket = tell(() -> scene.service.checkPasswordResetCode(
                new CheckPasswordResetCode(new ChallengeCode(failed, THIRD), HOSTILE)));
        secrets.add(ticket.ticket());
        tell(() -> scene.service.finishPasswordReset(
                new FinishPasswordReset(new TicketProof(ticket.ticket()), "short", HOSTILE)));
        tell(() -> scene.service.finishPasswordReset(
                new FinishPasswordReset(new TicketProof(ticket.ticket()), NEW, HOSTILE)));
    }

    private <T> T tell(Callable<T> call) {
        try {
            T result = call.call();
            told.add(result);
            return result;
        } catch (Exception refused) {
            told.add(refused);
            return null;
        }
    }

    private void keep(SignedIn session) {
        secrets.add(session.tokens().accessToken());
        secrets.add(session.tokens().refreshToken());
    }

    private void hashes(Scene scene) {
        scene.auth
                .users
                .findByEmail(EmailAddress.of(EMAIL))
                .ifPresent(user -> secrets.add(String.valueOf(user.passwordHash())));
    }

    private String json() throws Exception {
        SimpleModule times = new SimpleModule()
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addSerializer(Optional.class, ToStringSerializer.instance);
        List<Object> results =
                told.stream().filter(result -> !(result instanceof Throwable)).toList();
        return JsonMapper.builder()
                .addModule(times)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                .build()
                .writeValueAsString(results);
    }
}
