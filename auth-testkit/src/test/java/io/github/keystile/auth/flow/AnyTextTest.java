package io.github.keystile.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
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
    void naughtyStringsAreRefusedOrTaken(TextVerb verb) throws IOException {
        assertCalm(verb, naughtyStrings());
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
        try (Scene scene = new Scene(options -> options.finishSignupByEmail())) {
            SignedIn session = scene.signUp();
            scene.aMinuteLater();
            test.accept(new TextVerb.Known(
                    scene.service,
                    session.user().id(),
                    Scene.EMAIL,
                    session.tokens().accessToken(),
                    scene.startReset(ResetBy.CODE)));
        }
    }

    private static List<String> naughtyStrings() throws IOException {
        String named = System.getProperty("KEYSTILE_VECTORS", System.getenv("KEYSTILE_VECTORS"));
        Stream<Path> folders = named != null
                ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared/vectors"));
        Path file = folders.map(folder -> folder.resolve("strings/blns.json"))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
        Assumptions.assumeTrue(file != null, "no strings/blns.json in ../shared/vectors; set KEYSTILE_VECTORS");
        return List.of(JsonMapper.builder().build().readValue(Files.readString(file), String[].class));
    }
}
