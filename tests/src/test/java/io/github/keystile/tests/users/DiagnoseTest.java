package io.github.keystile.tests.users;

import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.Diagnose;
import io.github.keystile.auth.Diagnosis;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.tests.support.Anna;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An operator sees why somebody cannot log in. */
@Tag("LGN-11")
class DiagnoseTest {
    private static final Duration COOLDOWN = Duration.ofSeconds(61);

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Anna anna = Anna.on(stores(), options -> options);

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void whoeverHasNoTroubleHasNone() {
        Diagnosis fine = diagnose(Anna.EMAIL);
        assertThat(fine.user()).isEqualTo(anna.first.user());
        assertThat(fine.hasPassword()).isTrue();
        assertThat(fine.mustReset()).isFalse();
        assertThat(fine.passwords().units()).isZero();
        assertThat(fine.codes().units()).isZero();
        assertThat(fine.codesLeftToday()).isEqualTo(9);
    }

    @Test
    void wrongPasswordsAndCodesAreCountedSinceWhen() {
        Instant start = anna.auth.clock().instant();
        guess(Anna.EMAIL, 10);
        ChallengeCode code = anna.resetCode();
        refused(INVALID_CODE, () -> anna.ticketFor(Anna.wrong(code)));
        anna.later(COOLDOWN);

        Diagnosis locked = diagnose(Anna.EMAIL);
        assertThat(locked.passwords().units()).isEqualTo(10);
        assertThat(locked.passwords().since()).contains(start);
        assertThat(locked.passwords().fullUntil()).contains(start.plus(Duration.ofMinutes(15)));
        assertThat(locked.codes().units()).isEqualTo(1);
        assertThat(locked.codes().fullUntil()).isEmpty();
        assertThat(locked.codesLeftToday()).isEqualTo(8);
    }

    @Test
    void anUnknownIdentifierHasCountersOfItsOwn() {
        guess("nobody@example.com", 3);
        Diagnosis nobody = diagnose(" nobody@example.com".strip());
        assertThat(nobody.user()).isNull();
        assertThat(nobody.hasPassword()).isFalse();
        assertThat(nobody.passwords().units()).isEqualTo(3);
        assertThat(nobody.codesLeftToday()).isEqualTo(10);
    }

    @Test
    void aBanSaysWhyAndUntilWhen() {
        Instant until = anna.auth.clock().instant().plus(Duration.ofDays(1));
        users().disable(new DisableUser(anna.id(), until, "Spam, \u00fcber Wochen", Caller.unknown()));
        Diagnosis banned = diagnose(Anna.EMAIL);
        assertThat(banned.user()).isNotNull().matches(user -> user.status() == UserStatus.DISABLED);
        assertThat(banned.disabledUntil()).isEqualTo(until);
        assertThat(banned.disabledReason()).isEqualTo("Spam, \u00fcber Wochen");
        anna.later(Duration.ofDays(1));
        assertThat(diagnose(Anna.EMAIL).disabledUntil()).isNull();
        assertThat(diagnose(Anna.EMAIL).disabledReason()).isNull();
    }

    @Test
    void aRequiredResetIsShown() {
        users().requireReset(new RequireReset(anna.id(), Caller.unknown()));
        assertThat(diagnose(Anna.EMAIL).mustReset()).isTrue();
    }

    @Test
    void lookingWritesNothingAndNamesTheActor() {
        guess(Anna.EMAIL, 9);
        calls.clear();
        for (int i = 0; i < 100; i++) {
            users().actingAs("support").diagnose(new Diagnose(Anna.EMAIL, Caller.unknown()));
        }
        assertThat(calls).hasSize(100).containsOnly("peek");
        assertThat(anna.auth.events()).last().extracting(AuthEvent::actor).isEqualTo("support");
        anna.logIn(Anna.PASSWORD);
    }

    private void guess(String identifier, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> anna.auth.logIn(identifier, "wrong horse")))
                    .isNotNull();
        }
    }

    private Diagnosis diagnose(String identifier) {
        return users().diagnose(new Diagnose(identifier, Caller.unknown()));
    }

    private Users users() {
        return anna.service.users();
    }

    private AuthStores stores() {
        AuthStores stores = AuthStores.inMemory();
        RateLimiter kept = new InMemoryRateLimiter();
        RateLimiter heard = (RateLimiter) Proxy.newProxyInstance(
                DiagnoseTest.class.getClassLoader(), new Class<?>[] {RateLimiter.class}, (proxy, verb, arguments) -> {
                    calls.add(verb.getName());
                    return verb.invoke(kept, arguments);
                });
        return AuthStores.of(stores.users(), stores.challenges(), stores.sessions(), heard);
    }
}
