package io.github.keystile.examples.soak;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestReporter;

/** What the build's page says about a soak. */
final class Figures {
    private final TestReporter reporter;

    Figures(TestReporter reporter) {
        this.reporter = reporter;
    }

    void publish(Soak soak) {
        Load load = soak.load();
        publish(
                "Traffic",
                format(
                        ROOT,
                        "%s on PostgreSQL, pool of %d; a second: %.0f logins, %.0f token checks, %.0f refreshes",
                        load.length(),
                        soak.town().pool().getMaximumPoolSize(),
                        load.logins(),
                        load.checks() + load.strictChecks(),
                        load.refreshes()));
        publish("Logins with the right password, ok", times(soak, Operation.LOGIN, Outcome.OK));
        publish("Logins with the right password, busy", times(soak, Operation.LOGIN, Outcome.BUSY));
        publish("Logins with a wrong password, refused", times(soak, Operation.WRONG_LOGIN, Outcome.REFUSED));
        publish("Token checks meanwhile, stateless", times(soak, Operation.CHECK, Outcome.OK));
        publish("Token checks meanwhile, strict", times(soak, Operation.STRICT_CHECK, Outcome.OK));
        publish("Refreshes meanwhile", times(soak, Operation.REFRESH, Outcome.OK));
        publish("Unexpected answers", Long.toString(soak.tally().surprises()));
        List<Vitals> vitals = soak.vitals();
        Vitals first = vitals.get(0);
        Vitals last = vitals.get(vitals.size() - 1);
        publish(
                "Heap after a full collection, first window and last",
                format(ROOT, "%.1f MiB, %.1f MiB", first.heapMegabytes(), last.heapMegabytes()));
        publish(
                "Connections, at most, and left open at the end",
                vitals.stream().mapToLong(Vitals::connections).max().orElseThrow() + ", 0");
    }

    void publishPoolOfOne(Soak soak) {
        publish(
                "The same flows on a pool of one connection",
                format(
                        ROOT,
                        "%s: %d refreshes, %d logins, %d whole lives of accounts; nothing waits for itself",
                        soak.load().length(),
                        soak.tally().count(Operation.REFRESH, Outcome.OK),
                        soak.tally().count(Operation.LOGIN, Outcome.OK),
                        soak.newcomers().done()));
    }

    private static String times(Soak soak, Operation operation, Outcome outcome) {
        Histogram times = soak.tally().times(operation, outcome, window -> true);
        return format(
                ROOT,
                "%d: half within %.1f ms, 99 of 100 within %.1f ms, all within %.1f ms",
                times.count(),
                times.millisAt(0.5),
                times.millisAt(0.99),
                times.maxMillis());
    }

    private void publish(String what, String value) {
        reporter.publishEntry(Map.of("figure", "Load", "what", what, "value", value));
    }
}
