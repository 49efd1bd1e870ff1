package io.github.keystile.tests.security;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * What a stranger sees of a call: the answer, and by the clock the work that was done.
 *
 * @param answer everything about result or refusal but random ids
 * @param work how often each part was called
 */
record Observed(String answer, Map<String, Integer> work) {
    static Observed of(Scene scene, Callable<?> call) {
        scene.auth.watched.heal();
        String answer = answer(scene, call);
        Map<String, Integer> work = new TreeMap<>();
        scene.auth.watched.calls().forEach(name -> work.merge(name, 1, Integer::sum));
        return new Observed(answer, work);
    }

    private static String answer(Scene scene, Callable<?> call) {
        try {
            Object result = call.call();
            if (result instanceof ChallengeStarted started) {
                return "started, of " + started.challengeId().length() + " characters, good for "
                        + Duration.between(scene.auth.clock.instant(), started.expiresAt()) + ", again after "
                        + Duration.between(scene.auth.clock.instant(), started.resendAt());
            }
            return "success: " + result.getClass().getSimpleName();
        } catch (AuthException refusal) {
            return refusal.code() + " " + refusal.getMessage() + " " + refusal.retryAfter();
        } catch (Exception other) {
            throw new AssertionError("Neither result nor refusal", other);
        }
    }
}
