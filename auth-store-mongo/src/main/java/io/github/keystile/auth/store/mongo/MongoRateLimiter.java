package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Kept;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.limit.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Limits in one collection. Keys are charged one after the other, in the order of the list, each by compare-and-set
 * on its state. That keeps the whole contract without a transaction, because charges before a refused one stay taken
 * anyway; and a process that dies in between has taken too much, never too little.
 *
 * <p>Who is overtaken on a hot key stands in a fair line of this process ({@link Queues}) and tries again when it is their
 * turn, without sleeping. So each process has one call at a time on such a key, and one of all processes gets on each time.
 */
final class MongoRateLimiter implements RateLimiter {
    private static final int CHUNK = 500;
    private static final String TAKE = "take limits";
    private static final String SETTLE = "settle limits";

    private final Mongo mongo;
    private final Purge purge;
    private final Queues queues = new Queues();

    MongoRateLimiter(Mongo mongo) {
        this.mongo = mongo;
        this.purge = new Purge(mongo, "purge limits", "forget_at");
    }

    @Override
    public Receipt take(List<Charge> charges, Instant now) {
        Map<String, String> states = states(TAKE, Charge.keysOf(charges));
        Receipt planned = Receipt.of(charges, states, now);
        List<Receipt.Taken> taken = new ArrayList<>();
        for (Receipt.Taken unit : planned.taken()) {
            String key = unit.charge().key();
            if (keep(unit, states.get(key))) {
                taken.add(unit);
                continue;
            }
            // A state that has changed meanwhile admits nobody.
            Receipt again = queues.inLine(TAKE, key, () -> takeAgain(unit.charge(), now));
            taken.addAll(again.taken());
            if (again.refused().isPresent()) {
                return new Receipt(taken, unit.charge(), again.retryAfter());
            }
        }
        return new Receipt(taken, planned.refused().orElse(null), planned.retryAfter());
    }

    private @Nullable Receipt takeAgain(Charge charge, Instant now) {
        Map<String, String> states = states(TAKE, List.of(charge.key()));
        Receipt receipt = Receipt.of(List.of(charge), states, now);
        boolean written = receipt.taken().stream().allMatch(unit -> keep(unit, states.get(charge.key())));
        return written ? receipt : null;
    }

    private boolean keep(Receipt.Taken unit, @Nullable String before) {
        String key = unit.charge().key();
        if (before != null) {
            return replace(TAKE, key, before, new Kept(unit.state(), unit.forgetAt()));
        }
        Document document =
                new Document("_id", key).append("state", unit.state()).append("forget_at", Times.date(unit.forgetAt()));
        return mongo.unlessDuplicate(TAKE, c -> c.insertOne(document)).isPresent();
    }

    private boolean replace(String operation, String key, String before, Kept kept) {
        return mongo.update(
                operation,
                and(eq("_id", key), eq("state", before)),
                combine(set("state", kept.state()), set("forget_at", Times.date(kept.forgetAt()))));
    }

    /** One command for what is forgotten and one unit that is given back, which is what a login settles. */
    @Override
    public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {
        List<Settlement> forgotten = new ArrayList<>();
        List<Settlement> back = new ArrayList<>();
        receipt.settle(outcomes).forEach(each -> (each.outcome() == Outcome.FORGET ? forgotten : back).add(each));
        int first = Math.min(1, back.size());
        settle(forgotten, back.subList(0, first), now);
        back.subList(first, back.size()).forEach(each -> settle(List.of(), List.of(each), now));
    }

    private void settle(List<Settlement> forgotten, List<Settlement> back, Instant now) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Settlement each : forgotten) {
            each.after("", now).ifPresent(kept -> writes.add(write(eq("_id", each.key()), kept)));
        }
        for (Settlement each : back) {
            String written = each.taken().state();
            each.after(written, now)
                    .ifPresent(kept -> writes.add(write(and(eq("_id", each.key()), eq("state", written)), kept)));
        }
        boolean settled =
                writes.isEmpty() || mongo.run(SETTLE, c -> c.bulkWrite(writes).getMatchedCount()) == writes.size();
        if (!settled && all(forgotten)) {
            back.forEach(each -> queues.inLine(SETTLE, each.key(), () -> settleAgain(each, now)));
        }
    }

    private static WriteModel<Document> write(Bson filter, Kept kept) {
        return new UpdateOneModel<>(
                filter, combine(set("state", kept.state()), set("forget_at", Times.date(kept.forgetAt()))));
    }

    /**
     * Whether all are there, so that a write which found nothing was the one that gives back. Otherwise nobody can tell, and
     * the unit stays taken: once too few is better than twice.
     */
    private boolean all(List<Settlement> forgotten) {
        List<String> keys = forgotten.stream().map(Settlement::key).toList();
        return keys.isEmpty() || states(SETTLE, keys).size() == keys.size();
    }

    /** True if it is settled, or there is nothing to settle any more. */
    private @Nullable Boolean settleAgain(Settlement settlement, Instant now) {
        String state = states(SETTLE, List.of(settlement.key())).get(settlement.key());
        if (state == null) {
            return true;
        }
        boolean settled = settlement
                .after(state, now)
                .map(kept -> replace(SETTLE, settlement.key(), state, kept))
                .orElse(true);
        return settled ? true : null;
    }

    @Override
    public void forget(Collection<String> keys) {
        chunks(
                keys,
                some -> mongo.run(
                        "forget limits", c -> c.updateMany(in("_id", some), set("state", LimitRule.blank()))));
    }

    @Override
    public Map<String, String> peek(Collection<String> keys) {
        Map<String, String> states = new HashMap<>();
        chunks(keys, some -> states.putAll(states("peek at limits", some)));
        return states;
    }

    private Map<String, String> states(String operation, List<String> keys) {
        Map<String, String> states = new HashMap<>();
        mongo.list(
                        operation,
                        in("_id", keys),
                        Sorts.ascending("_id"),
                        keys.size(),
                        fields -> Map.entry(fields.text("_id"), fields.text("state")))
                .forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }

    private static void chunks(Collection<String> keys, Consumer<List<String>> work) {
        List<String> known = keys.stream()
                .filter(key -> Text.isKey(key, Text.LIMIT_KEY))
                .distinct()
                .toList();
        for (int from = 0; from < known.size(); from += CHUNK) {
            work.accept(known.subList(from, Math.min(known.size(), from + CHUNK)));
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        return purge.run(lte("forget_at", Times.date(now)), limit);
    }
}
