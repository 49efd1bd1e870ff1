package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that reading the sources can tell, for every module of the build, published or not. */
class SourceRulesTest {

    private static final int LONGEST_FILE = 400;

    private static final Pattern LOCALE_BLIND = Pattern.compile(
            "\\.to(Lower|Upper)Case\\(\\)|::to(Lower|Upper)Case|\\.equalsIgnoreCase\\(|\\.formatted\\(");

    private static final Pattern STATIC_STATE = Pattern.compile(
            "\\bThreadLocal\\b|^\\s+(public |protected |private )?static (?!final|class|record|interface|enum|abstract|sealed|non-sealed|<)"
                    + "(volatile |transient )?[\\w<>\\[\\],.? @]+ \\w+( =.*|;)$");

    private final Path root = projectRoot();

    @Test
    void noMainSourceFileIsTooLong() {
        assertThat(mainSources("auth-*", "examples/*"))
                .filteredOn(file -> lines(file).size() > LONGEST_FILE)
                .as("files of more than %d lines", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(mainSources("auth-*", "examples/*").stream()
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

    private void assertNoLine(Pattern banned, String description) {
        assertThat(mainSources("auth-*").stream()
                        .flatMap(file -> lines(file).stream()
                                .filter(line -> banned.matcher(line).find())
                                .map(line -> file.getFileName() + ": " + line.strip())))
                .as(description)
                .isEmpty();
    }

    /** Nothing but sources is walked: what a build or a test leaves behind may vanish meanwhile. */
    private List<Path> mainSources(String... modules) {
        return Stream.of(modules)
                .flatMap(glob -> folders(root, glob).stream())
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(sources -> javaFiles(sources).stream())
                .toList();
    }

    private static List<Path> folders(Path parent, String glob) {
        int slash = glob.indexOf('/');
        if (slash >= 0) {
            return folders(parent.resolve(glob.substring(0, slash)), glob.substring(slash + 1));
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, glob)) {
            List<Path> folders = new ArrayList<>();
            found.forEach(folders::add);
            return folders;
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + parent, e);
        }
    }

    private static List<Path> javaFiles(Path sources) {
        try (Stream<Path> files =
                Files.find(sources, 32, (path, facts) -> path.toString().endsWith(".java"))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot walk " + sources, e);
        }
    }

    private static boolean isNullMarked(Path packageInfo) {
        return Files.exists(packageInfo) && lines(packageInfo).contains("@NullMarked");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    private static Path projectRoot() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }
}
