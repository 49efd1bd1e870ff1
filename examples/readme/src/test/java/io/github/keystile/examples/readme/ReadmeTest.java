package io.github.keystile.examples.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.keystile.auth.error.AuthError;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

class ReadmeTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)\\s]+)\\)");

    private final Page readme = Page.readme();
    private final List<Page> pages = Page.all();

    @TempDir
    Path folder;

    private Snippets snippets;

    @BeforeEach
    void everyBlockCompiles() {
        snippets = new Snippets(folder);
        assertThat(snippets.compile(blocks())).isEmpty();
    }

    @Test
    void theFirstSnippetStandsBeforeLine40AndSignsSomebodyIn() throws Exception {
        Page.Block first = readme.javaBlocks().get(0);
        assertThat(first.line() + first.lines().size()).isLessThan(40);

        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-cp", classPath, Snippets.nameOf(first))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
                Writer in = new OutputStreamWriter(process.getOutputStream(), UTF_8)) {
            List<String> said = new ArrayList<>();
            String code = out.lines()
                    .peek(said::add)
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{6}"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No code in: " + said));
            in.write(code + "\n");
            in.flush();
            assertThat(out.lines()).anyMatch(line -> line.matches("Signed in as [0-9a-f]{32}"));
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theStorePassesItsContract() throws Exception {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone)
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(snippets.load("MapSessionStoreTest")))
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures())
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
    }

    @Test
    void theTestOfAnApplicationPasses() throws Exception {
        Page.Block block = blocks().stream()
                .filter(candidate -> candidate.text().contains("TestAuth.inMemory()"))
                .findFirst()
                .orElseThrow();
        Class<?> type = snippets.load(Snippets.nameOf(block));
        type.getMethod("run").invoke(type.getConstructor().newInstance());
    }

    @Test
    void everyPageIsLinkedFromTheReadmeOrFromItsReadersOwn() throws Exception {
        String linking = readme.text() + Files.readString(Page.folder().resolve("CONTRIBUTING.md"));
        assertThat(pages.stream().skip(1))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(linking).contains("](docs/" + page.name()));
    }

    @Test
    void everyLinkLeadsSomewhere() {
        assertThat(LINK.matcher(readme.text()).results()).hasSizeGreaterThan(10);
        for (Page page : pages) {
            assertThat(LINK.matcher(page.text()).results().map(found -> found.group(1)))
                    .as(page.name())
                    .allSatisfy(link -> assertThat(leadsSomewhere(page, link)).isTrue());
        }
    }

    private boolean leadsSomewhere(Page from, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? from.file()
                : from.file().resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || pages.stream()
                                .filter(page -> page.file().equals(target))
                                .allMatch(page -> page.anchors().contains(parts[1])));
    }

    private List<Page.Block> blocks() {
        return pages.stream().flatMap(page -> page.javaBlocks().stream()).toList();
    }

    @Test
    void everyErrorIsListedBesideItsStatus() {
        List<String> rows = readme.lines().stream()
                .filter(line -> line.matches("\\| \\d{3} \\|.*"))
                .toList();
        assertThat(Arrays.asList(AuthError.values()))
                .allSatisfy(error -> assertThat(rows)
                        .filteredOn(row -> row.contains("`" + error + "`"))
                        .singleElement()
                        .satisfies(row -> assertThat(row).startsWith("| " + error.httpStatus() + " |")));
    }

    @Test
    void sectionsStandInTheirOrder() {
        assertThat(readme.headings())
                .containsExactly(
                        "## Run it",
                        "## Add it to your application",
                        "## Wire it for production",
                        "## Flows",
                        "## Your framework",
                        "## Errors",
                        "## Security",
                        "## Limits");
    }
}
