package io.github.keystile.tests.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.CookiePolicy;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each number of a policy may be, to the smallest step; {@code Budget} and {@code Lockout} have tests of their own. */
@Tag("CFG-01")
class PolicyRangesTest {
    private static final OtpPolicy OTP = OtpPolicy.ofDefaults();
    private static final TokenPolicy TOKENS = TokenPolicy.ofDefaults();
    private static final MailPolicy MAILS = MailPolicy.ofDefaults();
    private static final HashingPolicy HASHING = HashingPolicy.ofDefaults();
    private static final PasswordPolicy PASSWORDS = PasswordPolicy.ofDefaults();

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    record Range(Object policy, String component, Function<Object, ?> with, List<?> allowed, List<?> refused) {
        String name() {
            return policy.getClass().getSimpleName() + "." + component;
        }

        Object set(Object value) {
            return with.apply(value);
        }
    }

    private static Range number(Object policy, String component, IntFunction<?> with, int min, int max) {
        return new Range(
                policy, component, value -> with.apply((Integer) value), List.of(min, max), List.of(min - 1, max + 1));
    }

    private static Range time(Object policy, String component, Function<Duration, ?> with, Duration min, Duration max) {
        return new Range(
                policy,
                component,
                value -> with.apply((Duration) value),
                List.of(min, max),
                List.of(min.minusNanos(1), max.plusNanos(1)));
    }

    static Stream<Range> ranges() {
        return Stream.of(
                number(OTP, "digits", OTP::withDigits, 4, 12),
                time(OTP, "codeLifetime", OTP::withCodeLifetime, SECOND, MINUTE.multipliedBy(10)),
                time(OTP, "linkLifetime", OTP::withLinkLifetime, SECOND, HOUR),
                time(OTP, "ticketLifetime", OTP::withTicketLifetime, SECOND, MINUTE.multipliedBy(10)),
                number(OTP, "attempts", OTP::withAttempts, 1, 10),
                number(OTP, "attemptsWithoutId", OTP::withAttemptsWithoutId, 0, 10),
                number(OTP, "codesPerDay", OTP::withCodesPerDay, 1, 20),
                time(OTP, "cooldown", OTP::withCooldown, SECOND, HOUR),
                time(TOKENS, "accessLifetime", TOKENS::withAccessLifetime, SECOND, HOUR),
                time(TOKENS, "refreshLifetime", TOKENS::withRefreshLifetime, SECOND, DAY.multipliedBy(400)),
                time(TOKENS, "absoluteLifetime", TOKENS::withAbsoluteLifetime, SECOND, DAY.multipliedBy(400)),
                time(TOKENS, "grace", TOKENS::withGrace, Duration.ZERO, MINUTE),
                time(TOKENS, "leeway", TOKENS::withLeeway, Duration.ZERO, MINUTE.multipliedBy(5)),
                number(MAILS, "capacity", MAILS::withCapacity, 1, 100_000),
                number(MAILS, "workers", MAILS::withWorkers, 1, 32),
                time(MAILS, "firstRetry", MAILS::withFirstRetry, MILLISECOND, HOUR),
                time(MAILS, "longestRetry", MAILS::withLongestRetry, MILLISECOND, HOUR),
                time(MAILS, "drain", MAILS::withDrain, Duration.ZERO, MINUTE.multipliedBy(5)),
                number(HASHING, "concurrent", HASHING::withConcurrent, 1, 1024),
                number(HASHING, "concurrentSignups", HASHING::withConcurrentSignups, 1, 1024),
                number(HASHING, "queue", HASHING::withQueue, 0, 1024),
                time(HASHING, "maxWait", HASHING::withMaxWait, Duration.ZERO, MINUTE),
                number(PASSWORDS, "minLength", PASSWORDS::withMinLength, 6, 64),
                number(PASSWORDS, "maxLength", PASSWORDS::withMaxLength, 64, 1024));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ranges")
    void theLimitsAreAllowedAndWhatIsBeyondIsRefusedByName(Range range) {
        for (Object value : range.allowed()) {
            assertThatCode(() -> range.set(value)).doesNotThrowAnyException();
        }
        for (Object value : range.refused()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> range.set(value))
                    .withMessageContaining(range.component());
        }
    }

    @Test
    void noNumberIsWithoutARange() {
        Set<String> listed = ranges().map(Range::name).collect(Collectors.toSet());
        Set<String> numbers = Stream.of(OTP, TOKENS, MAILS, HASHING, PASSWORDS)
                .flatMap(policy -> Arrays.stream(policy.getClass().getDeclaredMethods()))
                .filter(PolicyRangesTest::isNumber)
                .map(accessor -> accessor.getDeclaringClass().getSimpleName() + "." + accessor.getName())
                .collect(Collectors.toSet());
        assertThat(listed).isEqualTo(numbers);
    }

    private static boolean isNumber(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && method.getParameterCount() == 0
                && !method.getName().equals("hashCode")
                && (method.getReturnType() == int.class || method.getReturnType() == Duration.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201})
    void namesInTokensHaveOneTo200Characters(int length) {
        TOKENS.withIssuer("i").withAudience("~".repeat(200));
        String name = "i".repeat(length);
        assertThatIllegalArgumentException().isThrownBy(() -> TOKENS.withIssuer(name));
        assertThatIllegalArgumentException().isThrownBy(() -> TOKENS.withAudience(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void namesOfCookiesHaveOneTo32Characters(int length) {
        CookiePolicy.secure().withName("c").withName("c".repeat(32));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CookiePolicy.secure().withName("c".repeat(length)));
    }

    @Test
    void newUsersHaveAtMost32Roles() {
        assertThat(SignupPolicy.ofDefaults().withRoles(roles(32)).roles()).hasSize(32);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupPolicy.ofDefaults().withRoles(roles(33)));
    }

    private static Set<String> roles(int count) {
        return IntStream.range(0, count).mapToObj(i -> "role" + i).collect(Collectors.toSet());
    }
}
