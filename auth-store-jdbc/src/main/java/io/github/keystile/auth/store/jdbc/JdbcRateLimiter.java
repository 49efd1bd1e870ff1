package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Kept;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Settlement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Limits in one table. Rows are locked in the order of their keys, so that calls queue and do not deadlock. */
final class JdbcRateLimiter implements RateLimiter {
    private static final int CHUNK = 500;
    private static final String TAKE = "take limits";
    private static final String SETTLE = "settle limits";
    private static final String UPDATE = "UPDATE #limit SET state = ?, forget_at = ? WHERE limit_key = ?";
    private static final String UPDATE_UNCHANGED = UPDATE + " AND state = ?";
    private static final String INSERT = "INSERT INTO #limit (limit_key, state, forget_at) VALUES ";

    private final Jdbc jdbc;
    private final Purge purge;

    JdbcRateLimiter(Jdbc jdbc) {
        this.jdbc = jdbc;
        this.purge = new Purge(jdbc, "purge limits", "#limit", "limit_key", "forget_at", "<=");
    }

    /** What somebody else wrote since it was read. Rolls back. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Changed() {
            super(null, null, false, false);
        }
    }

    private enum Written {
        YES,
        /** A row that was there has changed. */
        NOT_CHANGED,
        /** A row that was missing is there. */
        NOT_MISSING
    }

    /** What was decided, and on what. */
    private record Look(Map<String, String> states, Receipt receipt) {
        List<Receipt.Taken> known() {
            return receipt.taken().stream()
                    .filter(unit -> states.containsKey(unit.charge().key()))
                    .toList();
        }

        List<Receipt.Taken> missing() {
            return receipt.taken().stream()
                    .filter(unit -> !states.containsKey(unit.charge().key()))
                    .toList();
        }
    }

    /**
     * A row that does not exist cannot be locked, and inserting it under the locks of others would make parallel
     * first calls deadlock on InnoDB's gaps. So where rows are missing, the locks are let go: in a transaction of its
     * own, what was decided is written where nothing has changed since. If something has, missing rows are inserted
     * empty, and the decision is made again under the locks of all rows.
     *
     * <p>Missing rows go in one statement: one each would let the clock tell how many there were, and with it
     * whether somebody's mailbox was mailed to before.
     */
    @Override
    public Receipt take(List<Charge> charges, Instant now) {
        List<String> keys = Charge.keysOf(charges);
        Backoff backoff = new Backoff(TAKE);
        for (int tries = 0; ; tries++) {
            Look look = jdbc.transaction(TAKE, sql -> look(sql, charges, keys, now));
            if (look.missing().isEmpty()) {
                return look.receipt();
            }
            Written written = tries == 0 ? write(look) : Written.NOT_CHANGED;
            if (written == Written.YES) {
                return look.receipt();
            }
            if (written == Written.NOT_CHANGED) {
                insertEmpty(look.missing(), now);
            }
            if (tries > 0) {
                backoff.pause(null);
            }
        }
    }

    /** Decides under locks, and writes what it decided if no row is missing for that. */
    private static Look look(Sql sql, List<Charge> charges, List<String> keys, Instant now) throws SQLException {
        Map<String, String> states = lock(sql, keys);
        Look look = new Look(states, Receipt.of(charges, states, now));
        if (look.missing().isEmpty() && !look.known().isEmpty()) {
            sql.batch(UPDATE, look.known().stream().map(JdbcRateLimiter::values).toList());
        }
        return look;
    }

    private static Map<String, String> lock(Sql sql, List<String> sortedKeys) throws SQLException {
        Map<String, String> states = new HashMap<>();
        sql.list(
                "SELECT limit_key, state FROM #limit WHERE limit_key IN (" + Sql.marks(sortedKeys.size())
                        + ") ORDER BY limit_key FOR UPDATE",
                row -> states.put(row.getString(1), row.getString(2)),
                sortedKeys.toArray());
        return states;
    }

    private static Object[] values(Receipt.Taken unit) {
        return new Object[] {unit.state(), unit.forgetAt(), unit.charge().key()};
    }

    /**
     * Writes what was decided, without a lock since. Rows that were there come first: who waits for one of them then
     * holds no new row that somebody with that row's lock could wait for.
     */
    private Written write(Look look) {
        List<Object[]> updates = look.known().stream()
                .map(unit -> updateUnchanged(
                        unit.charge().key(),
                        new Kept(unit.state(), unit.forgetAt()),
                        Objects.requireNonNull(look.states().get(unit.charge().key()))))
                .sorted(JdbcRateLimiter::byKey)
                .toList();
        List<Object[]> rows = look.missing().stream()
                .map(unit -> new Object[] {unit.charge().key(), unit.state(), unit.forgetAt()})
                .toList();
        return unlessChanged(TAKE, sql -> {
            updateAll(sql, updates);
            insert(sql, rows);
        });
    }

    private Written unlessChanged(String operation, Writes writes) {
        try {
            jdbc.transaction(operation, sql -> {
                writes.run(sql);
                return true;
            });
            return Written.YES;
        } catch (Changed e) {
            return Written.NOT_CHANGED;
        } catch (StoreException e) {
            if (e.getCause() instanceof SQLException cause && Failure.isDuplicate(cause)) {
                return Written.NOT_MISSING;
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Writes {
        void run(Sql sql) throws SQLException;
    }

    private static Object[] updateUnchanged(String key, Kept kept, String before) {
        return new Object[] {kept.state(), kept.forgetAt(), key, before};
    }

    private static int byKey(Object[] left, Object[] right) {
        return ((String) left[2]).compareTo((String) right[2]);
    }

    private static void updateAll(Sql sql, List<Object[]> updates) throws SQLException {
        if (!updates.isEmpty()
                && IntStream.of(sql.batch(UPDATE_UNCHANGED, updates)).anyMatch(rows -> rows != 1)) {
            throw new Changed();
        }
    }

    private static void insert(Sql sql, List<Object[]> rows) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(rows.size(), "(?, ?, ?)"));
        sql.update(
                INSERT + marks,
                rows.stream()
                        .sorted((left, right) -> ((String) left[0]).compareTo((String) right[0]))
                        .flatMap(Stream::of)
                        .toArray());
    }

    /** Where one of the keys was inserted by somebody else meanwhile, none is; the next look tells which. */
    private void insertEmpty(List<Receipt.Taken> missing, Instant now) {
        List<Object[]> rows = missing.stream()
                .map(unit -> new Object[] {unit.charge().key(), LimitRule.blank(), now})
                .toList();
        jdbc.unlessDuplicate(TAKE, sql -> {
            insert(sql, rows);
            return true;
        });
    }

    /** First without a lock, where nobody has written since the receipt; otherwise all under locks. */
    @Override
    public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
        List<Settlement> settlements = receipt.settle(outcomes);
        List<Object[]> updates = new ArrayList<>();
        for (Settlement each : settlements) {
            String before = each.taken().state();
            each.after(before, now).ifPresent(kept -> updates.add(updateUnchanged(each.key(), kept, before)));
        }
        if (updates.isEmpty()) {
            return;
        }
        boolean settled = updates.size() == 1
                ? jdbc.update(SETTLE, UPDATE_UNCHANGED, updates.get(0)) == 1
                : unlessChanged(SETTLE, sql -> updateAll(sql, updates)) == Written.YES;
        if (!settled) {
            jdbc.transaction(SETTLE, sql -> settleLocked(sql, settlements, now));
        }
    }

    private static boolean settleLocked(Sql sql, List<Settlement> settlements, Instant now) throws SQLException {
        Map<String, String> states =
                lock(sql, settlements.stream().map(Settlement::key).toList());
        List<Object[]> updates = new ArrayList<>();
        for (Settlement each : settlements) {
            String state = states.get(each.key());
            if (state != null) {
                each.after(state, now)
                        .ifPresent(kept -> updates.add(new Object[] {kept.state(), kept.forgetAt(), each.key()}));
            }
        }
        if (!updates.isEmpty()) {
            sql.batch(UPDATE, updates);
        }
        return true;
    }

    @Override
    public void forget(Collection<String> keys) {
        chunks(keys, some -> {
            String update = "UPDATE #limit SET state = ? WHERE forget_at >= ? AND limit_key IN ("
                    + Sql.marks(some.size()) + ")";
            jdbc.update(
                    "forget limits",
                    update,
                    Stream.concat(Stream.of(LimitRule.blank(), Sql.ANY), some.stream())
                            .toArray());
        });
    }

    @Override
    public Map<String, String> peek(Collection<String> keys) {
        Map<String, String> states = new HashMap<>();
        chunks(keys, some -> {
            String select = "SELECT limit_key, state FROM #limit WHERE limit_key IN (" + Sql.marks(some.size()) + ")";
            jdbc.list("peek at limits", select, row -> states.put(row.getString(1), row.getString(2)), some.toArray());
        });
        return states;
    }

    private static void chunks(Collection<String> keys, Consumer<List<String>> work) {
        List<String> known = keys.stream()
                .filter(key -> Text.isKey(key, Text.LIMIT_KEY))
                .distinct()
                .sorted()
                .toList();
        for (int from = 0; from < known.size(); from += CHUNK) {
            work.accept(known.subList(from, Math.min(known.size(), from + CHUNK)));
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        return purge.run(now, limit);
    }
}
