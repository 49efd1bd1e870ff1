package io.github.keystile.auth.flow;

import static io.github.keystile.auth.flow.Scene.NEW;
import static io.github.keystile.auth.flow.Scene.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.flow.Watched.When;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/**
 * Every call that a verb makes to stores, hasher and token issuer fails once, before and after it took effect. A verb
 * fails with it, unless the call only tidied up; what it leaves behind is never half done, and the same wish works
 * afterwards.
 */
class FaultSweepTest {
    /** Without effect on who may do what: a success stays one. Whatever else breaks, nobody is let through. */
    private static final Set<String> TIDYING = Set.of("SessionStore.endAll", "RateLimiter.clear");

    @TestFactory
    @Tag("STO-09")
    @Tag("RFR-08")
    Stream<DynamicTest> noVerbIsEverHalfDone(TestReporter reporter) {
        return Stream.of(FaultyVerb.values())
                .map(verb -> DynamicTest.dynamicTest(verb.name(), () -> {
                    int calls = sweep(verb, () -> new StoreException("reach the database", null));
                    reporter.publishEntry(Map.of(
                            "figure", "Faults",
                            "what", verb + ", each call to stores, hasher and token issuer broken before and after",
                            "value", calls + " calls, " + 2 * calls + " faults, nothing half done"));
                }));
    }

    @TestFactory
    @Tag("STO-09")
    Stream<DynamicTest> noVerbIsHalfDoneWhateverIsThrown() {
        return Stream.of(FaultyVerb.values())
                .map(verb ->
                        DynamicTest.dynamicTest(verb.name(), () -> sweep(verb, UnsupportedOperationException::new)));
    }

    private static int sweep(FaultyVerb verb, Supplier<? extends RuntimeException> failure) {
        List<String> calls = callsOf(verb);
        assertThat(calls).as("calls of %s", verb).isNotEmpty();
        IntStream.range(0, calls.size())
                .forEach(call -> Stream.of(When.values()).forEach(when -> {
                    String what = verb + " with " + calls.get(call) + " (call " + call + ") broken " + when;
                    breakOne(verb, call, when, failure, TIDYING.contains(calls.get(call)), what);
                }));
        return calls.size();
    }

    private static List<String> callsOf(FaultyVerb verb) {
        try (Scene scene = new Scene()) {
            Prepared prepared = verb.prepare(scene);
            scene.auth.watched.heal();
            prepared.act();
            return scene.auth.watched.calls();
        }
    }

    private static void breakOne(
            FaultyVerb verb,
            int call,
            When when,
            Supplier<? extends RuntimeException> failure,
            boolean mayBeIgnored,
            String what) {
        try (CapturedLog log = new CapturedLog();
                Scene scene = new Scene()) {
            Prepared prepared = verb.prepare(scene);
            scene.auth.watched.breakCall(call, when, failure);
            Throwable thrown = catchThrowable(prepared::act);
            scene.auth.watched.heal();

            if (thrown == null) {
                assertThat(mayBeIgnored).as(what + ", and it went on").isTrue();
                prepared.assertDone(what);
            } else {
                assertThat(thrown).as(what).isInstanceOfAny(StoreException.class, UnsupportedOperationException.class);
                prepared.assertWhole(what);
            }
            assertThat(catchThrowable(prepared::again))
                    .as(what + ", then again")
                    .isNull();
            prepared.assertDone(what + ", then again");
            assertThat(log.text()).as(what).doesNotContain(OLD, NEW);
        }
    }

    /** Exactly one of the two passwords counts, and with the new one every session from before is dead. */
    static void assertOnePassword(Scene scene, SignedIn before, String what) {
        boolean changed = scene.canLogIn(NEW);
        assertThat(scene.canLogIn(OLD)).as(what + ": old password").isEqualTo(!changed);
        assertThat(scene.isAlive(before)).as(what + ": session from before").isEqualTo(!changed);
    }
}
