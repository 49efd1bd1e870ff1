package io.github.keystile.examples.emailapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not run does not start, and says which variable is to blame. */
class StartUpRulesTest {
    private static final String SECRET = "JWT_SECRET=" + TestApp.JWT_SECRET;
    private static final String RESEND = "RESEND_API_KEY=re_hidden";
    private static final String FROM = "MAIL_FROM=demo@example.com";
    private static final String MONGO = "MONGODB_URI=mongodb://localhost/demo";
    private static final String APP = "APP_URL=https://app.example";
    private static final String PRODUCTION = "NODE_ENV=production";

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("JWT_SECRET", "HOST=0.0.0.0", RESEND, FROM, APP),
                refused("RESEND_API_KEY", "HOST=0.0.0.0", SECRET, APP),
                refused("APP_URL", "HOST=0.0.0.0", SECRET, RESEND, FROM),
                refused("JWT_SECRET", "HOST=::", RESEND, FROM),
                refused("JWT_SECRET", APP, RESEND, FROM),
                refused("RESEND_API_KEY", APP, SECRET),
                refused("JWT_SECRET", PRODUCTION, RESEND, FROM, MONGO),
                refused("RESEND_API_KEY", PRODUCTION, SECRET, MONGO),
                refused("MONGODB_URI", PRODUCTION, SECRET, RESEND, FROM),
                refused("NODE_ENV", "NODE_ENV=prod"),
                refused("APP_URL", "APP_URL=http://app.example", SECRET, RESEND, FROM),
                refused("APP_URL", "APP_URL=https://app.example/path", SECRET, RESEND, FROM),
                refused("APP_URL", "APP_URL=app.example"),
                refused("APP_URL", "APP_URL=not a url"),
                refused("PORT", "PORT=abc"),
                refused("PORT", "PORT=65536"),
                refused("PORT", "PORT=-1"),
                refused("JWT_SECRET", "JWT_SECRET=secret"),
                refused("JWT_SECRET", "JWT_SECRET=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
                refused("MAIL_FROM", RESEND),
                refused("MAIL_FROM", RESEND, "MAIL_FROM=Demo <demo@example.com>"),
                refused("RESEND_API_KEY", "RESEND_API_KEY=a hidden key", FROM),
                refused("RESEND_BASE_URL", RESEND, FROM, "RESEND_BASE_URL=http://resend.example"),
                refused("RESEND_BASE_URL", RESEND, FROM, "RESEND_BASE_URL=not a url"));
    }

    private static Arguments refused(String variable, String... environment) {
        return Arguments.of(variable, environment);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesInOneLine(String variable, String[] environment) {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> Settings.from(new Env(environment(environment))))
                .satisfies(refused -> {
                    assertThat(refused.getMessage()).contains(variable).doesNotContain("\n", "hidden", "aaaa");
                    assertThat(refused.getExitCode()).isEqualTo(2);
                });
    }

    @Test
    void defaultsAreTheDocuments() {
        Settings settings = Settings.from(new Env(Map.of()));
        assertThat(settings.port()).isEqualTo(5000);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.mongoUri()).isEmpty();
    }

    @Test
    void productionIsAllowedWithSecretMailAndDatabase() {
        assertThat(Settings.from(new Env(environment(PRODUCTION, SECRET, RESEND, FROM, MONGO)))
                        .secretMadeUp())
                .isFalse();
    }

    @Test
    void mongoThatCannotBeReachedIsNamed() {
        String uri = "mongodb://user:hidden@127.0.0.1:1/test?serverSelectionTimeoutMS=200";
        for (String address : new String[] {uri, "hidden"}) {
            assertThat(explained("MONGODB_URI=" + address))
                    .startsWith("MONGODB_URI ")
                    .doesNotContain("hidden", "\n");
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(explained("PORT=" + taken.getLocalPort())).startsWith("HOST and PORT cannot be listened on");
        }
        assertThat(new StartUpFailures().analyze(new IllegalStateException())).isNull();
    }

    @Test
    void processEndsWithTwoAndTheReason() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        command.environment().clear();
        command.environment().put("PORT", "abc");
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output)
                .contains("PORT is not a port: set a number from 0 to 65535")
                .doesNotContain("\tat ", "Exception");
    }

    /** What is said to whoever has started the application. */
    private static String explained(String variable) {
        Throwable failure = catchThrowable(
                () -> Main.application(environment(variable)).run().close());
        return new StartUpFailures().analyze(failure).getDescription();
    }

    private static Map<String, String> environment(String... pairs) {
        Map<String, String> environment = new HashMap<>(Map.of("PORT", "0"));
        Arrays.stream(pairs).map(pair -> pair.split("=", 2)).forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }
}
