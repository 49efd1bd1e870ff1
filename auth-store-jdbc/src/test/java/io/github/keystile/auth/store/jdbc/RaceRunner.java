package io.github.keystile.auth.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.user.UserStore;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One of several processes that race. Says {@code ready}, is told when to start, and says for each round which of
 * its threads won what.
 */
final class RaceRunner {
    static final int THREADS = 8;
    static final int ROUNDS = 25;
    static final int LIMIT = 4;
    static final Duration ROUND = Duration.ofMillis(60);

    private final JdbcStores stores;
    private final String process;

    private RaceRunner(JdbcStores stores, String process) {
        this.stores = stores;
        this.process = process;
    }

    /** Arguments: JDBC URL, user, the name of the process. */
    public static void main(String[] args) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername(args[1]);
        config.setMaximumPoolSize(THREADS);
        config.setConnectionTimeout(Duration.ofMinutes(2).toMillis());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcStores stores = JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX);
            stores.users().findById("warm up");
            System.out.println("ready");
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            new RaceRunner(stores, args[2]).race(Long.parseLong(in.readLine()));
        }
    }

    private void race(long startMillis) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Integer>> running = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = process + "-" + thread;
            Callable<Integer> runner = () -> rounds(name, startMillis);
            running.add(threads.submit(runner));
        }
        for (Future<Integer> runner : running) {
            runner.get();
        }
        threads.shutdown();
        System.out.println("done");
    }

    private int rounds(String name, long startMillis) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long start = startMillis + round * ROUND.toMillis();
            Thread.sleep(Math.max(0, start - System.currentTimeMillis()));
            round(name, round);
        }
        return ROUNDS;
    }

    private void round(String name, int round) {
        if (stores.challenges()
                .claimAttempt("claimed" + round, Claim.WITH_ID, Samples.NOW)
                .isPresent()) {
            won("claim", round);
        }
        if (stores.challenges().consume("code" + round, "hash-code" + round)) {
            won("consume", round);
        }
        if (stores.sessions().rotate(Samples.rotation("session" + round, 0))) {
            won("rotate", round);
        }
        UserStore.Insert insert =
                stores.users().insert(Samples.user(name + "-" + round, name + round + "@example.com", "name" + round));
        won(insert.name(), round);
        Charge charge = new Charge("limit" + round, new Budget(LIMIT, Duration.ofDays(1)));
        if (stores.limits().take(List.of(charge), Samples.NOW).refused().isEmpty()) {
            won("take", round);
        }
    }

    private static void won(String what, int round) {
        System.out.println(what + " " + round);
    }
}
