package io.github.keystile.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

class SignupAtConsoleTest {
    private static final Pattern CODE = Pattern.compile("(?m)^([0-9]{6})$");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void whoeverTypesTheMailedCodeIsSignedIn() {
        try (TestRedis server = TestRedis.start();
                RedisClient redis = server.client()) {
            new SignupAtConsole(redis, this::readInTheMail, new PrintStream(shown, true, StandardCharsets.UTF_8)).run();

            assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Signed in as ");
            assertThat(redis.keys("keystile-demo*"))
                    .as("the code was used")
                    .noneMatch(key -> key.matches(".*[0-9a-f]{32}"));
        }
    }

    private String readInTheMail() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> code().find());
        Matcher code = code();
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private Matcher code() {
        return CODE.matcher(shown.toString(StandardCharsets.UTF_8));
    }
}
