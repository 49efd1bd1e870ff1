package io.github.keystile.examples.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database is restarted while people are using it; nobody touches the service, the pool or the client. */
@Tag("slow")
@Timeout(1800)
class RestartedDatabaseTest {
    private static final int CUSTOMERS = 4;
    private static final int ROUNDS = 2;

    private final AtomicInteger weather = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();

    @ParameterizedTest
    @EnumSource(Server.class)
    @Tag("STO-09")
    @Tag("RFR-08")
    void isABrokenStoreUntilItIsBackAndNoSessionIsLost(Server server, TestReporter reporter) throws Exception {
        Server.Machine machine = server.prepare();
        try (Stores.Opened opened = new Stores.Opened()) {
            Gateway gateway = opened.keep(new Gateway());
            gateway.leadTo(Stores.orSkip(server.name(), machine::start));
            opened.keep(machine::forget);
            opened.keep(machine::stop);
            List<Customer> customers = customers(opened, server.url(gateway.port()));
            ExecutorService threads = Executors.newFixedThreadPool(CUSTOMERS);
            opened.keep(() -> end(threads));
            customers.forEach(customer -> threads.execute(() -> live(customer)));
            awaitMore(customers, Customer::served);

            gateway.leadNowhere();
            machine.stop();
            weather.incrementAndGet();
            awaitMore(customers, Customer::refused);
            weather.incrementAndGet();
            gateway.leadTo(machine.start());

            awaitMore(customers, Customer::served);
            end(threads);
            assertThat(customers)
                    .allSatisfy(customer -> assertThat(customer.surprises()).isEmpty());
            reporter.publishEntry(Map.of(
                    "figure",
                    "Faults",
                    "what",
                    server + " stopped and started again under " + CUSTOMERS + " busy customers",
                    "value",
                    roundsOf(customers)));
        }
    }

    private static String roundsOf(List<Customer> customers) {
        return customers.stream().mapToInt(Customer::served).sum() + " rounds served, "
                + customers.stream().mapToInt(Customer::refused).sum() + " refused as a broken store, 0 anything else";
    }

    private void live(Customer customer) {
        while (!over.get()) {
            customer.goRound(weather::get);
        }
    }

    /** They have signed up where the database was waited for; where they live now, it is not waited for long. */
    private static List<Customer> customers(Stores.Opened opened, String url) {
        Application application = new Application(url, Stores.unused(), Application.newSecret());
        application.createSchema();
        // Tomorrow, so that a database which deletes expired rows by itself leaves them alone.
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        List<SignedIn> sessions = new ArrayList<>();
        try (Stores.Opened first = new Stores.Opened()) {
            AuthStores patient = application.stores(first, new Trap());
            Accounts accounts = first.keep(new Accounts(application, patient, tomorrow));
            IntStream.range(0, CUSTOMERS).forEach(i -> sessions.add(accounts.signUp(accounts.newAddress())));
        }
        AuthStores impatient = application.stores(opened, new Trap(), Duration.ofSeconds(1));
        return sessions.stream()
                .map(session -> customer(opened, application, impatient, new SettableClock(tomorrow), session))
                .toList();
    }

    private static Customer customer(
            Stores.Opened opened, Application application, AuthStores stores, SettableClock clock, SignedIn session) {
        AuthService auth = opened.keep(application.service(stores, mail -> {}, clock));
        return new Customer(auth, clock, session);
    }

    private static void awaitMore(List<Customer> customers, ToIntFunction<Customer> count) {
        int[] before = customers.stream().mapToInt(count).toArray();
        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .until(() -> IntStream.range(0, before.length)
                        .allMatch(i -> count.applyAsInt(customers.get(i)) >= before[i] + ROUNDS));
    }

    private void end(ExecutorService threads) throws InterruptedException {
        over.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
    }
}
