package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final Instant START = Instant.parse("2026-11-01T05:55:00.123Z");

    @Test
    @Tag("OTP-13")
    void theWindowSlides() {
        Budget budget = new Budget(2, Duration.ofSeconds(60));
        LimitRule.Step first = budget.take(null, START);
        LimitRule.Step second = budget.take(first.state(), START.plusSeconds(59));
        LimitRule.Step third = budget.take(second.state(), START.plusMillis(59_999));
        LimitRule.Step fourth = budget.take(third.state(), START.plusSeconds(60));
        LimitRule.Step fifth = budget.take(fourth.state(), START.plusSeconds(61));

        assertThat(List.of(first.allowed(), second.allowed(), third.allowed(), fourth.allowed(), fifth.allowed()))
                .containsExactly(true, true, false, true, false);
        assertThat(third.retryAfter()).isEqualTo(Duration.ofMillis(1));
        assertThat(fifth.retryAfter()).isEqualTo(Duration.ofSeconds(58));
        assertThat(second.retryAfter()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1000", "3, 1000", "20, 1777", "21, 1001", "50, 1000", "333, 86400000"})
    @Tag("OTP-05")
    void neverMoreThanMaxInAnyWindow(int max, long windowMillis) {
        Budget budget = new Budget(max, Duration.ofMillis(windowMillis));
        Random random = new Random(max);
        List<Long> taken = new ArrayList<>();
        String state = null;
        long now = START.toEpochMilli();
        for (int i = 0; i < 20 * max + 2000; i++) {
            now += random.nextLong(Math.max(2, windowMillis / max));
            LimitRule.Step step = budget.take(state, Instant.ofEpochMilli(now));
            state = step.state();
            assertThat(state.length()).isLessThanOrEqualTo(LimitRule.MAX_STATE_LENGTH);
            if (step.allowed()) {
                taken.add(now);
            }
        }
        for (int i = max; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - max)).isGreaterThanOrEqualTo(windowMillis);
        }
        assertThat(taken).hasSizeGreaterThan(2 * max);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 21, 60})
    void retryAfterIsExactAndNeverLongerThanTheWindow(int max) {
        Budget budget = new Budget(max, Duration.ofSeconds(10));
        String state = null;
        for (int i = 0; i < max; i++) {
            state = budget.take(state, START.plusMillis(i * 7L)).state();
        }
        Instant now = START.plusMillis(777);
        Duration wait = budget.take(state, now).retryAfter();

        assertThat(wait).isLessThanOrEqualTo(budget.window());
        assertThat(budget.take(state, now.plus(wait).minusMillis(1)).allowed()).isFalse();
        assertThat(budget.take(state, now.plus(wait)).allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 1000, 100_000})
    void roundingNeverGivesMoreAndAtMostATwentiethLess(int max) {
        Duration window = Duration.ofSeconds(20);
        Budget budget = new Budget(max, window);
        LimitRule.Step step = budget.take(null, START);
        for (int i = 1; i < max; i++) {
            step = budget.take(step.state(), START);
            assertThat(step.allowed()).isTrue();
        }
        assertThat(budget.take(step.state(), START.plus(window).minusMillis(1)).allowed())
                .isFalse();
        assertThat(budget.take(step.state(), START.plus(window).plusSeconds(1)).allowed())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void aClockThatWentBackGivesNoRoom(int max) {
        Budget budget = new Budget(max, Duration.ofSeconds(60));
        LimitRule.Step step = budget.take(null, START);
        for (int i = 1; i < max; i++) {
            step = budget.take(step.state(), START.minusSeconds(i * 50L));
            assertThat(step.allowed()).isTrue();
        }
        assertThat(budget.take(step.state(), START.minusSeconds(4000)).allowed())
                .isFalse();
        assertThat(budget.take(step.state(), START.plusSeconds(59)).allowed()).isFalse();
        assertThat(budget.take(step.state(), START.plusSeconds(63)).allowed()).isTrue();
    }

    @Test
    void isForgottenWhenTheNewestTakeLeavesTheWindow() {
        Budget budget = new Budget(2, Duration.ofSeconds(60));
        String state = budget.take(null, START).state();
        LimitRule.Step step = budget.take(state, START.plusSeconds(10));
        LimitRule.Step refused = budget.take(step.state(), START.plusSeconds(11));

        assertThat(step.forgetAt()).isEqualTo(START.plusSeconds(70));
        assertThat(refused.forgetAt()).isEqualTo(START.plusSeconds(70));
        assertThat(budget.take(step.state(), START.plusSeconds(70)))
                .isEqualTo(budget.take(null, START.plusSeconds(70)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "1",
                "1:",
                ":1",
                "1:1 ",
                "2:1 1:1",
                "1:1 1:1",
                "-1:1",
                "1:-1",
                "9999999999999999999:1",
                "1:99999999999",
                "\u0661:\u0661",
                "3:1790000000000:0"
            })
    void whatCannotBeReadIsNoState(String state) {
        Budget budget = new Budget(1, Duration.ofSeconds(60));
        assertThat(budget.take(state, START)).isEqualTo(budget.take(null, START));
    }

    @Test
    void aStateThatIsTooLongIsNoState() {
        StringBuilder state = new StringBuilder("1:1");
        for (int i = 2; state.length() <= LimitRule.MAX_STATE_LENGTH; i++) {
            state.append(' ').append(START.toEpochMilli() + i).append(":1");
        }
        assertThat(new Budget(1, Duration.ofSeconds(60))
                        .take(state.toString(), START)
                        .allowed())
                .isTrue();
    }

    @Test
    void rejectsWhatIsOutOfRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(0, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(100_001, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(1, Duration.ofMillis(999)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Budget(1, Duration.ofDays(400).plusMillis(1)));
        assertThat(new Budget(100_000, Duration.ofDays(400)).max()).isEqualTo(100_000);
        assertThat(new Budget(1, Duration.ofSeconds(1)).window()).isEqualTo(Duration.ofSeconds(1));
    }
}
