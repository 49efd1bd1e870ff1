package io.github.keystile.auth.flow;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * In-memory stores that tell how often a shown code was really compared with a mailed one: an attempt was claimed, the
 * challenge was no decoy, and the account still takes codes. For one thread.
 */
final class CountedStores {
    private final AuthStores plain = AuthStores.inMemory();
    private int claimed;
    private int issued;
    private boolean compared;

    AuthStores stores() {
        return new AuthStores(plain.users(), challenges(), plain.sessions(), new CountedLimiter());
    }

    /** How many live codes one call guessed at. */
    int guessesOf(Runnable call) {
        claimed = 0;
        compared = false;
        call.run();
        return compared ? claimed : 0;
    }

    /** How many codes were mailed so far. */
    int issued() {
        return issued;
    }

    private OtpStore challenges() {
        return (OtpStore) Proxy.newProxyInstance(
                OtpStore.class.getClassLoader(), new Class<?>[] {OtpStore.class}, (proxy, verb, arguments) -> {
                    try {
                        Object answer = verb.invoke(plain.challenges(), arguments);
                        count(verb.getName(), arguments, answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void count(String verb, Object[] arguments, Object answer) {
        switch (verb) {
            case "claimAttempt" ->
                claimed += ((Optional<?>) answer)
                                .filter(found -> isReal((Challenge) found))
                                .isPresent()
                        ? 1
                        : 0;
            case "insert" -> issued += isReal((Challenge) arguments[0]) ? 1 : 0;
            case "replaceCode" -> issued += (boolean) answer && isReal((String) arguments[0]) ? 1 : 0;
            default -> {}
        }
    }

    private boolean isReal(String challengeId) {
        return plain.challenges()
                .find(challengeId)
                .filter(CountedStores::isReal)
                .isPresent();
    }

    /** Decoys begin with an exclamation mark; and nobody has a mailbox that a code could be mailed to. */
    private static boolean isReal(Challenge challenge) {
        return !challenge.secretHash().startsWith("!") && !challenge.subject().startsWith("nobody:");
    }

    private final class CountedLimiter implements RateLimiter {
        @Override
        public Decision take(List<Charge> charges, Instant now) {
            Decision decision = plain.limits().take(charges, now);
            boolean ofCodes = charges.stream().anyMatch(charge -> charge.key().startsWith("codes"));
            compared |= ofCodes && decision.refused().isEmpty();
            return decision;
        }

        @Override
        public void clear(Collection<String> keys) {
            plain.limits().clear(keys);
        }

        @Override
        public int purge(Instant now, int limit) {
            return plain.limits().purge(now, limit);
        }
    }
}
