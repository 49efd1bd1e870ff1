package io.github.keystile.examples.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must not run does not start, and says in one line which variable is to blame. */
class StartUpRulesTest {
    private static final String SECRET = "JWT_SECRET=Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q";
    private static final String SMTP = "SMTP_HOST=localhost";
    private static final String FROM = "MAIL_FROM=demo@example.com";

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("JWT_SECRET", new String[] {"HOST=0.0.0.0", SMTP, FROM, "APP_URL=https://app.example"}),
                Arguments.of("SMTP_HOST", new String[] {"HOST=0.0.0.0", SECRET, "APP_URL=https://app.example"}),
                Arguments.of("APP_URL", new String[] {"HOST=0.0.0.0", SECRET, SMTP, FROM}),
                Arguments.of("JWT_SECRET", new String[] {"HOST=::", SMTP, FROM}),
                Arguments.of("JWT_SECRET", new String[] {"APP_URL=https://app.example", SMTP, FROM}),
                Arguments.of("SMTP_HOST", new String[] {"APP_URL=https://app.example", SECRET}),
                Arguments.of("APP_URL", new String[] {"APP_URL=http://app.example", SECRET, SMTP, FROM}),
                Arguments.of("APP_URL", new String[] {"APP_URL=https://app.example/path", SECRET, SMTP, FROM}),
                Arguments.of("APP_URL", new String[] {"APP_URL=app.example"}),
                Arguments.of("PORT", new String[] {"PORT=abc"}),
                Arguments.of("PORT", new String[] {"PORT=65536"}),
                Arguments.of("PORT", new String[] {"PORT=-1"}),
                Arguments.of("JWT_SECRET", new String[] {"JWT_SECRET=secret"}),
                Arguments.of("JWT_SECRET", new String[] {"JWT_SECRET=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}),
                Arguments.of("SMTP_TLS", new String[] {SMTP, FROM, "SMTP_TLS=perhaps"}),
                Arguments.of("SMTP_PORT", new String[] {SMTP, FROM, "SMTP_PORT=0"}),
                Arguments.of("SMTP_PASSWORD", new String[] {SMTP, FROM, "SMTP_USERNAME=ann"}),
                Arguments.of("SMTP_USERNAME", new String[] {SMTP, FROM, "SMTP_PASSWORD=hidden"}),
                Arguments.of("MAIL_FROM", new String[] {SMTP}),
                Arguments.of("MAIL_FROM", new String[] {SMTP, "MAIL_FROM=Demo <demo@example.com>"}),
                Arguments.of("SMTP_HOST", new String[] {"SMTP_HOST=not a host", FROM}));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesInOneLine(String variable, String[] environment) {
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> Settings.from(environment(environment)))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains(variable).doesNotContain("\n", "hidden", "aaaa"));
    }

    @Test
    void databaseThatDoesNotOpenIsNamed() {
        Settings settings = Settings.from(environment("JDBC_URL=jdbc:nothing:hidden"));
        assertThatExceptionOfType(StartUpRefused.class)
                .isThrownBy(() -> Database.open(settings.database()))
                .satisfies(refused ->
                        assertThat(refused.getMessage()).contains("JDBC_URL").doesNotContain("\n", "hidden"));
    }

    @Test
    void whatQuarkusThrowsIsOneLine() {
        Throwable refused = new IllegalStateException(new IllegalStateException(new StartUpRefused("Set HOST")));
        assertThat(Main.explain(refused)).isEqualTo("Set HOST");
        assertThat(Main.explain(new IllegalStateException(new BindException("in use"))))
                .contains("HOST", "PORT")
                .doesNotContain("\n");
    }

    @Test
    void bareStartTellsAddressInboxAndDatabase() {
        assertThat(Settings.from(environment()).greeting(8000))
                .contains("http://localhost:8000", "/dev/inbox", "H2 in memory", "made up");
    }

    @Test
    void processEndsWithTwoAndOneLine() throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        command.environment().clear();
        command.environment().put("PORT", "abc");
        Process process = command.start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(error.strip()).isEqualTo("PORT is not a port: set a number from 0 to 65535");
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    private static Map<String, String> environment(String... pairs) {
        Map<String, String> environment = new HashMap<>(Map.of("PORT", "0"));
        Arrays.stream(pairs).map(pair -> pair.split("=", 2)).forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }
}
