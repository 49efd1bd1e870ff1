package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.Sorts;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Deletes what is over, a bounded number at once: some keys are read, then deleted if the condition still holds, so
 * that a document renewed in between stays.
 */
final class Purge {
    private static final int CHUNK = 500;

    private final Mongo mongo;
    private final String operation;
    private final String timeField;

    /** The first in the order of {@code timeField} go first. */
    Purge(Mongo mongo, String operation, String timeField) {
        this.mongo = mongo;
        this.operation = operation;
        this.timeField = timeField;
    }

    int run(Bson condition, int limit) {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("The limit of a purge is 1 to 10000");
        }
        int deleted = 0;
        while (deleted < limit) {
            int wanted = Math.min(CHUNK, limit - deleted);
            List<String> keys =
                    mongo.list(operation, condition, Sorts.ascending(timeField), wanted, fields -> fields.text("_id"));
            if (!keys.isEmpty()) {
                deleted += mongo.deleteAll(operation, and(in("_id", keys), condition));
            }
            if (keys.size() < wanted) {
                break;
            }
        }
        return deleted;
    }
}
