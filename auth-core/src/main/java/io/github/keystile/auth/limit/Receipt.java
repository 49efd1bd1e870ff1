package io.github.keystile.auth.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What became of {@link RateLimiter#take}: which units were taken, and which charge had no room. Whoever holds it may
 * settle it, once. It is compared by identity and safe for use by many threads.
 */
public final class Receipt {
    private final List<Taken> taken;
    private final @Nullable Charge refused;
    private final Duration retryAfter;
    private final AtomicBoolean settled = new AtomicBoolean();

    /**
     * One unit that was taken.
     *
     * @param charge whose unit
     * @param state what was written under the charge's key with it, by which the unit is known again
     * @param forgetAt from then on the state means the same as no state
     */
    public record Taken(Charge charge, String state, Instant forgetAt) {
        public Taken {
            Objects.requireNonNull(charge, "charge");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(forgetAt, "forgetAt");
        }
    }

    /**
     * For limiters that do not take all charges at once; others use {@link #of}.
     *
     * @param taken what was taken and is written, in the order of the charges
     * @param refused the charge that had no room, the very object; null if all had room
     * @param retryAfter how long until it has room again; zero if all had room
     */
    public Receipt(List<Taken> taken, @Nullable Charge refused, Duration retryAfter) {
        this.taken = List.copyOf(taken);
        this.refused = refused;
        this.retryAfter = Objects.requireNonNull(retryAfter, "retryAfter");
    }

    /**
     * Applies the rules of charges to what is kept, in their order, until one has no room. Nothing is written: that,
     * before anybody else can, is the limiter's part, and it writes what {@link #taken()} says and nothing else.
     *
     * @param charges 1 to 8 charges with distinct keys
     * @param states what is kept under their keys; a key that is not kept is not in it
     * @param now the time
     * @return what was taken if the limiter writes it
     * @throws IllegalArgumentException if there are no charges, more than 8, or two with one key
     */
    public static Receipt of(List<Charge> charges, Map<String, String> states, Instant now) {
        Charge.keysOf(charges);
        List<Taken> taken = new ArrayList<>();
        for (Charge charge : charges) {
            String state = states.getOrDefault(charge.key(), "");
            LimitRule.Step step = charge.rule().take(state.isEmpty() ? LimitRule.blank() : state, now);
            if (!step.allowed()) {
                return new Receipt(taken, charge, step.retryAfter());
            }
            taken.add(new Taken(charge, step.state(), step.forgetAt()));
        }
        return new Receipt(taken, null, Duration.ZERO);
    }

    /**
     * The units that were taken.
     *
     * @return them in the order of the charges, those before the refused one
     */
    public List<Taken> taken() {
        return taken;
    }

    /**
     * Which charge had no room.
     *
     * @return the object that was in the list of charges; empty if all had room
     */
    public Optional<Charge> refused() {
        return Optional.ofNullable(refused);
    }

    /**
     * When to come again.
     *
     * @return how long until the refused charge has room again; zero if all had room
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * What a limiter has to do to settle this receipt. The receipt is settled with this call, whatever becomes of
     * what it answers: a unit is never given back twice, and one whose settling fails stays taken.
     *
     * @param outcomes by key; the units of other keys are kept, and keys of which nothing was taken are ignored
     * @return what to do, in the order of the keys, so that all who lock rows lock them in one order; nothing for
     *     units that are kept, and nothing at all the second time
     */
    public List<Settlement> settle(Map<String, Outcome> outcomes) {
        Objects.requireNonNull(outcomes, "outcomes");
        if (settled.getAndSet(true)) {
            return List.of();
        }
        return taken.stream()
                .map(each ->
                        new Settlement(each, outcomes.getOrDefault(each.charge().key(), Outcome.KEEP)))
                .filter(each -> each.outcome() != Outcome.KEEP)
                .sorted(Comparator.comparing(Settlement::key))
                .toList();
    }

    @Override
    public String toString() {
        return "Receipt[taken=" + taken.size() + ", refused=" + (refused != null) + ", retryAfter=" + retryAfter + "]";
    }
}
