package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a call took, and what becomes of it when the verb ends. */
public final class Taking {
    private final Receipt receipt;
    private final List<Due> due;
    private final Instant at;
    /** Of silent charges; nothing of those that stay taken. */
    private final Map<String, Outcome> silent = new HashMap<>();

    private boolean unused;
    private boolean spent;

    Taking(Receipt receipt, List<Due> due, Instant at) {
        this.receipt = receipt;
        this.due = due;
        this.at = at;
    }

    public boolean hadRoom() {
        return receipt.refused().isEmpty();
    }

    /** How the account stands if this very unit has locked it. */
    public Optional<Standing> lock(Instant now) {
        return receipt.taken().stream()
                .filter(unit -> unit.charge().rule() instanceof Lockout)
                .map(unit -> unit.charge().rule().look(unit.state(), now))
                .filter(standing -> standing.fullUntil().isPresent())
                .findFirst();
    }

    /** How long a silent charge has no room; empty if all had room. */
    public Optional<Duration> locked() {
        return hadRoom() ? Optional.empty() : Optional.of(receipt.retryAfter());
    }

    Receipt receipt() {
        return receipt;
    }

    Instant at() {
        return at;
    }

    void clear() {
        all(Due.Kind.SILENT, Outcome.FORGET, silent);
    }

    /** Nothing was looked at, so nothing was wrong: who asks too often must not lock the account besides. */
    void refused() {
        all(Due.Kind.SILENT, Outcome.GIVE_BACK, silent);
        all(Due.Kind.SILENT_ON_FAILURE, Outcome.GIVE_BACK, silent);
    }

    /** Whatever was found right or wrong, the call went no further: exactly what was taken is free again. */
    void giveBack() {
        unused = !spent;
    }

    /** What it was taken for has been done, and stays so whatever becomes of the call. */
    void spend() {
        spent = true;
    }

    void keep(List<String> keys) {
        silent.keySet().removeAll(keys);
    }

    Map<String, Outcome> outcomes(boolean succeeded) {
        if (unused) {
            return receipt.taken().stream()
                    .collect(Collectors.toMap(unit -> unit.charge().key(), unit -> Outcome.GIVE_BACK));
        }
        Map<String, Outcome> outcomes = new HashMap<>(silent);
        if (succeeded) {
            all(Due.Kind.LOUD_ON_FAILURE, Outcome.GIVE_BACK, outcomes);
            all(Due.Kind.SILENT_ON_FAILURE, Outcome.GIVE_BACK, outcomes);
        }
        return outcomes;
    }

    private void all(Due.Kind kind, Outcome outcome, Map<String, Outcome> outcomes) {
        due.stream()
                .filter(each -> each.kind() == kind)
                .forEach(each -> outcomes.put(each.charge().key(), outcome));
    }
}
