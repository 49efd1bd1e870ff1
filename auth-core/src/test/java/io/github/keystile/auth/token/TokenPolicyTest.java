package io.github.keystile.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenPolicyTest {
    private static final TokenPolicy POLICY = TokenPolicy.ofDefaults();

    @Test
    @Tag("JWT-13")
    void boundsLifetimes() {
        assertThat(POLICY.accessLifetime()).isEqualTo(Duration.ofMinutes(15));
        assertThat(POLICY.absoluteLifetime()).isEqualTo(Duration.ofDays(30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withAccessLifetime(Duration.ofHours(1).plusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withAccessLifetime(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withAbsoluteLifetime(Duration.ofDays(401)));
    }

    @Test
    @Tag("JWT-13")
    void aSessionIsRefreshedWithinItsLifeAndNoEarlierThanItsTokensEnd() {
        Duration day = Duration.ofDays(1);
        Duration hour = Duration.ofHours(1);
        TokenPolicy longest = POLICY.withAccessLifetime(hour).withAbsoluteLifetime(day);
        longest.withRefreshLifetime(hour).check();
        longest.withRefreshLifetime(day).check();
        assertThatIllegalArgumentException()
                .isThrownBy(longest.withRefreshLifetime(day.plusMillis(1))::check)
                .withMessageContaining("PT24H");
        assertThatIllegalArgumentException()
                .isThrownBy(longest.withRefreshLifetime(hour.minusMillis(1))::check)
                .withMessageContaining("PT1H");
    }

    @Test
    @Tag("JWT-06")
    void needsIssuerAndAudience() {
        assertThatNullPointerException().isThrownBy(() -> POLICY.withIssuer(null));
        assertThatNullPointerException().isThrownBy(() -> POLICY.withAudience(null));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withIssuer(""));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withAudience(""));
    }
}
