package io.github.keystile.requirements.page;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes {@code target/requirements.md} of the whole repository, in builds of all modules and all tests only. */
class RequirementsTest {
    @Test
    void everyRowIsShownByATestOnEveryStoreWhereItMatters() throws IOException {
        Path file = Repository.root().resolve("target").resolve("requirements.md");
        Files.deleteIfExists(file);
        Optional<String> partial = Repository.whyPartial();
        partial.ifPresent(why -> System.out.println("requirements: SKIPPED, no page is written: " + why));
        assumeTrue(partial.isEmpty(), partial::toString);

        Judgement judgement = new Judgement(Row.all(), Repository.shown());
        List<Figure> figures = Repository.figures();
        Files.createDirectories(file.getParent());
        Page page = new Page(judgement, figures, measuredByHand(), System.getProperty("keystile.build"));
        Files.writeString(file, page.markdown());

        judgement.notShownHere().forEach(note -> System.out.println("requirements: NOT SHOWN: " + note));
        List<String> problems = judgement.problems();
        assertThat(problems).as("requirements that no test shows").isEmpty();
        Set<String> topics = figures.stream().map(Figure::topic).collect(toSet());
        assertThat(Figure.TOPICS).as("topics of figures").containsAll(topics);
        boolean everyServerRan = judgement.notShownHere().isEmpty()
                && judgement.shown().stream().anyMatch(one -> one.module().equals("examples/soak") && one.passed());
        if (everyServerRan) {
            assertThat(topics).as("topics of which tests published figures").containsAll(Figure.TOPICS);
        }
        System.out.println("requirements: " + file);
    }

    /** What takes too long for a build. */
    private static Map<String, String> measuredByHand() throws IOException {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("Load of an hour", Repository.section("load.md", "An hour"));
        sections.put("Guessing of a month and a year", Repository.section("threat-model.md", "What guessing comes to"));
        sections.put("Timing", Repository.section("threat-model.md", "What timing tells"));
        return sections;
    }

    @Test
    void theirModuleIsTheLastOfAll() throws IOException {
        List<String> modules = Repository.modules();
        assertThat(modules.get(0)).as("the recorder, first").isEqualTo("requirements/recorder");
        assertThat(modules.get(modules.size() - 1)).as("this page, last").isEqualTo("requirements/page");
    }
}
