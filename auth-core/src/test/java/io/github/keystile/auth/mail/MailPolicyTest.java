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
        assertThat(policy)
                .hasToString("MailPolicy[capacity=1000, workers=2, firstRetry=PT1S, longestRetry=PT1M, drain=PT10S,"
                        + " sendInCall=false]");
    }

    @Test
    void theFirstWaitIsNeverTheLongerOne() {
        policy.withFirstRetry(SECOND).withLongestRetry(SECOND).check();
        assertThatIllegalArgumentException()
                .isThrownBy(policy.withLongestRetry(SECOND.minusMillis(1))::check)
                .withMessageContaining("firstRetry");
    }
}
