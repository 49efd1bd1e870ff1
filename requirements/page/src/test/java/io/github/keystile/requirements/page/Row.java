package io.github.keystile.requirements.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One requirement. {@code stores} are those on which it must be shown, none where no store has a part in it; {@code
 * reason} says why it has no test, and is empty if it must have one.
 */
record Row(
        String id,
        String priority,
        List<String> stores,
        List<String> asvs,
        String source,
        String withstands,
        String reason) {
    private static final Map<String, List<String>> STORES = Map.of(
            "", List.of(),
            "memory", List.of("memory"),
            "jdbc", List.of("H2", "PostgreSQL", "MariaDB"),
            "mongo", List.of("MongoDB"),
            "database", List.of("H2", "PostgreSQL", "MariaDB", "MongoDB"),
            "every", List.of("memory", "H2", "PostgreSQL", "MariaDB", "MongoDB"));

    static List<Row> all() throws IOException {
        Path file = Repository.root().resolve("requirements").resolve("rows.tsv");
        return Files.readAllLines(file).stream().skip(1).map(Row::parse).toList();
    }

    private static Row parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != 7 || !STORES.containsKey(fields[2])) {
            throw new IllegalArgumentException("Not a row of requirements/rows.tsv: " + line);
        }
        List<String> asvs = Pattern.compile(", ")
                .splitAsStream(fields[3])
                .filter(s -> !s.isEmpty())
                .toList();
        return new Row(fields[0], fields[1], STORES.get(fields[2]), asvs, fields[4], fields[5], fields[6]);
    }

    boolean mustHaveATest() {
        return reason.isEmpty();
    }
}
