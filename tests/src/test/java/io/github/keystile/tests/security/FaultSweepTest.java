package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Scene.NEW;
import static io.github.keystile.tests.support.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.tests.support.CapturedLog;
import io.github.keystile.tests.support.Scene;
import io.github.keystile.tests.support.Watched;
import io.github.keystile.tests.support.Watched.When;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Every call that a verb makes to stores, hasher, token issuer and, where mails are sent in the call, mailer fails once,
 * before and after it took effect. A verb fails with it, unless the call only tidied up; what it leaves behind is never
 * half done, and the same wish works afterwards.
 */
class FaultSweepTest {
    private static final String MAIL = "Mailer.send";
    private static final String LIMIT = "RateLimiter.take";
    private static final Set<AuthError> USED_UP =
            Set.of(AuthError.INVALID_CODE, AuthError.INVALID_TICKET, AuthError.INVALID_LINK);

    /** Without effect on who may do what: a success stays one. Whatever else breaks, nobody is let through. */
    private static final Set<String> TIDYING =
            Set.of("SessionStore.endAll", "RateLimiter.forget", "RateLimiter.settle");

    /** Their mails are notices of what has happened, and so is the last thing that they ask a limit about. */
    private static final Set<FaultyVerb> TOLD_AFTERWARDS = Set.of(
            FaultyVerb.FINISH_RESET_BY_CODE,
            FaultyVerb.FINISH_RESET_BY_TICKET,
            FaultyVerb.FINISH_RESET_BY_LINK,
            FaultyVerb.CHANGE_PASSWORD,
            FaultyVerb.SET_PASSWORD,
            FaultyVerb.ACCEPT_INVITATION);

    @TestFactory
    @Tag("STO-09")
    @Tag("RFR-08")
    Stream<DynamicTest> noVerbIsEverHalfDone(TestReporter reporter) {
        return sweeps(verb -> {
            int calls = sweep(verb, Scene::new, call -> true, FaultSweepTest::broken);
            assertThat(calls).as("calls of %s", verb).isPositive();
            reporter.publishEntry(Map.of(
                    "figure", "Faults",
                    "what", verb + ", each call to stores, hasher and token issuer broken before and after",
                    "value", calls + " calls, " + 2 * calls + " faults, nothing half done"));
        });
    }

    @TestFactory
    @Tag("STO-09")
    Stream<DynamicTest> noVerbIsHalfDoneWhateverIsThrown() {
        return sweeps(verb -> sweep(verb, Scene::new, call -> true, UnsupportedOperationException::new));
    }

    @TestFactory
    @Tag("STO-09")
    @Tag("MAL-07")
    Stream<DynamicTest> noVerbIsHalfDoneWhenAMailInTheCallFails() {
        return sweeps(verb -> sweep(
                verb,
                Scene::sendingMailInCall,
                MAIL::equals,
                () -> MailException.permanent("there is no such mailbox", null)));
    }

    /** As {@link io.github.keystile.auth.AuthService} promises of a verb that failed. */
    @TestFactory
    @Tag("STO-09")
    Stream<DynamicTest> theSameRequestIsDoneOrRefusedForAReason() {
        return sweeps(verb -> {
            List<String> calls = callsOf(verb, Scene::new);
            int consumed = calls.indexOf("OtpStore.consume");
            for (int number = 0; number < calls.size(); number++) {
                int call = number;
                String name = calls.get(call);
                for (When when : When.values()) {
                    boolean after = call > consumed || (call == consumed && when == When.AFTER_EFFECT);
                    boolean usesUp = consumed >= 0 && after;
                    String what =
                            verb + " with " + name + " (call " + call + ") broken " + when + ", then the same again";
                    makeTwice(verb, watched -> watched.breakCall(call, when, FaultSweepTest::broken), usesUp, what);
                }
            }
        });
    }

    private static void makeTwice(FaultyVerb verb, Consumer<Watched> fault, boolean usesUpTheProof, String what) {
        try (Scene scene = new Scene()) {
            Prepared prepared = verb.prepare(scene);
            fault.accept(scene.auth.watched);
            var unused = catchThrowable(prepared::act);
            scene.auth.watched.heal();

            Throwable second = catchThrowable(prepared::act);
            assertThat(second == null || second instanceof AuthException)
                    .as("%s: %s", what, second)
                    .isTrue();
            if (second instanceof AuthException refused && refused.code() == AuthError.TOO_MANY_REQUESTS) {
                assertThat(refused.retryAfter()).as(what).isPresent();
            } else if (usesUpTheProof && second instanceof AuthException refused && USED_UP.contains(refused.code())) {
                prepared.assertWhole(what);
            } else {
                prepared.assertDone(what);
            }
            assertThat(catchThrowable(prepared::again)).as(what).isNull();
        }
    }

    private static Stream<DynamicTest> sweeps(Consumer<FaultyVerb> sweep) {
        return Stream.of(FaultyVerb.values())
                .map(verb -> DynamicTest.dynamicTest(verb.name(), () -> sweep.accept(verb)));
    }

    private static StoreException broken() {
        return new StoreException("reach the database", null);
    }

    /** Returns how many calls were broken. */
    private static int sweep(
            FaultyVerb verb,
            Supplier<Scene> scenes,
            Predicate<String> wanted,
            Supplier<? extends RuntimeException> failure) {
        List<String> calls = callsOf(verb, scenes);
        int[] broken = IntStream.range(0, calls.size())
                .filter(call -> wanted.test(calls.get(call)))
                .toArray();
        for (int call : broken) {
            String name = calls.get(call);
            boolean tells = name.equals(MAIL) || (name.equals(LIMIT) && call == calls.lastIndexOf(LIMIT));
            boolean mayBeIgnored = TIDYING.contains(name) || (tells && TOLD_AFTERWARDS.contains(verb));
            for (When when : When.values()) {
                String what = verb + " with " + name + " (call " + call + ") broken " + when;
                breakOne(verb, scenes, watched -> watched.breakCall(call, when, failure), mayBeIgnored, what);
            }
        }
        return broken.length;
    }

    private static List<String> callsOf(FaultyVerb verb, Supplier<Scene> scenes) {
        try (Scene scene = scenes.get()) {
            Prepared prepared = verb.prepare(scene);
            scene.auth.watched.heal();
            prepared.act();
            return scene.auth.watched.calls();
        }
    }

    private static void breakOne(
            FaultyVerb verb, Supplier<Scene> scenes, Consumer<Watched> fault, boolean mayBeIgnored, String what) {
        try (CapturedLog log = new CapturedLog();
                Scene scene = scenes.get()) {
            Prepared prepared = verb.prepare(scene);
            fault.accept(scene.auth.watched);
            Throwable thrown = catchThrowable(prepared::act);
            scene.auth.watched.heal();

            if (thrown == null) {
                assertThat(mayBeIgnored).as(what + ", and it went on").isTrue();
                prepared.assertDone(what);
            } else {
                assertThat(isTold(thrown)).as("%s: %s", what, thrown).isTrue();
                prepared.assertWhole(what);
            }
            assertThat(catchThrowable(prepared::again))
                    .as(what + ", then again")
                    .isNull();
            prepared.assertDone(what + ", then again");
            assertThat(log.text()).as(what).doesNotContain(OLD, NEW);
        }
    }

    private static boolean isTold(Throwable thrown) {
        return thrown instanceof StoreException
                || thrown instanceof UnsupportedOperationException
                || (thrown instanceof AuthException refusal && refusal.code() == AuthError.MAIL_NOT_SENT);
    }

    /** Exactly one of the two passwords counts, and with the new one every session from before is dead. */
    static void assertOnePassword(Scene scene, SignedIn before, String what) {
        boolean changed = scene.canLogIn(NEW);
        assertThat(scene.canLogIn(OLD)).as(what + ": old password").isEqualTo(!changed);
        assertThat(scene.isAlive(before)).as(what + ": session from before").isEqualTo(!changed);
    }
}
