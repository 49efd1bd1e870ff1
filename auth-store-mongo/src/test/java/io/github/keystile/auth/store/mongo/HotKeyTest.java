package io.github.keystile.auth.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.testkit.contract.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many callers on one key wait for one another and lose nothing, whether of one process or of many. */
class HotKeyTest {
    private static final int CALLERS = 64;
    private static final Charge HOT = new Charge("hot", new Budget(100_000, Duration.ofDays(1)));

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start();
        server.indexed();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, CALLERS})
    @Tag("STO-01")
    void noneFailsAndEveryUnitIsCounted(int processes) throws Exception {
        List<RateLimiter> limiters = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            limiters.add(server.stores().limits());
        }
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Callable<Receipt>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                RateLimiter limiter = limiters.get(i % processes);
                calls.add(() -> takeThreeAndGiveBackOne(limiter, start));
            }
            for (Future<Receipt> call : threads.invokeAll(calls)) {
                assertThat(call.get().refused()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        String state = limiters.get(0).peek(List.of(HOT.key())).get(HOT.key());
        assertThat(HOT.rule().look(state, Samples.NOW).units()).isEqualTo(2 * CALLERS);
    }

    private static Receipt takeThreeAndGiveBackOne(RateLimiter limiter, CyclicBarrier start) throws Exception {
        start.await();
        limiter.take(List.of(HOT), Samples.NOW);
        Receipt back = limiter.take(List.of(HOT), Samples.NOW);
        limiter.settle(back, Map.of(HOT.key(), Outcome.GIVE_BACK), Samples.NOW);
        return limiter.take(List.of(HOT), Samples.NOW);
    }
}
