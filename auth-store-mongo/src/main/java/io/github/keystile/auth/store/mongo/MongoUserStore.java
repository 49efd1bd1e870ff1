package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.List;
import java.util.Optional;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Users in one collection; its unique indexes decide who gets an address or a name. */
final class MongoUserStore implements UserStore {
    private static final Bson RAISE_VERSION = inc("version", 1L);
    private static final Bson RAISE_BOTH = combine(RAISE_VERSION, inc("epoch", 1L));

    private static final Bson OLDEST_FIRST = Sorts.ascending(UserDocument.CREATED_AT, "_id");

    private final Mongo mongo;

    MongoUserStore(Mongo mongo) {
        this.mongo = mongo;
    }

    /**
     * Which index stood against it is asked, not read from the server's message. Whoever stood there may be gone by
     * then; the insert is then tried again.
     */
    @Override
    public Insert insert(StoredUser user) {
        Document document = UserDocument.inserted(user);
        Backoff backoff = new Backoff("insert user");
        while (mongo.unlessDuplicate("insert user", c -> c.insertOne(document)).isEmpty()) {
            if (mongo.find("find user", eq("_id", user.id()), Fields::document).isPresent()) {
                return Insert.SAME_ID;
            }
            if (isEmailTaken(user)) {
                return Insert.EMAIL_TAKEN;
            }
            if (isUsernameTaken(user)) {
                return Insert.USERNAME_TAKEN;
            }
            backoff.pause();
        }
        return Insert.INSERTED;
    }

    @Override
    public Optional<StoredUser> findById(String id) {
        return isId(id) ? find(eq("_id", id)) : Optional.empty();
    }

    @Override
    public Optional<StoredUser> findByEmail(EmailAddress email) {
        return find(eq(UserDocument.EMAIL_KEY, email.key()));
    }

    @Override
    public Optional<StoredUser> findByUsername(Username username) {
        return find(eq(UserDocument.USERNAME_KEY, username.key()));
    }

    @Override
    public List<StoredUser> page(UserCursor after, int limit) {
        UserStore.checkPageLimit(limit);
        Page.Source<StoredUser> users = (createdAt, id, most) -> mongo.list(
                "page users",
                behind(createdAt, id),
                OLDEST_FIRST,
                most,
                fields -> Mongo.place(fields, UserDocument::read));
        return Page.read(users, Times.date(after.createdAt()), after.id(), limit);
    }

    /** Only dates are compared with a date; only texts are ids, and others would have no place among them. */
    private static Bson behind(Object createdAt, String id) {
        return and(
                gte(UserDocument.CREATED_AT, createdAt),
                or(gt(UserDocument.CREATED_AT, createdAt), gt("_id", id)),
                type("_id", BsonType.STRING));
    }

    @Override
    public Replace replace(StoredUser user) {
        Bson unchanged = and(eq("_id", user.id()), eq("version", user.version()));
        Bson replacement = UserDocument.replaced(user);
        Backoff backoff = new Backoff("replace user");
        while (true) {
            Optional<Boolean> replaced = mongo.unlessDuplicate(
                    "replace user", c -> c.updateOne(unchanged, replacement).getMatchedCount() == 1);
            if (replaced.isPresent()) {
                return replaced.get() ? Replace.REPLACED : Replace.STALE;
            }
            if (isEmailTaken(user)) {
                return Replace.EMAIL_TAKEN;
            }
            if (isUsernameTaken(user)) {
                return Replace.USERNAME_TAKEN;
            }
            backoff.pause();
        }
    }

    @Override
    public boolean setPassword(String id, long epoch, NewPassword password) {
        Bson change = combine(
                set("password_hash", password.hash()),
                UserDocument.optional(UserDocument.FACTS, password.facts()),
                RAISE_BOTH);
        Bson all = password.proof() == Proof.MAILBOX ? combine(change, set("email_verified", true)) : change;
        return isId(id) && mongo.update("set password", and(eq("_id", id), eq("epoch", epoch)), all);
    }

    @Override
    public boolean rehash(String id, String oldHash, String newHash) {
        Bson change = combine(set("password_hash", StoredUser.checkHash(newHash)), RAISE_VERSION);
        return isId(id)
                && Text.isKey(oldHash, Text.PASSWORD_HASH)
                && mongo.update("rehash password", and(eq("_id", id), eq("password_hash", oldHash)), change);
    }

    @Override
    public boolean raiseEpoch(String id) {
        return isId(id) && mongo.update("raise epoch", eq("_id", id), RAISE_BOTH);
    }

    @Override
    public boolean delete(String id) {
        return isId(id) && mongo.delete("delete user", eq("_id", id));
    }

    private Optional<StoredUser> find(Bson filter) {
        return mongo.find("find user", filter, UserDocument::read);
    }

    private boolean isEmailTaken(StoredUser user) {
        return isTaken(UserDocument.EMAIL_KEY, user.user().email().key(), user);
    }

    private boolean isUsernameTaken(StoredUser user) {
        Username wanted = user.user().username();
        return wanted != null && isTaken(UserDocument.USERNAME_KEY, wanted.key(), user);
    }

    /** Looks at the id alone: a document that cannot be read has its names all the same. */
    private boolean isTaken(String field, String key, StoredUser user) {
        return mongo.find("find user", eq(field, key), Fields::document)
                .filter(other -> !user.id().equals(other.get("_id")))
                .isPresent();
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }
}
