package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.RateLimiter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Limits in one table. Rows are locked in the order of their keys, so that calls queue and do not deadlock. */
final class JdbcRateLimiter implements RateLimiter {
    private static final int MAX_CHARGES = 8;
    private static final int CHUNK = 500;
    private static final String UPDATE = "UPDATE #limit SET state = ?, forget_at = ? WHERE limit_key = ?";

    /** An empty state is one that no rule can read: a key that was never seen. */
    private static final String INSERT = "INSERT INTO #limit (limit_key, state, forget_at) VALUES ";

    private static final String INSERTED_ROW = "(?, '', ?)";

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcRateLimiter(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge limits", "#limit", "limit_key", "forget_at <= ?");
    }

    /**
     * A row that does not exist cannot be locked. So missing rows are inserted first; inserting them under the lock
     * would make parallel first calls deadlock on InnoDB's gaps. They go in one statement, sorted: one each would let
     * the clock tell how many there were, and with it whether somebody's mailbox was mailed to before.
     */
    @Override
    public Decision take(List<Charge> charges, Instant now) {
        List<String> keys = sortedKeys(charges);
        String lock = "SELECT limit_key, state FROM #limit WHERE limit_key IN (" + Sql.marks(keys.size())
                + ") ORDER BY limit_key FOR UPDATE";
        Backoff backoff = new Backoff("take limits");
        boolean first = true;
        while (true) {
            Map<String, String> states = new HashMap<>();
            Optional<Decision> decision = jdbc.transaction("take limits", sql -> {
                states.clear();
                sql.list(lock, row -> states.put(row.getString(1), row.getString(2)), keys.toArray());
                return states.size() == keys.size() ? Optional.of(apply(sql, charges, states, now)) : Optional.empty();
            });
            if (decision.isPresent()) {
                return decision.get();
            }
            if (!first) {
                backoff.pause(null);
            }
            first = false;
            insert(keys.stream().filter(key -> !states.containsKey(key)).toList(), now);
        }
    }

    private static Decision apply(Sql sql, List<Charge> charges, Map<String, String> states, Instant now)
            throws SQLException {
        List<Object[]> taken = new ArrayList<>();
        Decision decision = Decision.allowed();
        for (Charge charge : charges) {
            LimitRule.Step step = charge.rule().take(states.get(charge.key()), now);
            if (!step.allowed()) {
                decision = new Decision(charge.key(), step.retryAfter());
                break;
            }
            taken.add(new Object[] {step.state(), step.forgetAt(), charge.key()});
        }
        if (!taken.isEmpty()) {
            sql.batch(UPDATE, taken);
        }
        return decision;
    }

    /** Where one of the keys was inserted by somebody else meanwhile, none is; the next look tells which. */
    private void insert(List<String> keys, Instant now) {
        String rows = String.join(", ", Collections.nCopies(keys.size(), INSERTED_ROW));
        Object[] values = keys.stream().flatMap(key -> Stream.of(key, now)).toArray();
        jdbc.unlessDuplicate("take limits", sql -> sql.update(INSERT + rows, values));
    }

    @Override
    public void clear(Collection<String> keys) {
        List<String> known = keys.stream()
                .filter(key -> Text.isKey(key, Text.LIMIT_KEY))
                .distinct()
                .sorted()
                .toList();
        for (int from = 0; from < known.size(); from += CHUNK) {
            List<String> some = known.subList(from, Math.min(known.size(), from + CHUNK));
            String delete = "DELETE FROM #limit WHERE limit_key IN (" + Sql.marks(some.size()) + ")";
            jdbc.update("clear limits", delete, some.toArray());
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        return purge.run(now, limit);
    }

    private static List<String> sortedKeys(List<Charge> charges) {
        List<String> keys = charges.stream()
                .map(charge -> Text.key("The key of a charge", charge.key(), Text.LIMIT_KEY))
                .distinct()
                .sorted()
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_CHARGES || keys.size() != charges.size()) {
            throw new IllegalArgumentException("A call takes 1 to 8 charges with distinct keys");
        }
        return keys;
    }
}
