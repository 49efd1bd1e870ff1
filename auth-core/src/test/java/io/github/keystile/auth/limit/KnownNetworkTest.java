package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("CFG-01")
class KnownNetworkTest {
    private static final String SCHOOL = "198.51.100.0/24";
    private static final Budget USUAL = new Budget(300, Duration.ofMinutes(10));

    @Test
    void multipliesToTheMostThatABudgetMayBe() {
        assertThat(KnownNetwork.times(SCHOOL, 2).requests(USUAL)).contains(new Budget(600, USUAL.window()));
        assertThat(KnownNetwork.times(SCHOOL, 1000).wrongCodes(USUAL)).contains(new Budget(100_000, USUAL.window()));
    }

    @Test
    void hasItsOwnBudgetOfEachKindOrNone() {
        Budget one = new Budget(1, USUAL.window());
        Budget two = new Budget(2, USUAL.window());
        Budget three = new Budget(3, USUAL.window());
        KnownNetwork own = KnownNetwork.withBudgets(SCHOOL, one, two, three);
        assertThat(own.wrongLogins(USUAL)).contains(one);
        assertThat(own.wrongCodes(USUAL)).contains(two);
        assertThat(own.requests(USUAL)).contains(three);
        assertThat(KnownNetwork.exempt(SCHOOL).requests(USUAL)).isEmpty();
    }

    @Test
    void aSlash64IsKnownIfAPartOfItIs() {
        KnownNetwork one = KnownNetwork.exempt("2001:db8::1");
        assertThat(one.contains(IpNetwork.of("2001:db8::/64"))).isTrue();
        assertThat(one.contains(IpNetwork.of("2001:db8:0:1::/64"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 1001})
    void refusesOtherFactors(int factor) {
        assertThatIllegalArgumentException().isThrownBy(() -> KnownNetwork.times(SCHOOL, factor));
    }

    @Test
    void aPolicyNamesAThousandAtMost() {
        KnownNetwork school = KnownNetwork.exempt(SCHOOL);
        LimitPolicy policy = LimitPolicy.ofDefaults();
        assertThat(policy.withNetworks(Collections.nCopies(1000, school)).networks())
                .hasSize(1000);
        assertThatIllegalArgumentException().isThrownBy(() -> policy.withNetworks(Collections.nCopies(1001, school)));
    }
}
