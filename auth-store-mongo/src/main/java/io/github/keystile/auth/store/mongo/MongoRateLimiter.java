package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.RateLimiter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Limits in one collection. Keys are charged one after the other, in the order of the list, each by compare-and-set
 * on its state. That keeps the whole contract without a transaction, because charges before a refused one stay taken
 * anyway; and a process that dies in between has taken too much, never too little.
 */
final class MongoRateLimiter implements RateLimiter {
    private static final int MAX_CHARGES = 8;
    private static final int CHUNK = 500;
    private static final String TAKE = "take limits";

    private final Mongo mongo;
    private final Purge purge;

    MongoRateLimiter(Mongo mongo) {
        this.mongo = mongo;
        this.purge = new Purge(mongo, "purge limits", "forget_at");
    }

    @Override
    public Decision take(List<Charge> charges, Instant now) {
        Map<String, String> states = states(keys(charges));
        for (Charge charge : charges) {
            LimitRule.Step step = take(charge, states.get(charge.key()), now);
            if (!step.allowed()) {
                return new Decision(charge.key(), step.retryAfter());
            }
        }
        return Decision.allowed();
    }

    /** A state that has changed meanwhile admits nobody: it is read again. */
    private LimitRule.Step take(Charge charge, @Nullable String read, Instant now) {
        Backoff backoff = new Backoff(TAKE);
        String state = read;
        while (true) {
            LimitRule.Step step = charge.rule().take(state, now);
            if (!step.allowed() || keep(charge.key(), state, step)) {
                return step;
            }
            backoff.pause();
            state = states(List.of(charge.key())).get(charge.key());
        }
    }

    private Map<String, String> states(List<String> keys) {
        return mongo
                .list(
                        TAKE,
                        in("_id", keys),
                        Sorts.ascending("_id"),
                        keys.size(),
                        fields -> Map.entry(fields.text("_id"), fields.text("state")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean keep(String key, @Nullable String before, LimitRule.Step step) {
        if (before == null) {
            Document document = new Document("_id", key)
                    .append("state", step.state())
                    .append("forget_at", Times.date(step.forgetAt()));
            return mongo.unlessDuplicate(TAKE, c -> c.insertOne(document)).isPresent();
        }
        return mongo.update(
                TAKE,
                and(eq("_id", key), eq("state", before)),
                combine(set("state", step.state()), set("forget_at", Times.date(step.forgetAt()))));
    }

    @Override
    public void clear(Collection<String> keys) {
        List<String> known = keys.stream()
                .filter(key -> Text.isKey(key, Text.LIMIT_KEY))
                .distinct()
                .toList();
        for (int from = 0; from < known.size(); from += CHUNK) {
            List<String> some = known.subList(from, Math.min(known.size(), from + CHUNK));
            mongo.deleteAll("clear limits", in("_id", some));
        }
    }

    @Override
    public int purge(Instant now, int limit) {
        return purge.run(lte("forget_at", Times.date(now)), limit);
    }

    private static List<String> keys(List<Charge> charges) {
        List<String> keys = charges.stream()
                .map(charge -> Text.key("The key of a charge", charge.key(), Text.LIMIT_KEY))
                .distinct()
                .toList();
        if (keys.isEmpty() || keys.size() > MAX_CHARGES || keys.size() != charges.size()) {
            throw new IllegalArgumentException("A call takes 1 to 8 charges with distinct keys");
        }
        return keys;
    }
}
