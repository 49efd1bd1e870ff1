package io.github.keystile.tests.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.tests.support.Anna;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PWD-16")
class VirtualThreadsTest {
    private final SpinningHasher hasher = new SpinningHasher();

    /** As many hashes run as there are carriers: were they carried by these, no check would end before them. */
    @Test
    void hashesHoldUpNoTokenCheckOnVirtualThreads() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");
        int carriers = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try (Anna anna = Anna.signedUp(options -> options.passwordHasher(hasher)
                .hashing(HashingPolicy.ofDefaults().withConcurrent(carriers).withQueue(200)))) {
            hasher.spins = true;
            List<Future<SignedIn>> logins = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> anna.logIn(Anna.PASSWORD)))
                    .toList();
            try {
                Future<?> check = threads.submit(() -> anna.verify(anna.first));
                check.get(2, TimeUnit.MINUTES);
                assertThat(logins).noneMatch(Future::isDone);
            } finally {
                hasher.spins = false;
            }
            for (Future<SignedIn> login : logins) {
                assertThat(login.get(2, TimeUnit.MINUTES).user().id()).isEqualTo(anna.id());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Like bcrypt it computes, and gives its thread to nobody meanwhile. */
    private static final class SpinningHasher implements PasswordHasher {
        private final PasswordHasher hasher = new InsecureFastHasher();
        private volatile boolean spins;

        @Override
        public String hash(String password) {
            return hasher.hash(password);
        }

        @Override
        public Match verify(String password, @Nullable String storedHash) {
            while (spins) {
                Thread.onSpinWait();
            }
            return hasher.verify(password, storedHash);
        }

        @Override
        public boolean needsRehash(String storedHash) {
            return hasher.needsRehash(storedHash);
        }
    }
}
