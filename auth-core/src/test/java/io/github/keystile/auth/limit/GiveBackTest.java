package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that take units back, and that look. */
class GiveBackTest {
    private static final Instant START = Instant.parse("2026-11-01T05:55:00.123Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Lockout LOCKOUT =
            new Lockout(3, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));

    @ParameterizedTest
    @ValueSource(ints = {5, 500})
    void aBudgetIsAsIfTheUnitHadNeverBeenTaken(int max) {
        Budget budget = new Budget(max, MINUTE);
        Random random = new Random(max);
        for (int round = 0; round < 200; round++) {
            String all = LimitRule.blank();
            String without = all;
            String written = null;
            Instant now = START;
            int lost = random.nextInt(4);
            for (int i = 0; i < 4; i++) {
                now = now.plusMillis(random.nextInt(3) * 1000L);
                all = budget.take(all, now).state();
                if (i == lost) {
                    written = all;
                } else {
                    without = budget.take(without, now).state();
                }
            }
            String left = budget.giveBack(written, all, now).orElseThrow().state();
            assertThat(budget.look(left, now).units())
                    .isEqualTo(budget.look(without, now).units());
            // Above 20, takes of one twentieth of the window are remembered as the last of them, given back or not.
            if (max == 5) {
                assertThat(left).isEqualTo(without);
            }
        }
    }

    @Test
    void whatHasLeftTheWindowIsNotGivenBack() {
        Budget budget = new Budget(5, MINUTE);
        String first = budget.take(LimitRule.blank(), START).state();
        String second = budget.take(first, START.plus(MINUTE)).state();
        assertThat(budget.giveBack(first, second, START.plus(MINUTE))).isEmpty();
        assertThat(budget.giveBack(first, "", START)).isEmpty();
        assertThat(budget.giveBack("", first, START)).isEmpty();
        assertThat(budget.giveBack(first, "cannot be read", START)).isEmpty();
    }

    @Test
    @Tag("LGN-03")
    void aFailureOfAForgottenStreakIsNotTakenFromTheNextOne() {
        String old = LOCKOUT.take(LimitRule.blank(), START).state();
        Instant later = START.plus(Duration.ofDays(1));
        String next = LOCKOUT.take(old, later).state();
        assertThat(LOCKOUT.giveBack(old, next, later)).isEmpty();
        assertThat(LOCKOUT.giveBack(next, next, later)).isPresent();
        assertThat(LOCKOUT.look(next, later).units()).isOne();
    }

    @Test
    @Tag("LGN-03")
    void looksWithoutTaking() {
        String state = LimitRule.blank();
        assertThat(LOCKOUT.look(state, START)).isEqualTo(Standing.UNUSED);
        assertThat(LOCKOUT.look(null, START)).isEqualTo(Standing.UNUSED);
        for (int i = 0; i < 3; i++) {
            state = LOCKOUT.take(state, START.plusSeconds(i)).state();
        }
        Instant unlocked = START.plusSeconds(2).plus(Duration.ofMinutes(15));
        assertThat(LOCKOUT.look(state, START.plusSeconds(3))).isEqualTo(new Standing(3, START, unlocked));
        assertThat(LOCKOUT.look(state, unlocked)).isEqualTo(new Standing(3, START, null));

        Budget budget = new Budget(2, MINUTE);
        String one = budget.take(LimitRule.blank(), START).state();
        String two = budget.take(one, START.plusSeconds(9)).state();
        assertThat(budget.look(one, START)).isEqualTo(new Standing(1, START, null));
        assertThat(budget.look(two, START.plusSeconds(9))).isEqualTo(new Standing(2, START, START.plus(MINUTE)));
        assertThat(budget.look(two, START.plus(MINUTE))).isEqualTo(new Standing(1, START.plusSeconds(9), null));
    }

    @Test
    void chargesCheckTheirKeys() {
        List<String> keys = new ArrayList<>(List.of("", "x".repeat(101), "\u00e4", "a\nb", "\u007f"));
        for (String key : keys) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Charge(key, LOCKOUT));
        }
        assertThat(new Charge("x".repeat(100), LOCKOUT).key()).hasSize(100);
    }

    @Test
    void marksAndTheLongestStateFit() {
        Budget budget = new Budget(100_000, MINUTE);
        String state = LimitRule.blank();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 5000; j++) {
                state = budget.take(state, START.plusMillis(i * 2900L)).state();
            }
        }
        assertThat(state.length()).isLessThanOrEqualTo(LimitRule.MAX_STATE_LENGTH);
        assertThat(Receipt.of(List.of(new Charge("k", budget)), Map.of("k", state), START.plusMillis(58_000))
                        .refused())
                .isPresent();
    }
}
