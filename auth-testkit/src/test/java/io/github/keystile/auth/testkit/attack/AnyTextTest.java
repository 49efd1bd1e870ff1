package io.github.keystile.auth.testkit.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever text arrives, the answer is a result or a refusal, and little work. */
class AnyTextTest {
    /** Of the processor, not of the day: on a busy machine the clock on the wall says nothing. */
    private static final Duration LITTLE = Duration.ofSeconds(5);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> HANDMADE = List.of(
            "",
            " ",
            "\0",
            "\n",
            "\ud800",
            "\udfff\ud800",
            "a\u0000b@example.com",
            "x".repeat(1 << 20),
            "@".repeat(1 << 20),
            ".".repeat(1 << 20),
            "e\u0301".repeat(1 << 19),
            "\ud83d\ude00".repeat(1 << 19),
            "0".repeat(32),
            "a".repeat(43),
            "0".repeat(32) + "." + "9".repeat(15) + "." + "a".repeat(43),
            "e30.e30.e30",
            "10.0.0.1.in-addr.arpa");

    @ParameterizedTest
    @EnumSource
    @Tag("API-02")
    void strangeTextsAreRefusedOrTaken(TextVerb verb) {
        assertCalm(verb, HANDMADE);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("API-02")
    void naughtyStringsAreRefusedOrTaken(TextVerb verb) {
        assertCalm(verb, HostileTexts.naughty());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SIGNUP_ATTRIBUTE", "SIGNUP_ATTRIBUTE_NAME", "LOGIN_CALLER", "SET_ATTRIBUTE"})
    @Tag("API-02")
    void nullIsMisuse(TextVerb verb) {
        withKnown(known -> assertThatNullPointerException().isThrownBy(() -> verb.run(known, null)));
    }

    private static void assertCalm(TextVerb verb, List<String> texts) {
        withKnown(known -> {
            for (String text : texts) {
                long before = THREADS.getCurrentThreadCpuTime();
                Throwable thrown = catchThrowable(() -> verb.run(known, text));
                Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - before);

                String what = verb + " of " + text.length() + " characters: "
                        + text.substring(0, Math.min(40, text.length()));
                assertThat(thrown == null || thrown instanceof AuthException)
                        .as("%s: %s", what, thrown)
                        .isTrue();
                assertThat(took).as(what).isLessThan(LITTLE);
            }
        });
    }

    private static void withKnown(Consumer<TextVerb.Known> test) {
        String email = "vera@example.com";
        try (TestAuth auth = TestAuth.on(
                AuthStores.inMemory(),
                options -> options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true))
                        .invite(InvitePolicy.ofDefaults()
                                .withLinkPage(URI.create("https://app.example.com/welcome"))))) {
            SignedIn session = auth.signUp(email, TwoServices.PASSWORD);
            auth.clock().advance(Duration.ofMinutes(1));
            ChallengeStarted reset =
                    auth.service().startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Caller.unknown()));
            test.accept(new TextVerb.Known(
                    auth.service(), session.user().id(), email, session.tokens().accessToken(), reset.challengeId()));
        }
    }
}
