package io.github.keystile.auth.testkit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Several processes race on one database for one code, one refresh, one username and one limit, as the instances of
 * an application do; then all of them guess at one account's codes and password, and fill one mailbox. The contracts
 * race threads; only this finds what is decided in the memory of one process.
 *
 * <pre>{@code
 * class ProcessRaceTest {
 *     @Test
 *     void oneWinsEach() throws Exception {
 *         ProcessRace.assertOneWinnerEach(storesOn(url), ProcessRace.process(ProcessRaceTest.class, url));
 *     }
 *
 *     public static void main(String[] args) throws Exception {
 *         ProcessRace.join(storesOn(args[0]), System.in, System.out);
 *     }
 * }
 * }</pre>
 *
 * <p>What is raced for stays in the database, with ids that are new each time.
 */
public final class ProcessRace {
    private static final int PROCESSES = 3;
    private static final int START_MILLIS = 300;
    private static final int ATTEMPTS = 5;

    private ProcessRace() {}

    /**
     * A process that runs a class of this test, with this test's Java and class path. Its output is the race's; its
     * errors go where this process's go. Secrets belong into its environment: everybody can read command lines.
     *
     * @param main has a {@code main} that calls {@link #join}
     * @param arguments what it needs to find the database
     * @return not started yet
     */
    public static ProcessBuilder process(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    /**
     * Races as one of the processes; returns when the race is over.
     *
     * @param stores on the database under test
     * @param in {@code System.in}
     * @param out {@code System.out}; may be written to by others too
     * @throws IOException if the test does not answer any more
     * @throws InterruptedException if interrupted
     */
    public static void join(AuthStores stores, InputStream in, PrintStream out)
            throws IOException, InterruptedException {
        new ProcessRacer(stores, out).join(in);
    }

    /**
     * Starts three of the process and fails unless everything that there is once had one winner, every counter gave
     * what it holds, and all of them together had no more guesses and mails than one process allows.
     *
     * @param stores on the same database as the processes'
     * @param process as {@link #process} makes it
     * @throws IOException if a process cannot be started or does not answer
     */
    public static void assertOneWinnerEach(AuthStores stores, ProcessBuilder process) throws IOException {
        String race = Fresh.id().substring(0, 16);
        Map<String, Long> expected = new TreeMap<>();
        for (int round = 0; round < ProcessRacer.ROUNDS; round++) {
            ProcessRacer.Prize prize = new ProcessRacer.Prize(race, round);
            stores.challenges().insert(Samples.resetCode(prize.claimed()));
            stores.challenges().insert(Samples.resetCode(prize.consumed()));
            stores.sessions().insert(Samples.session(prize.session()));
            expected.put("claimAttempt " + round, (long) ATTEMPTS);
            expected.put("consume " + round, 1L);
            expected.put("rotate " + round, 1L);
            expected.put("INSERTED " + round, 1L);
            expected.put("USERNAME_TAKEN " + round, PROCESSES * ProcessRacer.THREADS - 1L);
            expected.put("take " + round, (long) ProcessRacer.LIMIT);
        }
        try (ProcessGuesses guesses = new ProcessGuesses(stores, race)) {
            guesses.prepare();
        }
        expected.put("code was compared", (long) ProcessGuesses.HARD_STOP);
        expected.put("password was compared", (long) ProcessGuesses.WRONG_PASSWORDS);
        expected.put("code was mailed", (long) ProcessGuesses.BUDGET);
        expected.put("done", (long) PROCESSES);
        assertEquals(expected, run(process, race), "what was won in each round, and how often");
    }

    private static Map<String, Long> run(ProcessBuilder process, String race) throws IOException {
        List<Process> running = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                running.add(process.start());
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process each : running) {
                BufferedReader output = each.inputReader(StandardCharsets.UTF_8);
                awaitReady(output);
                outputs.add(output);
            }
            long start = System.currentTimeMillis() + START_MILLIS;
            for (Process each : running) {
                each.outputWriter(StandardCharsets.UTF_8)
                        .append(race + " " + start + "\n")
                        .flush();
            }
            return outputs.parallelStream()
                    .flatMap(BufferedReader::lines)
                    .filter(line -> line.startsWith(ProcessRacer.MARK))
                    .map(line -> line.substring(ProcessRacer.MARK.length()))
                    .collect(Collectors.groupingBy(line -> line, TreeMap::new, Collectors.counting()));
        } finally {
            running.forEach(Process::destroy);
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        String line;
        do {
            line = output.readLine();
            assertNotNull(line, "A process of the race ended before it began; its error output says why");
        } while (!line.equals(ProcessRacer.MARK + "ready"));
    }
}
