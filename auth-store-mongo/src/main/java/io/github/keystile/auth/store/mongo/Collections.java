package io.github.keystile.auth.store.mongo;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.regex.Pattern;
import org.bson.Document;

/**
 * Where the documents are, and how they are read and written whatever the client's own settings are.
 *
 * <p>Reads are local to the primary: a compare-and-set is only as good as its view of the newest state, and what a
 * majority has not yet seen is newer. Writes are answered when they can no longer be rolled back.
 */
record Collections(MongoDatabase database, String prefix) {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    Collections {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "A collection prefix is a small letter and up to 30 small letters, digits or _");
        }
    }

    static Collections in(MongoDatabase database) {
        return new Collections(database, "auth_");
    }

    Collections withPrefix(String other) {
        return new Collections(database, other);
    }

    MongoCollection<Document> users() {
        return named("user");
    }

    MongoCollection<Document> challenges() {
        return named("challenge");
    }

    MongoCollection<Document> sessions() {
        return named("session");
    }

    MongoCollection<Document> limits() {
        return named("limit");
    }

    MongoCollection<Document> credentials() {
        return named("credential");
    }

    /** One document: which version the collections are of. */
    MongoCollection<Document> schema() {
        return named("schema");
    }

    private MongoCollection<Document> named(String name) {
        return database.getCollection(prefix + name)
                .withCodecRegistry(MongoClientSettings.getDefaultCodecRegistry())
                .withReadPreference(ReadPreference.primary())
                .withReadConcern(ReadConcern.LOCAL)
                .withWriteConcern(WriteConcern.MAJORITY);
    }
}
