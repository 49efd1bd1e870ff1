package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells how often a shown code was really compared with a mailed one: an attempt was claimed, the challenge was no
 * decoy, and the account still takes codes. Counts for all stores that it wraps together. For one thread.
 */
final class CountedStores {
    /** Of one call, in their order: whether the challenge was real, and whether a compare was allowed. */
    private final List<Boolean> claims = new ArrayList<>();

    private final List<Boolean> takes = new ArrayList<>();
    private int issued;

    AuthStores counting(AuthStores plain) {
        return plain.withChallenges(counting(plain.challenges()))
                .withLimits(new HeardLimiter(plain.limits(), this::heard));
    }

    /** How many live codes one call guessed at. */
    int guessesOf(Runnable call) {
        claims.clear();
        takes.clear();
        call.run();
        boolean oneForAll = takes.size() < claims.size();
        int compared = 0;
        for (int i = 0; i < claims.size(); i++) {
            boolean allowed = oneForAll ? takes.contains(true) : takes.get(i);
            compared += claims.get(i) && allowed ? 1 : 0;
        }
        return compared;
    }

    /** How many codes were mailed so far. */
    int issued() {
        return issued;
    }

    private OtpStore counting(OtpStore plain) {
        return (OtpStore) Proxy.newProxyInstance(
                OtpStore.class.getClassLoader(), new Class<?>[] {OtpStore.class}, (proxy, verb, arguments) -> {
                    try {
                        Object answer = verb.invoke(plain, arguments);
                        count(plain, verb.getName(), arguments, answer);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void count(OtpStore plain, String verb, Object[] arguments, @Nullable Object answer) {
        switch (verb) {
            case "claimAttempt" -> {
                if (answer instanceof Optional<?> found && found.isPresent()) {
                    claims.add(isReal((Challenge) found.get()));
                }
            }
            case "insert" -> issued += isReal((Challenge) arguments[0]) ? 1 : 0;
            case "replaceCode" ->
                issued += Objects.equals(answer, true)
                                && plain.find((String) arguments[0])
                                        .filter(CountedStores::isReal)
                                        .isPresent()
                        ? 1
                        : 0;
            default -> {}
        }
    }

    /** Decoys begin with an exclamation mark; and nobody has a mailbox that a code could be mailed to. */
    private static boolean isReal(Challenge challenge) {
        return !challenge.secretHash().startsWith("!") && !challenge.subject().startsWith("nobody:");
    }

    private void heard(List<Charge> charges, Receipt receipt) {
        if (charges.stream().anyMatch(charge -> charge.key().startsWith("codes"))) {
            takes.add(receipt.refused().isEmpty());
        }
    }
}
