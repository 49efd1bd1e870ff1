package io.github.keystile.auth.store.mongo;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Makes the indexes, and looks whether those that security rests on are there. */
final class Schema {
    /** Expired documents are read for an hour more: by resends, by contested addresses, by clocks that differ. */
    private static final long KEPT_HOURS = 1;

    private final Collections collections;

    Schema(Collections collections) {
        this.collections = collections;
    }

    void ensureIndexes() {
        create(collections.users(), Indexes.ascending(UserDocument.EMAIL_KEY), new IndexOptions().unique(true));
        create(
                collections.users(),
                Indexes.ascending(UserDocument.USERNAME_KEY),
                new IndexOptions().unique(true).sparse(true));
        create(collections.users(), Indexes.ascending(UserDocument.CREATED_AT, "_id"), new IndexOptions());
        create(collections.challenges(), newestOf("issued_at", "subject", "purpose"), new IndexOptions());
        create(collections.challenges(), Indexes.ascending("secret_hash"), new IndexOptions());
        create(collections.challenges(), Indexes.ascending("expires_at"), expiry());
        create(collections.sessions(), newestOf("created_at", "user_id"), new IndexOptions());
        create(collections.sessions(), Indexes.ascending("expires_at"), expiry());
        create(collections.limits(), Indexes.ascending("forget_at"), expiry());
        create(collections.credentials(), Indexes.ascending(CredentialDocument.KIND_KEY), unique());
        create(collections.credentials(), Indexes.ascending("user_id", "created_at"), new IndexOptions());
        create(collections.credentials(), Indexes.ascending("expires_at"), expiry());
        SchemaVersion.ensure(new Mongo(collections.schema()));
    }

    private static IndexOptions unique() {
        return new IndexOptions().unique(true);
    }

    private static void create(MongoCollection<Document> collection, Bson keys, IndexOptions options) {
        new Mongo(collection).run("create indexes", c -> c.createIndex(keys, options));
    }

    private static Bson newestOf(String timeField, String... fields) {
        return Indexes.compoundIndex(Indexes.ascending(fields), Indexes.descending(timeField));
    }

    private static IndexOptions expiry() {
        return new IndexOptions().expireAfter(KEPT_HOURS, TimeUnit.HOURS);
    }

    /** Refuses users whose names are not unique: without the indexes two accounts could share an address. */
    void requireUniqueNames() {
        List<Document> indexes = indexes(collections.users());
        require(collections.users(), indexes, UserDocument.EMAIL_KEY, false);
        require(collections.users(), indexes, UserDocument.USERNAME_KEY, true);
    }

    /** Refuses credentials of which two could have one key. A collection that is not there has none. */
    void requireUniqueCredentials() {
        List<Document> indexes = indexes(collections.credentials());
        if (!indexes.isEmpty()) {
            require(collections.credentials(), indexes, CredentialDocument.KIND_KEY, false);
        }
    }

    private static List<Document> indexes(MongoCollection<Document> collection) {
        return new Mongo(collection)
                .run(
                        "read indexes",
                        c -> c.listIndexes().maxTime(1, TimeUnit.SECONDS).into(new ArrayList<>()));
    }

    private static void require(
            MongoCollection<Document> collection, List<Document> indexes, String field, boolean sparse) {
        boolean found = indexes.stream().anyMatch(index -> isUnique(index, field) && isSparse(index) == sparse);
        if (!found) {
            String kind = sparse ? "unique sparse" : "unique";
            throw new IllegalStateException("The collection "
                    + collection.getNamespace().getCollectionName() + " has no " + kind + " index on " + field
                    + ": call MongoStores.ensureIndexes(), or create it by hand");
        }
    }

    private static boolean isUnique(Document index, String field) {
        return isOnlyKey(index.get("key", Document.class), field)
                && Boolean.TRUE.equals(index.get("unique"))
                && !index.containsKey("partialFilterExpression")
                && !index.containsKey("collation");
    }

    /** In either direction, in whatever type of number a shell has written. */
    private static boolean isOnlyKey(Document key, String field) {
        return key.size() == 1 && key.get(field) instanceof Number;
    }

    private static boolean isSparse(Document index) {
        return Boolean.TRUE.equals(index.get("sparse"));
    }
}
