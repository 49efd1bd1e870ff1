package io.github.keystile.auth.store.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.error.UnreadableRowException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Commands on one collection, each of them atomic on each document it meets. No command is tried again here: where
 * it is unclear what happened, a {@link StoreException} says so.
 */
final class Mongo {
    /** Commands whose answer is the driver's. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(MongoCollection<Document> collection);
    }

    private final MongoCollection<Document> collection;

    Mongo(MongoCollection<Document> collection) {
        this.collection = collection;
    }

    <T extends @Nullable Object> T run(String operation, Work<T> work) {
        try {
            return work.run(collection);
        } catch (MongoException e) {
            throw Failure.broken(operation, e);
        } catch (IllegalStateException | BSONException e) {
            // A client that was closed, and bytes that are no document.
            throw new StoreException(operation, e);
        }
    }

    /** What the command answered; empty if a unique index stood against it. */
    <T> Optional<T> unlessDuplicate(String operation, Work<T> work) {
        return run(operation, c -> {
            try {
                return Optional.of(work.run(c));
            } catch (MongoException e) {
                if (Failure.isDuplicate(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Whether the filter found its one document; a document that the update leaves as it was counts. */
    boolean update(String operation, Bson filter, Bson update) {
        return run(operation, c -> c.updateOne(filter, update).getMatchedCount() == 1);
    }

    boolean delete(String operation, Bson filter) {
        return run(operation, c -> c.deleteOne(filter).getDeletedCount() == 1);
    }

    int deleteAll(String operation, Bson filter) {
        return Math.toIntExact(run(operation, c -> c.deleteMany(filter).getDeletedCount()));
    }

    <T> Optional<T> find(String operation, Bson filter, Function<Fields, T> reader) {
        return read(run(operation, c -> c.find(filter).first()), reader);
    }

    /** Sorted, and no more than {@code limit}. */
    <T> List<T> list(String operation, Bson filter, Bson sort, int limit, Function<Fields, T> reader) {
        List<Document> found =
                run(operation, c -> c.find(filter).sort(sort).limit(limit).into(new ArrayList<>()));
        return found.stream()
                .map(document -> reader.apply(new Fields(kind(), document)))
                .toList();
    }

    <T> Optional<T> read(@Nullable Document document, Function<Fields, T> reader) {
        return Optional.ofNullable(document).map(found -> reader.apply(new Fields(kind(), found)));
    }

    /** For lists: a document that cannot be read is nothing but its place. */
    static <T> Page.Place<T> place(Fields fields, Function<Fields, T> reader) {
        Date createdAt = fields.document().getDate("created_at");
        String id = fields.document().getString("_id");
        try {
            return new Page.Place<>(createdAt, id, Optional.of(reader.apply(fields)));
        } catch (UnreadableRowException e) {
            return new Page.Place<>(createdAt, id, Optional.empty());
        }
    }

    private String kind() {
        return collection.getNamespace().getCollectionName();
    }
}
