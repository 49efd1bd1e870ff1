package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules that reading the sources can tell, for every module of the build, published or not. */
class SourceRulesTest {

    private static final int LONGEST_FILE = 400;

    private static final Pattern LOCALE_BLIND = Pattern.compile(
            "\\.to(Lower|Upper)Case\\(\\)|::to(Lower|Upper)Case|\\.equalsIgnoreCase\\(|\\.formatted\\(");

    private static final int LONGEST_BUILDER = 300;
    private static final Pattern OTHER_WORDS = Pattern.compile("(?i)\\b(he|him|his|himself)\\b|\\brevok");

    private static final Pattern STATIC_STATE = Pattern.compile(
            "\\bThreadLocal\\b|^\\s+(public |protected |private )?static (?!final|class|record|interface|enum|abstract|sealed|non-sealed|<)"
                    + "(volatile |transient )?[\\w<>\\[\\],.? @]+ \\w+( =.*|;)$");

    @Test
    void noMainSourceFileIsTooLong() {
        assertThat(Sources.ofMain("auth-*", "examples/*"))
                .filteredOn(file -> Sources.lines(file).size() > LONGEST_FILE)
                .as("files of more than %d lines", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(Sources.ofMain("auth-*", "examples/*").stream()
                        .map(Path::getParent)
                        .distinct())
                .filteredOn(folder -> !isNullMarked(folder.resolve("package-info.java")))
                .as("packages without a package-info.java that says @NullMarked")
                .isEmpty();
    }

    @Test
    void publishedModulesNameTheLocale() {
        assertNoLine(LOCALE_BLIND, "calls that leave the locale open (pass Locale.ROOT)");
    }

    @Test
    void publishedModulesHoldNoStaticState() {
        assertNoLine(STATIC_STATE, "thread-locals and static fields that are not final");
    }

    @Test
    void theBuilderHasRoomForAnotherCapability() {
        assertThat(Sources.ofMain("auth-core"))
                .filteredOn(file -> file.endsWith("AuthServiceBuilder.java"))
                .singleElement()
                .satisfies(file -> assertThat(Sources.lines(file)).hasSizeLessThan(LONGEST_BUILDER));
    }

    @Test
    void publishedModulesCallPeopleTheyAndEndSessions() {
        assertNoLine(OTHER_WORDS, "lines that say he or his of a person, or that a session is revoked");
    }

    private void assertNoLine(Pattern banned, String description) {
        assertThat(Sources.ofMain("auth-*").stream()
                        .flatMap(file -> Sources.lines(file).stream()
                                .filter(line -> banned.matcher(line).find())
                                .map(line -> file.getFileName() + ": " + line.strip())))
                .as(description)
                .isEmpty();
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && Sources.lines(packageInfo).contains("@NullMarked");
    }
}
