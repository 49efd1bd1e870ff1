package io.github.keystile.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that packages show are tests that run. */
class PackageInfoTest {
    private static final Pattern EXAMPLE = Pattern.compile("(?s)<pre>\\{@code\n(.*?)^ \\* }</pre>", Pattern.MULTILINE);
    private static final String PACKAGE = "java/io/github/keystile/auth/testkit/";

    @ParameterizedTest
    @CsvSource({"contract, memory/InMemorySessionStoreTest.java", "attack, memory/InMemoryAuthServiceTest.java"})
    void showsATestThatRuns(String shown, String test) throws IOException {
        Matcher example = EXAMPLE.matcher(source("main", shown + "/package-info.java"));
        assertThat(example.find()).as("an example of " + shown).isTrue();
        assertThat(source("test", test)).endsWith(example.group(1).replaceAll("(?m)^ \\* ?", ""));
    }

    private static String source(String set, String file) throws IOException {
        return Files.readString(Path.of("src", set).resolve(PACKAGE + file));
    }
}
