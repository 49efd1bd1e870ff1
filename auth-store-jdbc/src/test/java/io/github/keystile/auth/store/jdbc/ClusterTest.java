package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Servers that are one database, for whoever has some: {@code KEYSTILE_TEST_NODES} has their JDBC URLs, blanks between
 * them. The scripts in {@code engines} start such.
 */
class ClusterTest {
    private static final int ROUNDS = 120;
    private static final int WRITERS = 6;

    private final List<HikariDataSource> pools = new ArrayList<>();

    @BeforeEach
    void connect() {
        String nodes = System.getenv("KEYSTILE_TEST_NODES");
        assumeTrue(nodes != null, "KEYSTILE_TEST_NODES names no servers");
        for (String url : nodes.split(" ", -1)) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url);
            config.setUsername(System.getenv("KEYSTILE_TEST_JDBC_USER"));
            config.setPassword(System.getenv("KEYSTILE_TEST_JDBC_PASSWORD"));
            config.setConnectionTimeout(5_000);
            pools.add(new HikariDataSource(config));
        }
        on(0).createIfMissing();
    }

    @AfterEach
    void close() {
        pools.forEach(HikariDataSource::close);
    }

    private JdbcStores on(int node) {
        return JdbcStores.on(pools.get(node % pools.size())).tablePrefix(TestDatabase.PREFIX);
    }

    private static String id(String kind, int number) {
        return kind + "-" + number + "-" + System.nanoTime();
    }

    /** A logout that says "done" to a session it does not see yet leaves it alive. */
    @Test
    void whatOneNodeWroteTheNextOneKnows() throws InterruptedException {
        assumeTrue(pools.size() > 1, "KEYSTILE_TEST_NODES names one server");
        List<String> stale = new ArrayList<>();
        // Traffic beside it is what makes a node fall behind.
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService traffic = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            int node = i;
            traffic.execute(() -> {
                while (!over.get()) {
                    on(node).sessions().insert(Samples.session(id("t", node)));
                }
            });
        }
        for (int i = 0; i < ROUNDS; i++) {
            String session = id("s", i);
            on(i).sessions().insert(Samples.session(session));
            expect(on(i + 1).sessions().end(session, "user-1"), "a logout found no session", stale);
            expect(on(i + 2).sessions().find(session).isEmpty(), "a session lived after its logout", stale);
            String user = id("u", i);
            on(i).users().insert(Samples.user(user, user + "@example.com", null));
            expect(on(i + 1).users().raiseEpoch(user), "an epoch was not raised", stale);
            expect(
                    on(i + 2)
                            .users()
                            .findById(user)
                            .filter(read -> read.epoch() == 1)
                            .isPresent(),
                    "an old epoch was read",
                    stale);
        }
        over.set(true);
        traffic.shutdown();
        assertThat(traffic.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(stale).as("the check said %s", on(0).check().run(false)).isEmpty();
    }

    private static void expect(boolean fact, String otherwise, List<String> stale) {
        if (!fact) {
            stale.add(otherwise);
        }
    }

    /**
     * PgBouncer before 1.21 hands one client's prepared statements to another. With the driver's {@code
     * prepareThreshold=0} there are none; without it calls fail, and nothing worse.
     */
    @Test
    void noLookUpIsTakenForADelete() throws InterruptedException {
        List<String> users = IntStream.range(0, 300).mapToObj(i -> id("p", i)).toList();
        users.forEach(user -> insist(() -> on(0).users().insert(Samples.user(user, user + "@example.com", null))));
        List<Runnable> calls = List.of(
                () -> users.forEach(user -> attempt(() -> on(0).users().findById(user))),
                () -> users.forEach(user -> attempt(() -> on(0).sessions().find(user))),
                () -> users.forEach(user -> attempt(() -> on(0).users().delete("nobody"))),
                () -> users.forEach(user -> attempt(() -> on(0).sessions().endAll("nobody"))));
        ExecutorService traffic = Executors.newFixedThreadPool(2 * calls.size());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        for (int i = 0; i < 2 * calls.size(); i++) {
            Runnable call = calls.get(i % calls.size());
            traffic.execute(() -> {
                while (System.nanoTime() < end) {
                    call.run();
                }
            });
        }
        traffic.shutdown();
        assertThat(traffic.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
        // The unique id tells who is there without a prepared statement's word for it.
        assertThat(users)
                .allSatisfy(user -> assertThat(
                                insist(() -> on(0).users().insert(Samples.user(user, user + "@example.com", null))))
                        .isNotEqualTo(UserStore.Insert.INSERTED));
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (StoreException e) {
            // The pooler's error, which is what should come of it.
        }
    }

    private static <T> T insist(Supplier<T> call) {
        while (true) {
            try {
                return call.get();
            } catch (StoreException e) {
                Thread.onSpinWait();
            }
        }
    }

    /** {@code KEYSTILE_TEST_FAILURE} is a command that ends a server while people log in. */
    @Test
    void nothingThatWasAnsweredIsLostWithAServer() throws Exception {
        String command = System.getenv("KEYSTILE_TEST_FAILURE");
        assumeTrue(command != null, "KEYSTILE_TEST_FAILURE names no command");
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService traffic = Executors.newFixedThreadPool(WRITERS);
        for (int i = 0; i < WRITERS; i++) {
            int node = i;
            traffic.execute(() -> {
                while (!over.get()) {
                    String session = id("f", node);
                    try {
                        on(node).sessions().insert(Samples.session(session));
                        answered.add(session);
                    } catch (StoreException e) {
                        // Nobody was told that they are logged in.
                    }
                }
            });
        }
        TimeUnit.SECONDS.sleep(3);
        int before = answered.size();
        assertThat(new ProcessBuilder("sh", "-c", command).inheritIO().start().waitFor())
                .isZero();
        TimeUnit.SECONDS.sleep(10);
        over.set(true);
        traffic.shutdown();
        assertThat(traffic.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        System.out.println(answered.size() + " sessions were opened, " + before + " of them before " + command);
        assertThat(answered).hasSizeGreaterThan(before);
        assertThat(answered.stream()
                        .filter(session ->
                                on(pools.size() - 1).sessions().find(session).isEmpty()))
                .isEmpty();
    }
}
