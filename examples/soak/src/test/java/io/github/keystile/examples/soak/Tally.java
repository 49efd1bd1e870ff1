package io.github.keystile.examples.soak;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every answer: how long it took since it was due, and whether it was one that may come. All the memory that it needs is
 * taken at once, so that what grows is not the tally.
 */
final class Tally {
    private static final int SHOWN = 5;

    private final Timeline timeline;
    /** From the warm-up on, window by window. */
    private final Map<Operation, Map<Outcome, List<Histogram>>> cells = new EnumMap<>(Operation.class);

    private final AtomicLong surprises = new AtomicLong();
    private final Queue<String> firstSurprises = new ConcurrentLinkedQueue<>();

    Tally(Timeline timeline) {
        this.timeline = timeline;
        for (Operation operation : Operation.values()) {
            Map<Outcome, List<Histogram>> rows = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                rows.put(
                        outcome,
                        Stream.generate(Histogram::new)
                                .limit(timeline.windows() + 1)
                                .toList());
            }
            cells.put(operation, rows);
        }
    }

    /**
     * Makes one call.
     *
     * @param due when it was to begin, by {@link System#nanoTime}: what waited in the client counts as waiting
     * @return the answer; empty if it was refused, as it may be or not
     */
    <T> Optional<T> attempt(Operation operation, long due, Supplier<T> call) {
        try {
            T answer = call.get();
            record(operation, Outcome.OK, due);
            if (operation.mustBeRefused()) {
                surprise(operation, new AssertionError("It was not refused"));
            }
            return Optional.of(answer);
        } catch (AuthException refused) {
            refused(operation, refused, due);
        } catch (RuntimeException | Error broken) {
            surprise(operation, broken);
        }
        return Optional.empty();
    }

    private void refused(Operation operation, AuthException refused, long due) {
        boolean busy = refused.code() == AuthError.BUSY;
        record(operation, busy ? Outcome.BUSY : Outcome.REFUSED, due);
        if (!operation.mayBeRefused(refused.code())) {
            surprise(operation, new AssertionError("Refused with " + refused.code(), refused));
        } else if (busy && refused.retryAfter().isEmpty()) {
            surprise(operation, new AssertionError("BUSY does not say when to come again"));
        }
    }

    private void record(Operation operation, Outcome outcome, long due) {
        cells.get(operation)
                .get(outcome)
                .get(timeline.windowAt(due) - Timeline.WARM_UP)
                .record(System.nanoTime() - due);
    }

    void surprise(Operation operation, Throwable what) {
        if (surprises.getAndIncrement() < SHOWN) {
            StringWriter trace = new StringWriter();
            what.printStackTrace(new PrintWriter(trace));
            firstSurprises.add(operation.text() + ": " + trace);
        }
    }

    long surprises() {
        return surprises.get();
    }

    List<String> firstSurprises() {
        return List.copyOf(firstSurprises);
    }

    /** Of all windows, the warm-up included. */
    long count(Operation operation, Outcome outcome) {
        return times(operation, outcome, window -> true).count();
    }

    Histogram times(Operation operation, Outcome outcome, IntPredicate windows) {
        Histogram sum = new Histogram();
        List<Histogram> row = cells.get(operation).get(outcome);
        for (int i = 0; i < row.size(); i++) {
            if (windows.test(i + Timeline.WARM_UP)) {
                sum.add(row.get(i));
            }
        }
        return sum;
    }

    Timeline timeline() {
        return timeline;
    }
}
