package io.github.keystile.tests.support;

import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells what it was asked, and can be held up in the middle of it. */
public final class WatchedHasher implements PasswordHasher {
    private final PasswordHasher hasher = new InsecureFastHasher();
    private final List<String> compared = new CopyOnWriteArrayList<>();
    private final List<String> hashed = new CopyOnWriteArrayList<>();
    private final Semaphore inside = new Semaphore(0);
    private volatile Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    @Override
    public String hash(String password) {
        hashed.add(password);
        pass();
        return hasher.hash(password);
    }

    @Override
    public Match verify(String password, @Nullable String storedHash) {
        compared.add(storedHash == null ? "nothing" : "a stored hash");
        pass();
        return hasher.verify(password, storedHash);
    }

    @Override
    public boolean needsRehash(String storedHash) {
        return hasher.needsRehash(storedHash);
    }

    /** What each compare was with: "nothing" or "a stored hash". */
    public List<String> compared() {
        return List.copyOf(compared);
    }

    public List<String> hashed() {
        return List.copyOf(hashed);
    }

    public void forget() {
        compared.clear();
        hashed.clear();
        inside.drainPermits();
    }

    public void close() {
        inside.drainPermits();
        gate = new Semaphore(0);
    }

    public void open() {
        gate.release(Integer.MAX_VALUE / 2);
    }

    public void awaitInside(int threads) {
        try {
            if (!inside.tryAcquire(threads, 2, TimeUnit.MINUTES)) {
                throw new AssertionError("Fewer than " + threads + " threads came to hash");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void pass() {
        inside.release();
        Semaphore present = gate;
        present.acquireUninterruptibly();
        present.release();
    }
}
