package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.model.UpdateOptions;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The one document that says which version the collections are of, and which code may run on them. */
final class SchemaVersion {
    static final String ID = "schema";
    private static final String VERSION = "version";
    private static final String OLDEST_CODE = "oldest_code";

    /** The version that this code was written for. */
    private static final int OF_THIS_CODE = 1;

    private SchemaVersion() {}

    /** Writes the document if it is missing; one that is there says what newer code has left behind, and stays. */
    static void ensure(Mongo mongo) {
        mongo.unlessDuplicate(
                "write the version",
                c -> c.updateOne(
                        eq("_id", ID),
                        combine(setOnInsert(VERSION, OF_THIS_CODE), setOnInsert(OLDEST_CODE, OF_THIS_CODE)),
                        new UpdateOptions().upsert(true)));
    }

    static void require(@Nullable Document found, String collection) {
        if (found == null
                || !(found.get(VERSION) instanceof Number version)
                || !(found.get(OLDEST_CODE) instanceof Number oldestCode)
                || version.intValue() < OF_THIS_CODE) {
            throw new IllegalStateException("The collection " + collection + " has no document {_id: \"" + ID + "\", "
                    + VERSION + ": " + OF_THIS_CODE + ", " + OLDEST_CODE + ": " + OF_THIS_CODE
                    + "}: call MongoStores.ensureIndexes(), or insert it by hand");
        }
        if (oldestCode.intValue() > OF_THIS_CODE) {
            throw new IllegalStateException("The collections are of version " + version + ", on which code older than"
                    + " version " + oldestCode + " must not run, and this is version " + OF_THIS_CODE
                    + ": run a newer Keystile (" + collection + " says so)");
        }
    }
}
