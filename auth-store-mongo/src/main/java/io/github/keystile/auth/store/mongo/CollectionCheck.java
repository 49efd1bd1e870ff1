package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import io.github.keystile.auth.StoreCheck;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Whether the collections are what the stores need, in five commands. The users are looked at because they are what
 * people bring from elsewhere: ids that are no text, names that are null, keys in capitals.
 */
final class CollectionCheck implements StoreCheck {
    private static final String CHECK = "check the collections";
    private static final int SAMPLE = 100;

    /** Each part asks an index for what should not be there, so that the answer does not depend on how many users there are. */
    private static final Bson BADLY_TYPED = or(
            not(type("_id", BsonType.STRING)),
            not(type(UserDocument.EMAIL_KEY, BsonType.STRING)),
            type(UserDocument.USERNAME_KEY, BsonType.NULL));

    private final Collections collections;

    CollectionCheck(Collections collections) {
        this.collections = collections;
    }

    @Override
    public List<String> run(boolean allowUntested) {
        List<String> unread = new ArrayList<>();
        ask("the version in " + name(collections.schema()), unread, this::requireVersion);
        Schema schema = new Schema(collections);
        ask("the indexes of " + name(collections.users()), unread, schema::requireUniqueNames);
        ask("the indexes of " + name(collections.credentials()), unread, schema::requireUniqueCredentials);
        ask("the types of " + name(collections.users()), unread, this::requireTypes);
        ask("the keys of " + name(collections.users()), unread, this::requireCanonicalKeys);
        return unread;
    }

    /** What a server answered with an error could not be checked; one that did not answer is broken. */
    private static void ask(String what, List<String> unread, Runnable question) {
        try {
            question.run();
        } catch (MongoCommandException e) {
            unread.add(what + " could not be checked (code " + e.getCode() + ")");
        } catch (MongoException e) {
            throw Failure.broken(CHECK, e);
        } catch (StoreException e) {
            if (!(e.getCause() instanceof MongoException cause) || !Failure.isAnswer(cause)) {
                throw e;
            }
            unread.add(what + " could not be checked (code " + cause.getCode() + ")");
        }
    }

    private void requireVersion() {
        Document found = collections
                .schema()
                .find(eq("_id", SchemaVersion.ID))
                .maxTime(1, TimeUnit.SECONDS)
                .first();
        SchemaVersion.require(found, name(collections.schema()));
    }

    private void requireTypes() {
        Document found = sample(BADLY_TYPED, 1).first();
        if (found != null) {
            throw new IllegalStateException("A user in " + name(collections.users()) + " has an _id or "
                    + UserDocument.EMAIL_KEY + " that is no text, or a " + UserDocument.USERNAME_KEY
                    + " that is null: ids are texts, and a username that is missing has no field at all");
        }
    }

    private void requireCanonicalKeys() {
        for (Document user : sample(new Document(), SAMPLE)) {
            if (!isCanonical(user)) {
                throw new IllegalStateException("A user in " + name(collections.users()) + " has a "
                        + UserDocument.EMAIL_KEY + " or " + UserDocument.USERNAME_KEY + " that is not what"
                        + " EmailAddress.key() and Username.key() make of their address and name; one person could have"
                        + " two accounts: write the keys anew");
            }
        }
    }

    private FindIterable<Document> sample(Bson filter, int limit) {
        return collections
                .users()
                .find(filter)
                .projection(Projections.include("email", UserDocument.EMAIL_KEY, "username", UserDocument.USERNAME_KEY))
                .limit(limit)
                .maxTime(1, TimeUnit.SECONDS);
    }

    private boolean isCanonical(Document user) {
        try {
            Fields fields = new Fields(name(collections.users()), user);
            String username = fields.optionalText("username");
            String expected = username == null ? null : Username.of(username).key();
            return EmailAddress.of(fields.text("email")).key().equals(fields.text(UserDocument.EMAIL_KEY))
                    && Objects.equals(expected, fields.optionalText(UserDocument.USERNAME_KEY));
        } catch (RuntimeException e) {
            // Another type, or no address at all: the user's own calls say which, and nobody else is concerned.
            return true;
        }
    }

    private static String name(MongoCollection<Document> collection) {
        return collection.getNamespace().getCollectionName();
    }
}
