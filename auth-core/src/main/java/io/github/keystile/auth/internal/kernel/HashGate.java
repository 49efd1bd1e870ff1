package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only way to the hasher. A bounded number of threads hash, and do nothing else; whoever asks waits for a turn in
 * the line of their address. A call that gets none is told {@code BUSY} and gets back what it took. Safe for use by
 * many threads.
 */
public final class HashGate implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);
    private static final String NEVER_A_PASSWORD = "no password can be this one";
    private static final String UNKNOWN = "unknown";
    private static final long IDLE_SECONDS = 30;
    private static final long LAST_HASHES_SECONDS = 10;

    private final PasswordHasher hasher;
    private final HashingPolicy policy;
    private final int roomForSignups;
    private final ThreadPoolExecutor threads;
    private final AccountLines accounts;
    private final AtomicBoolean warned = new AtomicBoolean();

    private final ReentrantLock lock = new ReentrantLock();
    private final HashLines lines = new HashLines();
    private int running;
    private int runningSignups;
    private long came;
    private boolean closed;

    public HashGate(PasswordHasher hasher, HashingPolicy policy) {
        this.hasher = hasher;
        this.policy = policy;
        this.roomForSignups = shareOfSignups(policy);
        this.threads = threads(policy.concurrent());
        this.accounts = new AccountLines(policy.queue() / 2, policy.maxWait().toNanos());
    }

    /** As much of the queue as of the threads, or a flood of signups would leave logins no place to wait. */
    private static int shareOfSignups(HashingPolicy policy) {
        int share = Math.min(policy.concurrentSignups(), policy.concurrent());
        return (int) Math.ceil((double) policy.queue() * share / policy.concurrent());
    }

    /** To be called before a password that was shown for an account is counted. */
    public void lineUp(String account, Call call) {
        checkRoom(call);
        if (!accounts.enter(account, call)) {
            throw busy(call);
        }
    }

    /** To be called before anything is counted: whoever finds no place in the queue has cost the database nothing. */
    public void checkRoom(Call call) {
        check(hasRoom(false, call), call);
    }

    public void checkRoomForSignup(Call call) {
        check(hasRoom(true, call), call);
    }

    private static void check(boolean hasRoom, Call call) {
        if (!hasRoom) {
            throw busy(call);
        }
    }

    /**
     * One hash, whatever was typed and whatever is stored: what can never be a password costs the same as one that is
     * merely wrong.
     *
     * @param password empty for a text that can be nobody's password
     */
    public Match verify(Optional<CanonicalPassword> password, @Nullable String storedHash, Call call) {
        return orBusy(
                turn(
                        false,
                        call,
                        () -> password.map(shown -> hasher.verify(shown.text(), storedHash))
                                .orElseGet(this::compareNothing)),
                call);
    }

    public Match verifyForSignup(CanonicalPassword password, @Nullable String storedHash, Call call) {
        return orBusy(turn(true, call, () -> hasher.verify(password.text(), storedHash)), call);
    }

    /** Costs what looking at a password costs, and looks at none. */
    public void burn(Call call) {
        orBusy(turn(false, call, this::compareNothing), call);
    }

    private Match compareNothing() {
        hasher.verify(NEVER_A_PASSWORD, null);
        return Match.DIFFERS;
    }

    public String hash(CanonicalPassword password, Call call) {
        return orBusy(turn(false, call, () -> hasher.hash(password.text())), call);
    }

    public String hashForSignup(CanonicalPassword password, Call call) {
        return orBusy(turn(true, call, () -> hasher.hash(password.text())), call);
    }

    /** A new hash of a password that matched, if one is due; empty if it is not, or has to wait for the next login. */
    public Optional<String> rehash(CanonicalPassword password, String storedHash, Call call) {
        return hasher.needsRehash(storedHash)
                ? Optional.ofNullable(turn(false, call, () -> hasher.hash(password.text())))
                : Optional.empty();
    }

    private static <T> T orBusy(@Nullable T result, Call call) {
        if (result == null) {
            throw busy(call);
        }
        return result;
    }

    private static AuthException busy(Call call) {
        call.giveBack();
        return AuthException.retryAfter(AuthError.BUSY, Duration.ofSeconds(1));
    }

    /** Null if there was none. */
    private <T> @Nullable T turn(boolean signup, Call call, Supplier<T> hash) {
        warnOnce(call);
        HashTurn<T> turn = comeInLine(signup, call, hash);
        if (turn == null) {
            call.giveBack();
            throw closed();
        }
        if (!turn.endsWithin(policy.maxWait().toNanos() - call.waited()) && leaves(turn)) {
            return null;
        }
        T result = turn.result();
        call.waited(turn.waited());
        return result;
    }

    /** Null once the gate is closed. */
    private <T> @Nullable HashTurn<T> comeInLine(boolean signup, Call call, Supplier<T> hash) {
        String roof = roofOf(call);
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            HashTurn<T> turn = new HashTurn<>(came++, roof, lineOf(call), signup, hash);
            lines.add(turn);
            begin();
            makeRoom(HashTurn::isSignup, roomForSignups);
            makeRoom(any -> true, policy.queue());
            return turn;
        } finally {
            lock.unlock();
        }
    }

    static String roofOf(Call call) {
        return call.address().map(CallerAddress::neighbourhood).orElse(UNKNOWN);
    }

    private static String lineOf(Call call) {
        return call.address().map(CallerAddress::key).orElse(UNKNOWN);
    }

    /** Whether a turn that came now would be the one to go. */
    private boolean hasRoom(boolean signup, Call call) {
        lock.lock();
        try {
            if (closed || (running < policy.concurrent() && lines.isEmpty())) {
                return true;
            }
            HashTurn<?> last = new HashTurn<>(came, roofOf(call), lineOf(call), signup, () -> Match.DIFFERS);
            lines.add(last);
            boolean goes = isSentAway(last, any -> true, policy.queue())
                    || (signup && isSentAway(last, HashTurn::isSignup, roomForSignups));
            lines.remove(last);
            return !goes;
        } finally {
            lock.unlock();
        }
    }

    private boolean isSentAway(HashTurn<?> turn, Predicate<HashTurn<?>> which, int room) {
        return lines.count(which) > room && lines.newestOfLongest(which) == turn;
    }

    private void makeRoom(Predicate<HashTurn<?>> which, int room) {
        if (lines.count(which) > room) {
            HashTurn<?> last = lines.newestOfLongest(which);
            lines.remove(last);
            last.sendAway();
        }
    }

    private boolean leaves(HashTurn<?> turn) {
        lock.lock();
        try {
            return lines.remove(turn);
        } finally {
            lock.unlock();
        }
    }

    /** Gives free threads to those whose turn it is; the lock is held. */
    private void begin() {
        while (running < policy.concurrent()) {
            boolean signupsToo = runningSignups < policy.concurrentSignups();
            Optional<HashTurn<?>> next = lines.next(turn -> signupsToo || !turn.isSignup());
            if (next.isEmpty()) {
                return;
            }
            start(next.get());
        }
    }

    private void start(HashTurn<?> turn) {
        count(turn, 1);
        try {
            threads.execute(() -> run(turn));
        } catch (Throwable noThread) {
            count(turn, -1);
            turn.fail(noThread);
            turn.tell();
        }
    }

    private void run(HashTurn<?> turn) {
        turn.run();
        lock.lock();
        try {
            count(turn, -1);
            begin();
        } finally {
            lock.unlock();
            // Only now, or the next hash of the same call could find the thread taken.
            turn.tell();
        }
    }

    private void count(HashTurn<?> turn, int one) {
        running += one;
        runningSignups += turn.isSignup() ? one : 0;
    }

    private void warnOnce(Call call) {
        if (call.address().isEmpty() && !warned.getAndSet(true)) {
            log.warn("A password is hashed for a caller without an address. All such callers wait in one line, where "
                    + "one of them can hold up the others: make the Caller with Caller.at(ip)");
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("This AuthService is closed and hashes no more: close it after the last call");
    }

    /** Sends away who waits, lets the hashes end that run, and then their threads. */
    @Override
    public void close() {
        accounts.close();
        lock.lock();
        try {
            closed = true;
            lines.clear().forEach(HashTurn::sendAway);
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_HASHES_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A hash still runs after {} s; its thread ends with it", LAST_HASHES_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Threads that inherit nothing from the request that happens to start them. */
    private static ThreadPoolExecutor threads(int most) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "keystile-hash-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(HashGate.class.getClassLoader());
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
