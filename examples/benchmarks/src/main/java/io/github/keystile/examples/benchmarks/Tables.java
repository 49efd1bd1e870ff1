package io.github.keystile.examples.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** A table in Markdown for each class of benchmarks, against the one that is called {@code limit}. */
final class Tables {
    private static final String LIMIT = "limit";

    private Tables() {}

    static String of(Collection<RunResult> results) {
        Map<String, List<Row>> groups = new TreeMap<>();
        for (RunResult result : results) {
            Row row = Row.of(result);
            groups.computeIfAbsent(row.group(), name -> new ArrayList<>()).add(row);
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((name, rows) -> append(text, name, rows));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, List<Row> rows) {
        double limit = rows.stream()
                .filter(row -> row.name().equals(LIMIT))
                .mapToDouble(Row::nanos)
                .findFirst()
                .orElse(Double.NaN);
        text.append("\n| ").append(name).append(" | × limit | ns | B/op |\n|---|---|---|---|\n");
        rows.stream()
                .sorted(Comparator.comparingDouble(Row::nanos))
                .forEach(row -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %,.0f | %,.0f |%n",
                        row.name(),
                        row.nanos() / limit,
                        row.nanos(),
                        row.bytes())));
    }

    /**
     * One benchmark.
     *
     * @param nanos the fastest of all iterations: what else the machine does only ever adds
     * @param bytes not a number if they were not counted
     */
    private record Row(String group, String name, double nanos, double bytes) {
        static Row of(RunResult result) {
            String[] path = result.getParams().getBenchmark().split("\\.", -1);
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            return new Row(
                    path[path.length - 2],
                    path[path.length - 1],
                    result.getPrimaryResult().getStatistics().getMin(),
                    bytes == null ? Double.NaN : bytes.getScore());
        }
    }
}
