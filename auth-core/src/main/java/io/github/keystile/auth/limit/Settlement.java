package io.github.keystile.auth.limit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be done under one key of a receipt: {@link Receipt#settle}.
 *
 * @param taken the unit that was taken
 * @param outcome {@link Outcome#GIVE_BACK} or {@link Outcome#FORGET}
 */
public record Settlement(Receipt.Taken taken, Outcome outcome) {
    public Settlement {
        Objects.requireNonNull(taken, "taken");
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * Where it is done.
     *
     * @return the key of the charge
     */
    public String key() {
        return taken.charge().key();
    }

    /**
     * What to keep. A store first tries with {@code taken().state()} and one statement that writes only where that
     * state still stands; where it does not, it asks again with the state that it then holds under a lock, or
     * compares with in its next statement.
     *
     * @param state what is kept under the key now; a key that is not there any more is not settled at all
     * @param now the time
     * @return what to keep instead; empty if the state is to stay as it is, because the unit counts no more
     */
    public Optional<Kept> after(String state, Instant now) {
        return switch (outcome) {
            case KEEP -> Optional.empty();
            case GIVE_BACK -> taken.charge().rule().giveBack(taken.state(), state, now);
            case FORGET -> Optional.of(new Kept(LimitRule.blank(), now));
        };
    }
}
