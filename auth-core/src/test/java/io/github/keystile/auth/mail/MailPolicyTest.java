package io.github.keystile.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final MailPolicy policy = MailPolicy.ofDefaults();

    @Test
    void defaultsAreThoseOfTheDesign() {
        assertThat(policy).isEqualTo(new MailPolicy(1000, 2, SECOND, Duration.ofSeconds(60), Duration.ofSeconds(10)));
    }

    @Test
    void limitsThemselvesAreAllowed() {
        assertThat(policy.withCapacity(1).withCapacity(100_000).capacity()).isEqualTo(100_000);
        assertThat(policy.withWorkers(1).withWorkers(32).workers()).isEqualTo(32);
        assertThat(policy.withRetries(Duration.ofMillis(1), Duration.ofMillis(1))
                        .longestRetry())
                .isEqualTo(Duration.ofMillis(1));
        assertThat(policy.withDrain(Duration.ZERO).drain()).isEqualTo(Duration.ZERO);
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.withCapacity(0))
                .withMessageContaining("capacity");
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withCapacity(100_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.withWorkers(0))
                .withMessageContaining("workers");
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withWorkers(33));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withRetries(Duration.ZERO, SECOND));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withRetries(SECOND, Duration.ofMillis(999)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withRetries(SECOND, Duration.ofMinutes(61)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withDrain(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withDrain(Duration.ofMinutes(6)));
    }
}
