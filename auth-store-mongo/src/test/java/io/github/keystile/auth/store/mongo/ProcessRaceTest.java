package io.github.keystile.auth.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several processes on one server race for one code, one refresh, one username and one limit. */
class ProcessRaceTest {
    private static final int PROCESSES = 3;

    @Test
    @Timeout(600)
    @Tag("OTP-03")
    @Tag("OTP-04")
    @Tag("STO-01")
    void haveOneWinnerEach() throws Exception {
        try (TestServer server = TestServer.start()) {
            MongoStores stores = server.indexed();
            for (int round = 0; round < RaceRunner.ROUNDS; round++) {
                stores.challenges().insert(Samples.reset("code" + round));
                stores.challenges().insert(Samples.reset("claimed" + round));
                stores.sessions().insert(Samples.session("session" + round));
            }

            Map<String, Long> wins = race(server);

            int racers = PROCESSES * RaceRunner.THREADS;
            for (int round = 0; round < RaceRunner.ROUNDS; round++) {
                assertThat(wins).containsEntry("consume " + round, 1L);
                assertThat(wins).containsEntry("rotate " + round, 1L);
                assertThat(wins).containsEntry("INSERTED " + round, 1L);
                assertThat(wins).containsEntry("USERNAME_TAKEN " + round, racers - 1L);
                assertThat(wins).containsEntry("claim " + round, 5L);
                assertThat(wins).containsEntry("take " + round, (long) RaceRunner.LIMIT);
            }
            assertThat(wins).containsEntry("done", (long) PROCESSES).hasSize(6 * RaceRunner.ROUNDS + 1);
        }
    }

    private static Map<String, Long> race(TestServer server) throws IOException {
        List<Process> processes = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(start(server, "p" + i));
            }
            List<BufferedReader> outputs = new ArrayList<>();
            for (Process process : processes) {
                BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                assertThat(output.readLine()).isEqualTo("ready");
                outputs.add(output);
            }
            long start = System.currentTimeMillis() + 300;
            for (Process process : processes) {
                process.outputWriter(StandardCharsets.UTF_8)
                        .append(Long.toString(start))
                        .append('\n')
                        .flush();
            }
            return outputs.parallelStream()
                    .flatMap(BufferedReader::lines)
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        } finally {
            processes.forEach(Process::destroy);
        }
    }

    /** The address goes by the environment: it may hold a password, and everybody can read command lines. */
    private static Process start(TestServer server, String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RaceRunner.class.getName(),
                server.prefix(),
                name);
        builder.environment().put(TestServer.VARIABLE, server.uri());
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
