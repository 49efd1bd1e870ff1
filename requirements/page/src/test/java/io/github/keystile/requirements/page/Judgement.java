package io.github.keystile.requirements.page;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was shown, held against what must be. */
record Judgement(List<Row> rows, List<Shown> shown) {
    private static final String LIST = "requirements/rows.tsv";

    /** What fails the build: each names the row and the cure. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(unknownTags());
        for (Row row : rows) {
            problems.addAll(problemsOf(row));
        }
        return problems;
    }

    /** What could not be shown on this machine: the tests are there, and skip by name. */
    List<String> notShownHere() {
        List<String> notes = new ArrayList<>();
        Set<String> stores = rows.stream().flatMap(row -> row.stores().stream()).collect(toCollection(TreeSet::new));
        stores.removeAll(storesThatRan());
        stores.forEach(store -> notes.add(store + " did not run here"));
        rows.stream()
                .filter(row -> !of(row).isEmpty() && of(row).stream().noneMatch(Shown::passed))
                .forEach(row -> notes.add("every test of " + row.id() + " was skipped here"));
        return notes;
    }

    List<Shown> of(Row row) {
        return shown.stream().filter(one -> one.tag().equals(row.id())).toList();
    }

    /** The stores that count for this row and on which a test of it passed. */
    List<String> storesOf(Row row) {
        Set<String> passed =
                of(row).stream().filter(Shown::passed).map(Shown::store).collect(toCollection(TreeSet::new));
        return row.stores().stream().filter(passed::contains).toList();
    }

    boolean isShown(Row row) {
        return of(row).stream().anyMatch(Shown::passed);
    }

    private List<String> problemsOf(Row row) {
        List<Shown> tests = of(row);
        String name = row.id() + " (" + row.priority() + ": " + row.withstands() + ")";
        if (!row.mustHaveATest()) {
            return tests.isEmpty()
                    ? List.of()
                    : List.of(name + " has tests, such as " + tests.get(0).test() + ". Take its reason out of " + LIST);
        }
        String cure = ". Put @Tag(\"" + row.id() + "\") on the test that shows it, or write that test";
        if (tests.isEmpty()) {
            return List.of(name + " has no test" + cure + ", or say in " + LIST + " why there is none");
        }
        List<String> problems = new ArrayList<>();
        tests.stream()
                .filter(test -> test.result().equals("failed"))
                .forEach(test -> problems.add(name + " is not shown: " + test.test() + " fails. Mend it"));
        Set<String> ran = storesThatRan();
        row.stores().stream()
                .filter(ran::contains)
                .filter(store -> !storesOf(row).contains(store))
                .forEach(store -> problems.add(name + " has no passing test on " + store + cure));
        return problems;
    }

    private List<String> unknownTags() {
        TreeMap<String, String> unknown = new TreeMap<>();
        shown.stream()
                .filter(one -> rows.stream().noneMatch(row -> row.id().equals(one.tag())))
                .forEach(one -> unknown.put(one.tag(), one.test()));
        return unknown.entrySet().stream()
                .map(tag -> "@Tag(\"" + tag.getKey() + "\") on " + tag.getValue()
                        + " is no row. Mend the tag, or add the row to " + LIST)
                .toList();
    }

    private Set<String> storesThatRan() {
        return shown.stream().filter(Shown::passed).map(Shown::store).collect(toCollection(TreeSet::new));
    }
}
