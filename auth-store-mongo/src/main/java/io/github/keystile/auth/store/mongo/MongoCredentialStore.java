package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.model.Sorts;
import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.StoredCredential;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Credentials in one collection; its unique index and what each conditional command found are the answer. */
final class MongoCredentialStore implements CredentialStore {
    private static final Bson OLDEST_FIRST = Sorts.ascending("created_at", "_id");
    private static final int MAX_LISTED = 100;

    private final Mongo mongo;
    private final Purge purge;

    MongoCredentialStore(Mongo mongo) {
        this.mongo = mongo;
        this.purge = new Purge(mongo, "purge credentials", "expires_at");
    }

    /**
     * Which index stood against it is asked, not read from the server's message. Whoever stood there may be gone by
     * then; the insert is then tried again.
     */
    @Override
    public Insert insert(StoredCredential credential) {
        Document document = CredentialDocument.of(credential);
        Backoff backoff = new Backoff("insert credential");
        while (mongo.unlessDuplicate("insert credential", c -> c.insertOne(document))
                .isEmpty()) {
            if (isThere(eq("_id", credential.id()))) {
                return Insert.SAME_ID;
            }
            if (isThere(byKey(credential.kind(), credential.key()))) {
                return Insert.KEY_TAKEN;
            }
            backoff.pause();
        }
        return Insert.INSERTED;
    }

    @Override
    public Optional<StoredCredential> find(CredentialKind kind, String key) {
        return Text.isKey(key, Text.CREDENTIAL_KEY)
                ? mongo.find("find credential", byKey(kind, key), CredentialDocument::read)
                : Optional.empty();
    }

    private static Bson byKey(CredentialKind kind, String key) {
        return eq(CredentialDocument.KIND_KEY, CredentialDocument.kindKey(kind, key));
    }

    /** A document that cannot be read has its key all the same. */
    private boolean isThere(Bson filter) {
        return mongo.find("find credential", filter, Fields::document).isPresent();
    }

    @Override
    public List<StoredCredential> list(String userId, int limit) {
        if (limit < 1 || limit > MAX_LISTED) {
            throw new IllegalArgumentException("The limit of a list of credentials is 1 to " + MAX_LISTED);
        }
        return isId(userId)
                ? mongo.list("list credentials", eq("user_id", userId), OLDEST_FIRST, limit, CredentialDocument::read)
                : List.of();
    }

    @Override
    public boolean replace(StoredCredential credential) {
        Bson unchanged = and(
                eq("_id", credential.id()), eq("user_id", credential.userId()), eq("version", credential.version()));
        Bson replacement = combine(
                set("data", credential.data()),
                setOrUnset("used_at", credential.usedAt()),
                setOrUnset("expires_at", credential.expiresAt()),
                inc("version", 1L));
        return mongo.update("replace credential", unchanged, replacement);
    }

    @Override
    public boolean remove(String id, String userId) {
        return isId(id) && isId(userId) && mongo.delete("remove credential", and(eq("_id", id), eq("user_id", userId)));
    }

    @Override
    public int removeAll(String userId) {
        return isId(userId) ? mongo.deleteAll("remove credentials", eq("user_id", userId)) : 0;
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(lt("expires_at", Times.date(expiredBefore)), limit);
    }

    private static Bson setOrUnset(String field, @Nullable Instant instant) {
        return instant == null ? unset(field) : set(field, Times.date(instant));
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }
}
