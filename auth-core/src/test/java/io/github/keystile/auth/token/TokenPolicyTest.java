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
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withSessionLifetimes(Duration.ofDays(8), Duration.ofDays(7)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> POLICY.withSessionLifetimes(Duration.ofDays(7), Duration.ofDays(401)));
    }

    @Test
    @Tag("JWT-06")
    void needsIssuerAndAudience() {
        assertThatNullPointerException().isThrownBy(() -> POLICY.withNames(null, "a"));
        assertThatNullPointerException().isThrownBy(() -> POLICY.withNames("i", null));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withNames("", "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.withNames("i", ""));
    }
}
