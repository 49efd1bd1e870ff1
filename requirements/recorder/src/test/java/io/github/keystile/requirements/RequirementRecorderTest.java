package io.github.keystile.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder.request;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherFactory;

class RequirementRecorderTest {
    private static final Contracts CONTRACTS = new Contracts(
            List.of(Promises.class.getName() + "\t\tROW-10", Promises.class.getName() + "\tisKept\tROW-11, ROW-12"));

    @TempDir
    Path folder;

    @Test
    void writesResultAndArgumentsOfEveryTaggedTest() throws Exception {
        assertThat(recorded("1", Databases.class))
                .containsExactlyInAnyOrder(
                        "build\t1",
                        "ROW-01\tDatabases\tshows\tOn 1\tpassed",
                        "ROW-01\tDatabases\tshows\tOn 2\tpassed",
                        "ROW-02\tDatabases$Inner\tshowsTwo\tOn 1; with 7\tpassed",
                        "ROW-03\tDatabases$Inner\tshowsTwo\tOn 1; with 7\tpassed",
                        "ROW-02\tDatabases$Inner\tshowsTwo\tOn 2; with 7\tpassed",
                        "ROW-03\tDatabases$Inner\tshowsTwo\tOn 2; with 7\tpassed");
    }

    @Test
    void tellsFailedAndSkippedFromPassed() throws Exception {
        assertThat(recorded("1", Results.class))
                .containsExactlyInAnyOrder(
                        "build\t1", "ROW-04\tResults\tfails\t\tfailed", "row-5\tResults\tisSkipped\t\tskipped");
        assertThat(recorded("2", Absent.class)).containsExactly("build\t2", "ROW-06\tAbsent\tneverRuns\t\tskipped");
    }

    @Test
    void knowsWhatContractsShowWhoeverExtendsThem() throws Exception {
        assertThat(recorded("1", KeptPromises.class))
                .containsExactlyInAnyOrder(
                        "build\t1",
                        "ROW-09\tKeptPromises\tisKept\t\tpassed",
                        "ROW-10\tKeptPromises\tisKept\t\tpassed",
                        "ROW-11\tKeptPromises\tisKept\t\tpassed",
                        "ROW-12\tKeptPromises\tisKept\t\tpassed",
                        "ROW-09\tKeptPromises\tisKeptToo\t\tpassed",
                        "ROW-10\tKeptPromises\tisKeptToo\t\tpassed",
                        "ROW-09\tKeptPromises\tisOurOwn\t\tpassed");
    }

    @Test
    void anyArgumentStaysOnItsLine() throws Exception {
        assertThat(recorded("1", Hostile.class))
                .hasSize(4)
                .filteredOn(line -> line.startsWith("ROW-07"))
                .hasSize(3)
                .allMatch(line -> line.endsWith("\tpassed") && line.split("\t", -1).length == 5);
    }

    @Test
    void writesWhatTestsMeasured() throws Exception {
        assertThat(recorded("1", Measuring.class))
                .containsExactlyInAnyOrder(
                        "build\t1",
                        "figure\tMeasuring\tmeasures\tOn 1\tGuessing\tguesses a day\t50 of 50?",
                        "ROW-08\tMeasuring\tmeasures\tOn 1\tpassed");
    }

    @Test
    void anotherBuildBeginsAnew() throws Exception {
        assertThat(recorded("1", Results.class)).hasSize(3);
        assertThat(recorded("1", Results.class)).hasSize(5);
        assertThat(recorded("2", Results.class)).hasSize(3).contains("build\t2");
    }

    private List<String> recorded(String build, Class<?> tests) throws Exception {
        Path file = folder.resolve("target").resolve("records.tsv");
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .addTestExecutionListeners(new RequirementRecorder(Optional.of(file), build, CONTRACTS))
                .build();
        LauncherFactory.create(alone)
                .execute(request().selectors(selectClass(tests)).build());
        return Files.readAllLines(file).stream()
                .map(line -> line.replace(RequirementRecorderTest.class.getName() + "$", ""))
                .toList();
    }

    @ParameterizedClass(name = "On {0}")
    @ValueSource(ints = {1, 2})
    static class Databases {
        @Parameter
        int database;

        @Test
        @Tag("ROW-01")
        void shows() {
            assertThat(database).isPositive();
        }

        @Nested
        @Tag("ROW-02")
        class Inner {
            @ParameterizedTest(name = "with {0}")
            @ValueSource(ints = 7)
            @Tag("ROW-03")
            @Tag("slow")
            @Tag("org.example.FrameworkTest")
            void showsTwo(int number) {
                assertThat(number).isEqualTo(7);
            }
        }
    }

    abstract static class Promises {
        @Test
        void isKept() {}

        @Test
        void isKeptToo() {}
    }

    @Tag("ROW-09")
    static class KeptPromises extends Promises {
        @Test
        void isOurOwn() {}
    }

    static class Hostile {
        @ParameterizedTest(name = "with {0}")
        @ValueSource(strings = {"a\n\tb", "\uD800", "\u0085\u2028"})
        @Tag("ROW-07")
        void shows(String text) {
            assertThat(text).isNotEmpty();
        }
    }

    static class Measuring {
        @ParameterizedTest(name = "On {0}")
        @ValueSource(ints = 1)
        @Tag("ROW-08")
        void measures(int database, TestReporter reporter) {
            assertThat(database).isEqualTo(1);
            reporter.publishEntry(Map.of("figure", "Guessing", "what", "guesses a day", "value", "50 of 50\n"));
            reporter.publishEntry("something", "else");
        }
    }

    static class Results {
        @Test
        @Tag("ROW-04")
        void fails() {
            Assertions.fail("as it must");
        }

        @Test
        @Tag("row-5")
        void isSkipped() {
            Assumptions.abort("no vectors here");
        }

        @Test
        void hasNoRow() {}
    }

    static class Absent {
        @BeforeAll
        static void needsWhatIsNotThere() {
            Assumptions.abort("no server here");
        }

        @Test
        @Tag("ROW-06")
        void neverRuns() {}
    }
}
