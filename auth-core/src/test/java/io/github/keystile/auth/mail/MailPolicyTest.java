package io.github.keystile.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MailPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MailPolicy policy = MailPolicy.ofDefaults();

    @Test
    void defaultsAreThoseOfTheDesign() {
        assertThat(policy)
                .hasToString("MailPolicy[capacity=1000, workers=2, firstRetry=PT1S, longestRetry=PT1M, drain=PT10S,"
                        + " sendInCall=false, executor=none]");
    }

    @Test
    @Tag("LGN-01")
    void anExecutorWithoutThreadsOfItsOwnIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(policy.withExecutor(Runnable::run)::check)
                .withMessageContaining("threads of its own");
    }

    @Test
    @Tag("CFG-01")
    void anExecutorThatRejectsIsRefused() {
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        assertThatIllegalArgumentException()
                .isThrownBy(policy.withExecutor(ended)::check)
                .withMessageContaining("takes work");
        policy.withExecutor(ForkJoinPool.commonPool()).check();
    }

    @Test
    void theFirstWaitIsNeverTheLongerOne() {
        policy.withFirstRetry(SECOND).withLongestRetry(SECOND).check();
        assertThatIllegalArgumentException()
                .isThrownBy(policy.withLongestRetry(SECOND.minusMillis(1))::check)
                .withMessageContaining("firstRetry");
    }
}
