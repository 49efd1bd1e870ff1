package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One of the processes that race. Says {@code ready}, is told the name of the race and when it starts, and says for
 * each round what its threads won, and then how far guessing came.
 */
final class ProcessRacer {
    static final String MARK = "race: ";
    static final int THREADS = 8;
    static final int ROUNDS = 25;
    static final int LIMIT = 4;
    private static final long ROUND_MILLIS = 60;

    /** What a round is about. */
    record Prize(String race, int round) {
        String claimed() {
            return race + "-claimed-" + round;
        }

        String consumed() {
            return race + "-consumed-" + round;
        }

        String session() {
            return race + "-session-" + round;
        }

        String username() {
            return race + "." + round;
        }

        String limit() {
            return race + "-limit-" + round;
        }
    }

    private final AuthStores stores;
    private final PrintStream out;

    ProcessRacer(AuthStores stores, PrintStream out) {
        this.stores = stores;
        this.out = out;
    }

    void join(InputStream in) throws IOException, InterruptedException {
        stores.users().findById("warm up");
        say("ready");
        String start = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        if (start == null) {
            throw new EOFException("The test has ended");
        }
        String[] raceAndMillis = start.split(" ", 2);
        String race = raceAndMillis[0];
        long startMillis = Long.parseLong(raceAndMillis[1]);
        inEveryThread(() -> rounds(race, startMillis));
        guess(race);
        say("done");
    }

    private void guess(String race) throws InterruptedException {
        ProcessGuesses guesses = new ProcessGuesses(stores, race);
        try (guesses) {
            inEveryThread(() -> {
                guesses.guess();
                return 0;
            });
            guesses.flood();
        }
        say("code was compared", guesses.comparedCodes());
        say("password was compared", guesses.comparedPasswords());
        say("code was mailed", guesses.mails());
    }

    private void inEveryThread(Callable<Integer> work) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(work));
            }
            for (Future<Integer> racer : running) {
                racer.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A thread of the race got an exception instead of an answer", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private int rounds(String race, long startMillis) throws InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            long start = startMillis + round * ROUND_MILLIS;
            Thread.sleep(Math.max(0, start - System.currentTimeMillis()));
            round(new Prize(race, round));
        }
        return ROUNDS;
    }

    private void round(Prize prize) {
        if (stores.challenges()
                .claimAttempt(prize.claimed(), Claim.WITH_ID, Samples.NOW)
                .isPresent()) {
            won("claimAttempt", prize);
        }
        if (stores.challenges().consume(prize.consumed(), "hash-" + prize.consumed())) {
            won("consume", prize);
        }
        if (stores.sessions().rotate(Samples.rotation(prize.session(), 0))) {
            won("rotate", prize);
        }
        String id = Fresh.id();
        won(
                stores.users()
                        .insert(Samples.user(id, id + "@example.com", prize.username()))
                        .name(),
                prize);
        Charge charge = new Charge(prize.limit(), new Budget(LIMIT, Duration.ofDays(1)));
        if (stores.limits().take(List.of(charge), Samples.NOW).refused().isEmpty()) {
            won("take", prize);
        }
    }

    private void won(String what, Prize prize) {
        say(what + " " + prize.round());
    }

    private void say(String line, int times) {
        for (int i = 0; i < times; i++) {
            say(line);
        }
    }

    private void say(String line) {
        out.println(MARK + line);
        out.flush();
    }
}
