package io.github.keystile.auth.internal.kernel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Few calls at once show a password for one account, until their verbs have ended. Each counts as wrong meanwhile, so
 * many right ones at once, as a script sends them, would lock the account. Safe for use by many threads.
 */
final class AccountLines {
    private static final int AT_ONCE = 2;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final int mostOfOneCaller;
    private final long maxWait;
    private volatile boolean closed;

    /**
     * Makes them.
     *
     * @param places how many wait at most, for whatever accounts; of one caller half of them
     * @param maxWait nanoseconds that a call waits at most in all
     */
    AccountLines(int places, long maxWait) {
        this.places = new Semaphore(places);
        this.mostOfOneCaller = (places + 1) / 2;
        this.maxWait = maxWait;
    }

    /** Returns whether it is the call's turn; it is over when the verb ends. */
    boolean enter(String account, Call call) {
        Line line = lines.compute(account, (key, found) -> (found == null ? new Line() : found).withOneMore());
        boolean entered = line.turns.tryAcquire() || waits(line, call);
        if (entered) {
            call.whenEnded(() -> {
                line.turns.release();
                leave(account);
            });
        } else {
            leave(account);
        }
        return entered;
    }

    private boolean waits(Line line, Call call) {
        String roof = HashGate.roofOf(call);
        if (closed || !places.tryAcquire()) {
            return false;
        }
        boolean hasPlace = waiting.merge(roof, 1, Integer::sum) <= mostOfOneCaller;
        try {
            return hasPlace && waitsForTurn(line, call);
        } finally {
            waiting.compute(roof, (key, callers) -> callers == null || callers == 1 ? null : callers - 1);
            places.release();
        }
    }

    private boolean waitsForTurn(Line line, Call call) {
        long begun = System.nanoTime();
        try {
            if (!line.turns.tryAcquire(maxWait - call.waited(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            boolean late = closed;
            if (late) {
                line.turns.release();
            }
            return !late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            call.waited(System.nanoTime() - begun);
        }
    }

    private void leave(String account) {
        lines.computeIfPresent(account, (key, line) -> --line.users == 0 ? null : line);
    }

    /** Whoever waits is sent away when their turn comes. */
    void close() {
        closed = true;
    }

    private static final class Line {
        private final Semaphore turns = new Semaphore(AT_ONCE, true);
        /** Changed inside the map's own lock only. */
        private int users;

        Line withOneMore() {
            users++;
            return this;
        }
    }
}
