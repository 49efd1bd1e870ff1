package io.github.keystile.examples.soak;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The figures as Markdown, as far as they have come. */
final class Report {
    private static final Path FILE = Path.of("target", "soak.md");

    private final Machine machine;
    private final String database;

    Report(Machine machine, String database) {
        this.machine = machine;
        this.database = database;
    }

    /** After every window, so that a failure at the end loses nothing. */
    void write(Soak soak, String verdict) {
        try {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text(soak, verdict));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(Soak soak, String verdict) {
        return String.join("\n", head(soak, verdict), facts(soak), operations(soak), windows(soak));
    }

    /** One line for who watches. */
    String progress(Soak soak) {
        List<Vitals> vitals = soak.vitals();
        int window = vitals.size() - 1;
        return format(ROOT, "soak: %d/%d %s", window + 1, timeline(soak).windows(), row(soak, window));
    }

    private String head(Soak soak, String verdict) {
        Runtime runtime = Runtime.getRuntime();
        Load load = soak.load();
        return format(
                ROOT,
                """
                %s of traffic on %s, JDK %s, %d processors, heap %d MiB, pool of %d: %s

                One hash takes %d ms, so the machine can do %.1f a second with nothing else to do; %.1f logins a second come \
                in (and %d at once at first), %.0f stateless and %.0f strict checks, %.0f refreshes of %d sessions in turn, \
                a new account every %.1f s. %d newcomers lived to the end, %d gave up.
                """,
                load.length(),
                database,
                Runtime.version(),
                runtime.availableProcessors(),
                runtime.maxMemory() >> 20,
                soak.town().pool().getMaximumPoolSize(),
                verdict,
                machine.hashTime().toMillis(),
                machine.hashesPerSecond(),
                load.logins(),
                load.burst(),
                load.checks(),
                load.strictChecks(),
                load.refreshes(),
                load.holders(),
                1 / load.newcomers(),
                soak.newcomers().done(),
                soak.newcomers().gaveUp());
    }

    private static String facts(Soak soak) {
        List<Vitals> vitals = soak.vitals();
        Vitals first = vitals.get(0);
        Vitals last = vitals.get(vitals.size() - 1);
        return format(
                ROOT,
                """
                - unexpected answers: %d
                - heap after a full collection, first window and last: %.1f and %.1f MiB
                - connections by the server's count, at most: %d; threads waiting for one, at most: %d
                - threads, first window and last: %d and %d
                - rows in all tables, first window and last: %d and %d
                """,
                soak.tally().surprises(),
                first.heapMegabytes(),
                last.heapMegabytes(),
                vitals.stream().mapToLong(Vitals::connections).max().orElseThrow(),
                vitals.stream().mapToInt(Vitals::waiting).max().orElseThrow(),
                first.threads(),
                last.threads(),
                first.rows(),
                last.rows());
    }

    private static String operations(Soak soak) {
        StringBuilder table = new StringBuilder("| what | answer | times | p50 ms | p99 ms | max ms | flat |\n")
                .append("|---|---|---:|---:|---:|---:|---|\n");
        for (Operation operation : Operation.values()) {
            for (Outcome outcome : Outcome.values()) {
                Histogram times = soak.tally().times(operation, outcome, window -> window >= 0);
                if (times.count() > 0) {
                    table.append(format(
                            ROOT,
                            "| %s | %s | %d | %.1f | %.1f | %.1f | %s |%n",
                            operation.text(),
                            outcome.name().toLowerCase(ROOT),
                            times.count(),
                            times.millisAt(0.5),
                            times.millisAt(0.99),
                            times.maxMillis(),
                            Flatness.of(soak.tally(), operation, outcome)));
                }
            }
        }
        return table.toString();
    }

    private static String windows(Soak soak) {
        StringBuilder table = new StringBuilder(
                        "| window | logins ok/s | busy/s | login p50 ms | check p99 ms | strict p99 ms | refresh p50 ms | p99 ms | heap MiB | connections | waiting | threads | rows |\n")
                .append("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (int window = 0; window < soak.vitals().size(); window++) {
            table.append(format(ROOT, "| %d | %s |%n", window + 1, cells(soak, window, " | ")));
        }
        return table.toString();
    }

    private static String row(Soak soak, int window) {
        return "(ok/s, busy/s, login p50, check p99, strict p99, refresh p50, p99, heap, connections, waiting, threads, rows) "
                + cells(soak, window, ", ")
                + (soak.tally().surprises() == 0
                        ? ""
                        : " SURPRISES " + soak.tally().surprises());
    }

    private static String cells(Soak soak, int window, String between) {
        Vitals vitals = soak.vitals().get(window);
        double seconds = timeline(soak).windowSeconds();
        Histogram refresh = times(soak, Operation.REFRESH, Outcome.OK, window);
        return String.join(
                between,
                format(
                        ROOT,
                        "%.1f",
                        times(soak, Operation.LOGIN, Outcome.OK, window).count() / seconds),
                format(
                        ROOT,
                        "%.1f",
                        (times(soak, Operation.LOGIN, Outcome.BUSY, window).count()
                                        + times(soak, Operation.WRONG_LOGIN, Outcome.BUSY, window)
                                                .count())
                                / seconds),
                format(
                        ROOT,
                        "%.0f",
                        times(soak, Operation.LOGIN, Outcome.OK, window).millisAt(0.5)),
                format(
                        ROOT,
                        "%.1f",
                        times(soak, Operation.CHECK, Outcome.OK, window).millisAt(0.99)),
                format(
                        ROOT,
                        "%.1f",
                        times(soak, Operation.STRICT_CHECK, Outcome.OK, window).millisAt(0.99)),
                format(ROOT, "%.1f", refresh.millisAt(0.5)),
                format(ROOT, "%.1f", refresh.millisAt(0.99)),
                format(ROOT, "%.1f", vitals.heapMegabytes()),
                Long.toString(vitals.connections()),
                Integer.toString(vitals.waiting()),
                Integer.toString(vitals.threads()),
                Long.toString(vitals.rows()));
    }

    private static Histogram times(Soak soak, Operation operation, Outcome outcome, int window) {
        return soak.tally().times(operation, outcome, wanted -> wanted == window);
    }

    private static Timeline timeline(Soak soak) {
        return soak.tally().timeline();
    }
}
