package io.github.keystile.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.examples.soak.Flood.From;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stranger's logins cost people a turn each, not their login. Some seconds in every build; {@code -Dkeystile.flood=PT12S}
 * plays that long for every row of the table, on virtual threads from JDK 21 on, and writes {@code target/flood.md}.
 */
@Tag("slow")
@Tag("PWD-16")
class FloodTest {
    private static final String SHORT = "PT3S";
    private static final Duration LENGTH = Duration.parse(System.getProperty("keystile.flood", SHORT));
    private static final int[] RATES = {5, 10, 20, 40, 80};
    private static final int SERVER_THREADS = 200;
    private static final int FIRST_VIRTUAL = 21;

    private static final String HEAD = String.format(
            "OpenJDK %s, %s threads, %d processors, %s for each row, %.0f logins of people a second%n",
            Runtime.version(),
            isVirtual() ? "virtual" : SERVER_THREADS + " platform",
            Runtime.getRuntime().availableProcessors(),
            LENGTH,
            Flood.PEOPLE);

    private final List<String> lines = new ArrayList<>();

    @Test
    void everybodyGetsInBesideAFloodOfOneAddressOrOfUnknownCallers() throws Exception {
        boolean whole = LENGTH.compareTo(Duration.parse(SHORT)) > 0;
        try (Postgres database = Postgres.startOrSkip();
                Town town = new Town(database, Machine.measure(), 10, 200)) {
            if (whole) {
                // The first run warms up the code.
                run(town, From.ONE_ADDRESS, 10, 0);
            }
            add(HEAD);
            add(Flood.head());
            int number = 1;
            add(run(town, From.ONE_ADDRESS, 0, number++).row());
            for (From from : From.values()) {
                for (int rate : whole ? RATES : new int[] {40}) {
                    Flood flood = run(town, from, rate, number++);
                    add(flood.row());
                    assertThat(flood.checks()).isPositive();
                    if (from != From.FORTY_ADDRESSES) {
                        assertThat(flood.peopleIn()).as(flood.row()).isEqualTo(flood.people());
                    }
                }
            }
        }
    }

    private static Flood run(Town town, From from, int rate, int number) throws Exception {
        return new Flood(town, from, rate, number).run(serverThreads(), LENGTH);
    }

    /** A server's: as many as Tomcat has, or one for each request. */
    private static ExecutorService serverThreads() throws ReflectiveOperationException {
        return isVirtual()
                ? (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null)
                : Executors.newFixedThreadPool(SERVER_THREADS);
    }

    private static boolean isVirtual() {
        return Runtime.version().feature() >= FIRST_VIRTUAL;
    }

    /** As soon as it is known: whoever plays the whole table wants to see it, and lose nothing. */
    @SuppressWarnings("SystemOut")
    private void add(String line) throws IOException {
        System.out.println(line);
        lines.add(line);
        Files.write(Files.createDirectories(Path.of("target")).resolve("flood.md"), lines);
    }
}
