package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockoutTest {
    private static final Instant START = Instant.parse("2026-11-01T05:55:00.123Z");
    private static final Lockout LOCKOUT =
            new Lockout(3, Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(1));

    private Instant now = START;
    private String state;

    @Test
    @Tag("LGN-03")
    void allowsTheFirstFailuresAndLocks() {
        assertThat(take().allowed()).isTrue();
        assertThat(take().allowed()).isTrue();
        assertThat(take().allowed()).isTrue();

        LimitRule.Step fourth = take();
        assertThat(fourth.allowed()).isFalse();
        assertThat(fourth.retryAfter()).isEqualTo(Duration.ofMinutes(15));

        now = now.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(take().retryAfter()).isEqualTo(Duration.ofMillis(1));
        now = now.plusMillis(1);
        assertThat(take().allowed()).isTrue();
    }

    @Test
    @Tag("LGN-03")
    void everyTakeAfterALockLocksTwiceAsLongAtMostForLongest() {
        take();
        take();
        for (int minutes : new int[] {15, 30, 60, 60, 60}) {
            assertThat(take().allowed()).isTrue();
            LimitRule.Step locked = take();
            assertThat(locked.allowed()).isFalse();
            assertThat(locked.retryAfter()).isEqualTo(Duration.ofMinutes(minutes));
            now = now.plus(locked.retryAfter());
        }
    }

    @Test
    void refusedTakesDoNotProlongTheLock() {
        take();
        take();
        take();
        for (int i = 0; i < 14; i++) {
            now = now.plusSeconds(60);
            assertThat(take().allowed()).isFalse();
        }
        now = START.plus(Duration.ofMinutes(15));
        assertThat(take().allowed()).isTrue();
    }

    @Test
    void isForgottenAfterTheLastTake() {
        take();
        now = now.plusSeconds(60);
        LimitRule.Step second = take();
        assertThat(second.forgetAt()).isEqualTo(START.plusSeconds(60).plus(Duration.ofDays(1)));
        assertThat(LOCKOUT.take(state, second.forgetAt())).isEqualTo(LOCKOUT.take(null, second.forgetAt()));
        assertThat(LOCKOUT.take(state, second.forgetAt().minusMillis(1)).state())
                .startsWith("3:");
    }

    @Test
    void isNotForgottenBeforeTheLockEnds() {
        Lockout forgetful = new Lockout(1, Duration.ofHours(1), Duration.ofHours(1), Duration.ofSeconds(1));
        LimitRule.Step step = forgetful.take(null, START);
        assertThat(step.forgetAt()).isEqualTo(START.plus(Duration.ofHours(1)));
        assertThat(forgetful.take(step.state(), START.plusSeconds(2)).allowed()).isFalse();
    }

    @Test
    void aClockThatWentBackGivesNoRoom() {
        take();
        now = now.minusSeconds(10_000);
        take();
        take();
        assertThat(take().allowed()).isFalse();
        now = START.plus(Duration.ofMinutes(15)).minusMillis(1);
        assertThat(take().allowed()).isFalse();
        now = now.plusMillis(1);
        assertThat(take().allowed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1:2", "1:2:3:4", "-1:2:3", "99999:2:3", "1:9999999999999999:3", " 1:2:3"})
    void whatCannotBeReadIsNoState(String unreadable) {
        assertThat(LOCKOUT.take(unreadable, START)).isEqualTo(LOCKOUT.take(null, START));
    }

    @Test
    void countingStopsBeforeTheTextGrowsTooLong() {
        Lockout quick = new Lockout(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(400));
        String text = null;
        LimitRule.Step step = null;
        for (int i = 0; i < 10_010; i++) {
            step = quick.take(text, START.plusSeconds(i));
            text = step.state();
        }
        assertThat(step.allowed()).isTrue();
        assertThat(quick.take(text, START.plusSeconds(10_009).plusMillis(999)).allowed())
                .isFalse();
    }

    @Test
    void rejectsWhatIsOutOfRange() {
        Duration second = Duration.ofSeconds(1);
        Duration tooLong = Duration.ofDays(400).plusMillis(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(0, second, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1001, second, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1, Duration.ZERO, second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1, Duration.ofSeconds(2), second, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1, second, tooLong, second));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1, second, second, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new Lockout(1, second, second, tooLong));
    }

    private LimitRule.Step take() {
        LimitRule.Step step = LOCKOUT.take(state, now);
        state = step.state();
        return step;
    }
}
