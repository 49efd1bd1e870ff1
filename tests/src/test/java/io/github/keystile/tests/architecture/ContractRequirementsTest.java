package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which contract of the test kit shows which requirement stands beside the requirements, and is right. */
class ContractRequirementsTest {
    private static final Pattern ID = Pattern.compile("\"[A-Z]{3}-\\d\\d\"");

    private final List<String[]> contracts = table("contracts.tsv");

    @Test
    void everyTestThatIsNamedExists() throws ClassNotFoundException {
        assertThat(contracts).hasSizeGreaterThan(100).allMatch(row -> row.length == 3);
        for (String[] row : contracts) {
            assertThat(testsOf(Class.forName(row[0]))).as(String.join(" ", row)).contains(row[1]);
        }
    }

    @Test
    void everyTestIsNamedOnce() {
        assertThat(contracts).extracting(row -> row[0] + "#" + row[1]).doesNotHaveDuplicates();
    }

    @Test
    void everyRequirementThatIsNamedExists() {
        List<String> known = table("rows.tsv").stream().map(row -> row[0]).toList();
        assertThat(known).hasSizeGreaterThan(100);
        assertThat(contracts).allSatisfy(row -> assertThat(known).contains(row[2].split(", ")));
    }

    /** They mean nothing to those who run the contracts elsewhere. */
    @Test
    void noIdIsPublished() {
        assertThat(Sources.ofMain("auth-*"))
                .allSatisfy(file -> assertThat(Sources.lines(file))
                        .noneMatch(line -> ID.matcher(line).find()));
    }

    /** Empty stands for all of them. */
    private static Stream<String> testsOf(Class<?> contract) {
        return Stream.concat(
                Stream.of(""),
                Stream.of(contract.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class))
                        .map(method -> method.getName()));
    }

    private static List<String[]> table(String name) {
        return Sources.lines(Sources.root().resolve("requirements").resolve(name)).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .toList();
    }
}
