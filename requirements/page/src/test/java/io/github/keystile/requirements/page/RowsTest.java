package io.github.keystile.requirements.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list in this repository, held against the one that the library was ordered by, where that one lies beside it. */
class RowsTest {
    private static final Pattern ORDERED =
            Pattern.compile("(?m)^\\| ([A-Z]{3}-\\d\\d) \\|.*\\| ([^|]*) \\| [^|]* \\| (P\\d)[^|]* \\|$");
    private static final Pattern SECTION = Pattern.compile("(?<![\\d.])\\d+\\.\\d+(\\.\\d+)?(?![\\d.])");

    @Test
    void areComplete() throws IOException {
        List<Row> rows = Row.all();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z]{3}-\\d\\d"));
        assertThat(rows).extracting(Row::priority).containsOnly("P0", "P1", "P2");
        assertThat(rows).extracting(Row::withstands).doesNotHaveDuplicates().allMatch(text -> text.endsWith("."));
        assertThat(rows).flatExtracting(Row::asvs).allMatch(section -> section.matches("\\d+(\\.\\d+){1,2}"));
        assertThat(rows)
                .filteredOn(row -> !row.mustHaveATest())
                .noneMatch(row -> row.priority().equals("P0"));
    }

    /** In their order and with their priorities; rows of our own stand between them. */
    @Test
    void holdThoseThatWereOrdered() throws IOException {
        Map<String, String> priorities = new LinkedHashMap<>();
        for (MatchResult row : ordered()) {
            priorities.put(row.group(1), row.group(3));
        }
        assertThat(priorities).hasSizeGreaterThan(100);
        assertThat(Row.all())
                .extracting(row -> row.id() + " " + row.priority())
                .containsSubsequence(priorities.entrySet().stream()
                        .map(row -> row.getKey() + " " + row.getValue())
                        .toList());
    }

    @Test
    void nameTheSectionsThatWereOrdered() throws IOException {
        Map<String, List<String>> ours = new LinkedHashMap<>();
        Row.all().forEach(row -> ours.put(row.id(), row.asvs()));
        for (MatchResult row : ordered()) {
            assertThat(ours.get(row.group(1))).as(row.group(1)).containsAll(sections(row.group(2)));
        }
    }

    private static List<String> sections(String source) {
        return Stream.of(source.split(";"))
                .filter(part -> part.contains("ASVS"))
                .flatMap(part -> SECTION.matcher(part).results())
                .map(MatchResult::group)
                .toList();
    }

    private static List<MatchResult> ordered() throws IOException {
        String vectors = System.getenv("KEYSTILE_VECTORS");
        Path start = vectors == null ? Repository.root() : Path.of(vectors).toAbsolutePath();
        Optional<Path> file = Stream.iterate(start, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve("SECURITY-REQUIREMENTS.md"))
                .filter(Files::exists)
                .findFirst();
        assumeTrue(file.isPresent(), "no shared/SECURITY-REQUIREMENTS.md beside the repository");
        return ORDERED.matcher(Files.readString(file.get())).results().toList();
    }
}
