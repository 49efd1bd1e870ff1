package io.github.keystile.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * Ten seconds in every build; {@code -Dkeystile.soak=PT1H} for an hour. Nothing here judges how long anything took: the
 * times are for {@code target/soak.md}.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoakTest {
    private static final int CONNECTIONS = 10;
    private static final Duration LIGHT_AT_MOST = Duration.ofMinutes(1);
    private static final Duration LENGTH = Duration.parse(System.getProperty("keystile.soak", "PT10S"));

    private Postgres database;
    private Machine machine;

    @BeforeAll
    void start() {
        database = Postgres.startOrSkip();
        machine = Machine.measure();
    }

    @AfterAll
    void stop() throws Exception {
        if (database != null) {
            database.close();
        }
    }

    @Test
    @Tag("PWD-16")
    @Tag("STO-03")
    @Tag("STO-08")
    @Tag("RFR-03")
    @Tag("RFR-04")
    void whoIsSignedInNoticesNothingOfMoreLoginsThanCanBeHashed(TestReporter reporter) throws Exception {
        Load load = Load.over(machine, LENGTH);
        Report report = new Report(
                machine,
                database.text("SELECT 'PostgreSQL ' || current_setting('server_version')"
                        + " || ' (fsync ' || current_setting('fsync') || ')'"));
        Soak soak;
        try (Town town = new Town(database, machine, CONNECTIONS, load.holders())) {
            soak = new Soak(town, database, load);
            try {
                soak.run(now -> {
                    report.write(now, "still running");
                    print(report.progress(now));
                });
                assertAnswers(soak);
                assertThat(count(soak, Operation.LOGIN, Outcome.BUSY)).isPositive();
                assertEverythingIsInOrder(town, soak);
                report.write(soak, "everything held");
            } catch (AssertionError | RuntimeException failed) {
                report.write(soak, "FAILED, " + failed.getMessage());
                throw failed;
            } finally {
                print(report.text(soak, "see the test's result"));
            }
        }
        assertNoThreadIsLeft();
        new Figures(reporter).publish(soak);
    }

    @Test
    @Tag("STO-03")
    void oneConnectionIsEnoughForEveryFlow(TestReporter reporter) throws Exception {
        Duration quarter = LENGTH.dividedBy(4);
        Load load = Load.light(machine, quarter.compareTo(LIGHT_AT_MOST) < 0 ? quarter : LIGHT_AT_MOST);
        try (Town town = new Town(database, machine, 1, load.holders())) {
            Soak soak = new Soak(town, database, load);
            soak.run(now -> {});
            assertAnswers(soak);
            assertEverythingIsInOrder(town, soak);
            assertThat(soak.vitals())
                    .allSatisfy(vitals -> assertThat(vitals.connections()).isLessThanOrEqualTo(1));
            new Figures(reporter).publishPoolOfOne(soak);
        }
        assertNoThreadIsLeft();
    }

    private static void assertAnswers(Soak soak) {
        assertThat(soak.tally().surprises())
                .as(() -> String.join("\n", soak.tally().firstSurprises()))
                .isZero();
        assertThat(soak.newcomers().done()).isPositive();
        // Logins that must be refused may all have met a busy service.
        for (Operation operation : EnumSet.complementOf(EnumSet.of(Operation.WRONG_LOGIN))) {
            Outcome wanted = operation.mustBeRefused() ? Outcome.REFUSED : Outcome.OK;
            assertThat(count(soak, operation, wanted)).as(operation.text()).isPositive();
        }
    }

    private void assertEverythingIsInOrder(Town town, Soak soak) {
        assertThat(soak.vitals())
                .allSatisfy(vitals -> assertThat(vitals.connections())
                        .isLessThanOrEqualTo(town.pool().getMaximumPoolSize()));
        Aftermath aftermath = new Aftermath(town, database);
        aftermath.noConnectionIsLeaked();
        aftermath.everyRowIsSane(soak.newcomers().gaveUp());
        aftermath.everySessionGoesOnOnce();
        aftermath.housekeepingLeavesTheUsersAlone();
        aftermath.noConnectionIsLeaked();
    }

    /** The service's own threads are named after it. */
    private static void assertNoThreadIsLeft() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("keystile")));
    }

    private static long count(Soak soak, Operation operation, Outcome outcome) {
        return soak.tally().count(operation, outcome);
    }

    @SuppressWarnings("SystemOut") // whoever soaks for an hour wants to see that it goes on
    private static void print(String text) {
        System.out.println(text);
    }
}
