package io.github.keystile.requirements.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgementTest {
    private static final Row EVERYWHERE = row("OTP-03", List.of("H2", "MariaDB"), "");
    private static final Row ANYWHERE = row("PWD-01", List.of(), "");
    private static final Row EXCUSED = row("EML-08", List.of(), "Not built.");

    private final Shown h2 = shown("OTP-03", "H2, pool of 1", "passed");
    private final Shown mariaDb = shown("OTP-03", "MARIADB", "passed");
    private final Shown inMemory = Shown.parse("auth-core", "PWD-01\tx.PwdTest\thashes\t\tpassed");

    @Test
    void whatIsShownEverywhereHasNoProblem() {
        assertThat(problems(h2, mariaDb, inMemory)).isEmpty();
    }

    @Test
    void aRowWithoutATestIsNamedWithItsCure() {
        assertThat(problems(h2, mariaDb)).singleElement().asString().contains("PWD-01", "no test", "@Tag(\"PWD-01\")");
    }

    @Test
    void aStoreThatLacksARowIsNamed() {
        Shown other = shown("PWD-01", "MARIADB", "passed");
        assertThat(problems(h2, other)).singleElement().asString().contains("OTP-03", "no passing test on MariaDB");
        assertThat(problems(h2, other, shown("OTP-03", "MARIADB", "skipped"))).hasSize(1);
    }

    @Test
    void aStoreThatCannotRunHereIsNamedAndNoProblem() {
        Judgement judgement = judgement(h2, inMemory);
        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.notShownHere()).containsExactly("MariaDB did not run here");
    }

    @Test
    void aRowWhoseTestsAllSkipIsNamedAndNoProblem() {
        Judgement judgement = judgement(h2, mariaDb, shown("PWD-01", "", "skipped"));
        assertThat(judgement.problems()).isEmpty();
        assertThat(judgement.notShownHere()).containsExactly("every test of PWD-01 was skipped here");
    }

    @Test
    void failedTestsShowNothing() {
        assertThat(problems(h2, mariaDb, inMemory, shown("PWD-01", "", "failed")))
                .singleElement()
                .asString()
                .contains("PWD-01", "FooTest.bar fails");
    }

    @Test
    void tagsThatAreNoRowAreNamed() {
        assertThat(problems(h2, mariaDb, inMemory, shown("REF-02", "", "passed")))
                .singleElement()
                .asString()
                .contains("REF-02", "FooTest.bar", "no row");
    }

    @Test
    void aReasonBesideATestIsTooMuch() {
        assertThat(problems(h2, mariaDb, inMemory, shown("EML-08", "", "passed")))
                .singleElement()
                .asString()
                .contains("EML-08", "Take its reason out");
    }

    @Test
    void thePageNamesRowsTestsStoresAndSections() {
        String page = new Page(judgement(h2, h2, mariaDb, inMemory), List.of(), Map.of(), "today").markdown();
        assertThat(page)
                .contains("| OTP-03 | P1 | Holds. | 6.5.1, 10.4.5 | RFC 1 | H2, MariaDB | [1](#otp-03) |")
                .contains("- auth-store-jdbc: `FooTest.bar`: 2 passed on H2, 1 passed on MariaDB")
                .contains("- auth-core: `PwdTest.hashes`: 1 passed in memory")
                .contains("| EML-08 | P1 | Holds. | 6.5.1, 10.4.5 | RFC 1 |  | Not built. |")
                .containsSubsequence("| 6.5.1 | OTP-03, PWD-01, EML-08 |", "| 10.4.5 | OTP-03, PWD-01, EML-08 |")
                .contains("| P1 | 3 | 2 | 1 |");
    }

    private static List<String> problems(Shown... shown) {
        return judgement(shown).problems();
    }

    private static Judgement judgement(Shown... shown) {
        return new Judgement(List.of(EVERYWHERE, ANYWHERE, EXCUSED), List.of(shown));
    }

    private static Row row(String id, List<String> stores, String reason) {
        return new Row(id, "P1", stores, List.of("6.5.1", "10.4.5"), "RFC 1", "Holds.", reason);
    }

    private static Shown shown(String tag, String arguments, String result) {
        return Shown.parse("auth-store-jdbc", tag + "\tx.FooTest\tbar\t" + arguments + "\t" + result);
    }
}
