package io.github.keystile.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.ProcessRace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process is killed, as by {@code SIGKILL}, between any two statements of the flows that use something up. One process
 * dies many deaths: each of its threads is held before another statement, or after the last one, of an account of its
 * own. Then another process of the application looks at what is left.
 */
@Tag("slow")
@Timeout(600)
class KilledProcessTest {
    /** One account held before a statement. */
    private record Held(Victim victim, int statement) {}

    @ParameterizedTest
    @EnumSource(Server.class)
    @Tag("STO-09")
    @Tag("SGN-04")
    @Tag("OTP-03")
    @Tag("RFR-03")
    @Tag("RFR-08")
    @Tag("RST-03")
    @Tag("RST-07")
    void leavesNothingHalfDone(Server server, TestReporter reporter) throws Exception {
        Server.Machine machine = server.prepare();
        try (Stores.Opened opened = new Stores.Opened()) {
            int port = Stores.orSkip(server.name(), machine::start);
            opened.keep(machine::forget);
            opened.keep(machine::stop);
            Application application = new Application(server.url(port), Stores.unused(), Application.newSecret());
            application.createSchema();
            Trap trap = new Trap();
            AuthStores stores = application.stores(opened, trap);
            // Tomorrow, so that a database which deletes expired rows by itself leaves them alone.
            Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
            Accounts accounts = opened.keep(new Accounts(application, stores, tomorrow));
            Map<String, List<Held>> sweeps = sweeps(accounts, trap);
            Instant death = accounts.clock().advance(Duration.ofMinutes(1));
            kill(application, death, sweeps);
            sweeps.forEach((name, sweep) -> {
                assertWhole(accounts, death, name, sweep);
                reporter.publishEntry(Map.of(
                        "figure", "Faults",
                        "what", name + ", process killed before every statement and after the last, on " + server,
                        "value", sweep.size() + " deaths, nothing half done"));
            });
        }
    }

    private static Map<String, List<Held>> sweeps(Accounts accounts, Trap trap) {
        Map<String, Supplier<Victim>> kinds = new LinkedHashMap<>();
        kinds.put("signup", () -> new SignupVictim(accounts));
        kinds.put("refresh, again at once", () -> new RefreshVictim(accounts, true));
        kinds.put("refresh, again later", () -> new RefreshVictim(accounts, false));
        for (Flow flow : List.of(Flow.RESET_BY_CODE, Flow.RESET_BY_TICKET, Flow.RESET_BY_LINK)) {
            kinds.put(flow.name(), () -> new ResetVictim(accounts, flow));
        }
        Map<String, Victim> samples = new LinkedHashMap<>();
        kinds.forEach((name, kind) -> samples.put(name, kind.get()));
        Instant began = accounts.clock().instant();
        accounts.clock().advance(Duration.ofMinutes(1));
        Map<String, Integer> statements = new LinkedHashMap<>();
        samples.forEach((name, sample) -> statements.put(
                name, trap.count(() -> sample.flow().finish(accounts.auth(), sample.proof(), Victim.NEW))));
        accounts.clock().set(began);
        Map<String, List<Held>> sweeps = new LinkedHashMap<>();
        statements.forEach((name, count) -> sweeps.put(
                name,
                IntStream.rangeClosed(1, count + 1)
                        .mapToObj(statement -> new Held(kinds.get(name).get(), statement))
                        .toList()));
        return sweeps;
    }

    private static void kill(Application application, Instant now, Map<String, List<Held>> sweeps) throws IOException {
        List<String> orders = new ArrayList<>();
        Set<String> expected = new TreeSet<>();
        for (List<Held> sweep : sweeps.values()) {
            for (Held held : sweep) {
                int number = orders.size();
                orders.add(number + " " + held.statement() + " " + held.victim().flow() + " "
                        + held.victim().proof());
                expected.add((held.statement() < sweep.size() ? Condemned.HELD : Condemned.DONE) + number);
            }
        }
        ProcessBuilder condemned = ProcessRace.process(Condemned.class);
        condemned.command().add(1, "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
        Process process = condemned.start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Writer in = process.outputWriter(StandardCharsets.UTF_8);
            in.write(String.join("\n", application.url(), application.prefix(), application.secret(), now.toString()));
            in.write("\n" + String.join("\n", orders) + "\n" + Condemned.GO + "\n");
            in.flush();
            assertThat(said(out, orders.size())).isEqualTo(expected);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static Set<String> said(BufferedReader out, int count) throws IOException {
        Set<String> said = new TreeSet<>();
        String line = "";
        while (said.size() < count && line != null) {
            line = out.readLine();
            if (line != null && line.startsWith(Condemned.MARK)) {
                said.add(line.substring(Condemned.MARK.length()));
            }
        }
        return said;
    }

    /** The later the death, the more is done: nothing before the first statement, everything after the last. */
    private static void assertWhole(Accounts accounts, Instant death, String name, List<Held> sweep) {
        List<Boolean> done = new ArrayList<>();
        for (Held held : sweep) {
            accounts.clock().set(death);
            try {
                done.add(held.victim().wasDone());
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        name + ", killed before statement " + held.statement() + " of " + (sweep.size() - 1), e);
            }
        }
        assertThat(done).as(name).startsWith(false).endsWith(true).isSorted();
    }
}
