package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Users in one collection; its unique indexes decide who gets an address or a name. */
final class MongoUserStore implements UserStore {
    private static final Bson RAISE_VERSION = inc("version", 1L);
    private static final Bson RAISE_BOTH = combine(RAISE_VERSION, inc("epoch", 1L));

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
            if (findById(user.id()).isPresent()) {
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
    public Replace replace(StoredUser user) {
        if (!isId(user.id())) {
            return Replace.STALE;
        }
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
    public boolean setPassword(String id, long epoch, String newHash, Proof proof) {
        Bson password = setHash(newHash);
        Bson change = proof == Proof.MAILBOX
                ? combine(password, RAISE_BOTH, set("email_verified", true))
                : combine(password, RAISE_BOTH);
        return isId(id) && mongo.update("set password", and(eq("_id", id), eq("epoch", epoch)), change);
    }

    @Override
    public boolean rehash(String id, String oldHash, String newHash) {
        Bson change = combine(setHash(newHash), RAISE_VERSION);
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
        return findByEmail(user.user().email())
                .filter(other -> !other.id().equals(user.id()))
                .isPresent();
    }

    private boolean isUsernameTaken(StoredUser user) {
        Username wanted = user.user().username();
        return wanted != null
                && findByUsername(wanted)
                        .filter(other -> !other.id().equals(user.id()))
                        .isPresent();
    }

    private static Bson setHash(String hash) {
        return set("password_hash", Text.key("The password hash", hash, Text.PASSWORD_HASH));
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }
}
