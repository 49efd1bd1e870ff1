package io.github.keystile.tests.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.testkit.FixedCodes;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.CapturedLog;
import io.github.keystile.tests.support.Options;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenMailTest {
    private static final String EMAIL = "berta@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final String CODE = "271828";

    private final List<AuthEvent> events = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("MAL-07")
    @Tag("RST-12")
    void aMailThatCannotBeSentChangesNoAnswer(boolean temporary) {
        try (TestAuth auth = TestAuth.inMemory()) {
            auth.signUp(EMAIL, PASSWORD);
            auth.clock().advance(Duration.ofSeconds(61));
            auth.mailer().failNext(failure(temporary));
            ChallengeStarted known = startReset(auth.service(), EMAIL);
            ChallengeStarted unknown = startReset(auth.service(), "nobody@example.com");

            assertThat(known)
                    .usingRecursiveComparison()
                    .ignoringFields("challengeId")
                    .isEqualTo(unknown);
            if (!temporary) {
                await().atMost(Duration.ofMinutes(2))
                        .untilAsserted(() -> assertThat(auth.events())
                                .extracting(AuthEvent::type)
                                .contains(AuthEventType.MAIL_FAILED));
            }
        }
    }

    @Test
    @Tag("MAL-07")
    @Tag("OTP-14")
    void textsThatFailTellAnEventAndQuoteNoCodeInTheLog() {
        try (CapturedLog log = new CapturedLog();
                AuthService service = build(
                        message -> {},
                        options -> options.mailTexts((purpose, facts, locale) -> {
                            throw new IllegalStateException("cannot fill in " + facts.code());
                        }))) {
            startSignup(service);

            assertThat(log.text()).contains("SIGNUP_CODE").doesNotContain(CODE);
            assertThat(events).extracting(AuthEvent::type).contains(AuthEventType.MAIL_FAILED);
        }
    }

    @Test
    @Tag("MAL-07")
    @Tag("OTP-14")
    void sendingInTheCallRefusesWhateverTheMailerThrowsAndLogsNoneOfIt() {
        Mailer broken = message -> {
            throw new UnsupportedOperationException(message.text().text());
        };
        Mailer careless = message -> {
            throw MailException.permanent(
                    "refused", new IllegalStateException(message.text().text()));
        };
        for (Mailer mailer : List.of(broken, careless)) {
            try (CapturedLog log = new CapturedLog();
                    AuthService service = build(mailer, Options::mailInCall)) {
                Throwable thrown = catchThrowable(() -> startSignup(service));

                assertThat(thrown)
                        .isInstanceOfSatisfying(
                                AuthException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo(AuthError.MAIL_NOT_SENT));
                assertThat(log.text()).contains("SIGNUP_CODE").doesNotContain(CODE);
                assertThat(events).extracting(AuthEvent::type).contains(AuthEventType.MAIL_FAILED);
            }
        }
    }

    @Test
    @Tag("PWD-16")
    void aSlowMailServerKeepsNobodyFromHashing() {
        AtomicReference<AuthService> service = new AtomicReference<>();
        AtomicReference<Throwable> meanwhile = new AtomicReference<>();
        Mailer mailer = message -> meanwhile.set(catchThrowable(
                () -> service.get().login(new Login("someone@example.com", PASSWORD, Caller.unknown()))));
        service.set(build(
                mailer,
                options -> Options.mailInCall(options)
                        .hashing(HashingPolicy.ofDefaults().withConcurrent(1).withMaxWait(Duration.ZERO))));

        startSignup(service.get());

        assertThat(meanwhile.get())
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AuthError.USER_NOT_FOUND));
        service.get().close();
    }

    private AuthService build(Mailer mailer, UnaryOperator<AuthServiceBuilder> options) {
        AuthServiceBuilder builder = AuthService.builder(RootSecret.generate(), AuthStores.inMemory(), mailer)
                .passwordHasher(new InsecureFastHasher())
                .codes(new FixedCodes(CODE))
                .withoutHousekeeping()
                .listener(events::add);
        return options.apply(builder).build();
    }

    private static void startSignup(AuthService service) {
        service.startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
    }

    private static ChallengeStarted startReset(AuthService service, String identifier) {
        return service.startPasswordReset(new StartPasswordReset(identifier, ResetBy.CODE, Caller.unknown()));
    }

    private static MailException failure(boolean temporary) {
        return temporary
                ? MailException.temporary("no connection", null, null)
                : MailException.permanent("no such mailbox", null);
    }
}
