package io.github.keystile.requirements.page;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page for people: every row, its tests and where they passed, what was measured, and the rows by ASVS section. */
record Page(Judgement judgement, List<Figure> figures, Map<String, String> measuredByHand, String build) {
    private static final Comparator<String> BY_NUMBERS = Comparator.comparing(
            section -> Arrays.stream(section.split("\\."))
                    .mapToInt(Integer::parseInt)
                    .toArray(),
            Arrays::compare);

    String markdown() {
        StringBuilder page = new StringBuilder("# What Keystile withstands, and which tests show it\n\n");
        page.append("Made by the build of ").append(build).append(" on Java ");
        page.append(Runtime.version()).append(", from `requirements/rows.tsv` and the tests that ran.\n\n");
        page.append(summary());
        judgement
                .notShownHere()
                .forEach(note -> page.append("\nNot shown on this machine: ")
                        .append(note)
                        .append(".\n"));
        judgement
                .problems()
                .forEach(problem ->
                        page.append("\n**Missing**: ").append(problem).append(".\n"));
        page.append(
                "\nMongoDB is mongo-java-server, inside the build, unless `KEYSTILE_TEST_MONGODB_URI` names a server.\n");
        Figure.TOPICS.forEach(topic -> page.append(measured(topic)));
        measuredByHand.forEach((heading, text) -> page.append("\n## ")
                .append(heading)
                .append(", measured by hand\n\n")
                .append(text)
                .append("\n"));
        page.append("\n## Requirements\n\n");
        page.append("| id | priority | what is withstood | ASVS 5.0 | source | shown on | tests |\n");
        page.append("|---|---|---|---|---|---|---|\n");
        judgement.rows().forEach(row -> page.append(line(row)));
        page.append("\n## By ASVS 5.0 section\n\n| section | requirements |\n|---|---|\n");
        bySection().forEach((section, ids) -> page.append("| " + section + " | " + ids + " |\n"));
        page.append("\n## Tests\n");
        judgement.rows().stream().filter(judgement::isShown).forEach(row -> page.append(tests(row)));
        return page.toString();
    }

    private String summary() {
        Map<String, List<Row>> byPriority =
                judgement.rows().stream().collect(groupingBy(Row::priority, TreeMap::new, Collectors.toList()));
        StringBuilder text =
                new StringBuilder("| priority | requirements | shown by tests | with a reason instead |\n");
        text.append("|---|---|---|---|\n");
        byPriority.forEach((priority, rows) -> {
            long shown = rows.stream().filter(judgement::isShown).count();
            long excused = rows.stream().filter(row -> !row.mustHaveATest()).count();
            text.append("| " + priority + " | " + rows.size() + " | " + shown + " | " + excused + " |\n");
        });
        return text.toString();
    }

    private String measured(String topic) {
        return figures.stream()
                .filter(figure -> figure.topic().equals(topic))
                .map(figure -> List.of(figure.what(), figure.value(), figure.store(), "`" + figure.test() + "`"))
                .map(cells -> cells.stream().collect(joining(" | ", "| ", " |\n")))
                .collect(joining(
                        "",
                        "\n## " + topic
                                + ", as measured by this build\n\n| what | figure | store | test |\n|---|---|---|---|\n",
                        ""));
    }

    private String line(Row row) {
        long tests = judgement.of(row).stream().map(Shown::test).distinct().count();
        String shown = row.mustHaveATest() ? "[" + tests + "](#" + anchor(row) + ")" : row.reason();
        List<String> cells = List.of(
                row.id(),
                row.priority(),
                row.withstands(),
                String.join(", ", row.asvs()),
                row.source(),
                String.join(", ", judgement.storesOf(row)),
                shown);
        return cells.stream().collect(joining(" | ", "| ", " |\n"));
    }

    private Map<String, String> bySection() {
        Map<String, String> sections = new TreeMap<>(BY_NUMBERS);
        judgement
                .rows()
                .forEach(row ->
                        row.asvs().forEach(section -> sections.merge(section, row.id(), (a, b) -> a + ", " + b)));
        return sections;
    }

    /** One line a test, with how often it ran on which store. */
    private String tests(Row row) {
        StringBuilder text = new StringBuilder("\n### " + row.id() + "\n\n");
        Map<String, List<Shown>> byTest = judgement.of(row).stream()
                .collect(groupingBy(one -> one.module() + ": `" + one.test() + "`", TreeMap::new, Collectors.toList()));
        byTest.forEach((test, runs) -> text.append("- " + test + ": " + runs(runs) + "\n"));
        return text.toString();
    }

    private static String runs(List<Shown> runs) {
        Map<String, Long> counts = runs.stream().collect(groupingBy(Page::outcome, TreeMap::new, counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(joining(", "));
    }

    private static String outcome(Shown run) {
        return switch (run.store()) {
            case "" -> run.result();
            case "memory" -> run.result() + " in memory";
            default -> run.result() + " on " + run.store();
        };
    }

    private static String anchor(Row row) {
        return row.id().toLowerCase(Locale.ROOT);
    }
}
