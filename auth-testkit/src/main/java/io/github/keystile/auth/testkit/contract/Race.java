package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Threads that wait for one another and then call at once, each through an adapter of its own; for promises of your own
 * store that no contract knows.
 *
 * @param <S> what is raced on: a store, a service, a mailer
 */
public final class Race<S> implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    /**
     * What one thread does with its adapter.
     *
     * @param <S> the adapter
     * @param <R> what comes of it
     */
    public interface Runner<S, R> {
        /**
         * Runs once.
         *
         * @param adapter the thread's own
         * @param thread the thread's number, from 0
         * @return what came of it
         * @throws Exception which fails the race
         */
        R run(S adapter, int thread) throws Exception;
    }

    private final List<S> adapters = new ArrayList<>();
    private final ExecutorService threads;

    /**
     * Makes the adapters; the threads wait for {@link #run}.
     *
     * @param threads how many
     * @param adapters makes one for each of them
     */
    public Race(int threads, Supplier<S> adapters) {
        for (int i = 0; i < threads; i++) {
            this.adapters.add(adapters.get());
        }
        this.threads = Executors.newFixedThreadPool(threads);
    }

    /**
     * Lets all threads run at once, and waits for them.
     *
     * @param runner what each does
     * @param <R> what comes of it
     * @return what every thread got, in the order of their numbers
     */
    public <R> List<R> run(Runner<S, R> runner) {
        CyclicBarrier start = new CyclicBarrier(adapters.size());
        List<Future<R>> running = new ArrayList<>();
        for (int i = 0; i < adapters.size(); i++) {
            int thread = i;
            Callable<R> task = () -> {
                start.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return runner.run(adapters.get(thread), thread);
            };
            running.add(threads.submit(task));
        }
        return running.stream().map(Race::await).toList();
    }

    private static <R> R await(Future<R> running) {
        try {
            return running.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return fail("A thread of the race did not come back within " + PATIENCE_SECONDS + " s: a deadlock?", e);
        } catch (ExecutionException e) {
            return fail("A thread of the race got an exception instead of an answer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return fail("The test was interrupted", e);
        }
    }

    /**
     * Fails unless so many threads got the winning answer.
     *
     * @param what was raced for, in the message
     * @param expected how many may win
     * @param answers of all threads
     * @param winning the answer that says so
     * @param <R> the kind of answer
     */
    public static <R> void assertWinners(String what, int expected, List<R> answers, R winning) {
        long winners = answers.stream().filter(winning::equals).count();
        assertWon(what, expected, winners, answers.size());
    }

    /**
     * Fails unless so many calls won.
     *
     * @param what was raced for, in the message
     * @param expected how many may win
     * @param winners how many won
     * @param callers how many tried
     */
    public static void assertWon(String what, int expected, long winners, int callers) {
        assertEquals(
                expected,
                winners,
                () -> what + ": " + winners + " of " + callers + " concurrent calls won, exactly " + expected
                        + " may. Decide with one conditional statement and answer with its row count");
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
