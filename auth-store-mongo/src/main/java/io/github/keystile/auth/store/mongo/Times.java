package io.github.keystile.auth.store.mongo;

import java.time.Instant;
import org.bson.BsonDateTime;

/** Instants as MongoDB's dates, milliseconds since 1970 UTC: what expiry indexes look at. */
final class Times {
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private Times() {}

    static BsonDateTime date(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return new BsonDateTime(Long.MIN_VALUE);
        }
        return new BsonDateTime(instant.isAfter(LAST) ? Long.MAX_VALUE : instant.toEpochMilli());
    }
}
