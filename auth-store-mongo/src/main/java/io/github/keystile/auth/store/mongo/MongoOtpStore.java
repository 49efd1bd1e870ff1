package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Challenges in one collection; what each conditional command found is the answer. */
final class MongoOtpStore implements OtpStore {
    private static final Bson NEWEST_FIRST = Sorts.descending("issued_at", "_id");
    private static final Bson ATTEMPT_LEFT = less("attempts", "max_attempts");
    private static final Bson ATTEMPT_LEFT_WITHOUT_ID =
            and(ATTEMPT_LEFT, less("attempts_without_id", "max_attempts_without_id"));
    private static final Bson COUNT = inc("attempts", 1);
    private static final Bson COUNT_WITHOUT_ID = combine(COUNT, inc("attempts_without_id", 1));

    private final Mongo mongo;
    private final Purge purge;

    MongoOtpStore(Mongo mongo) {
        this.mongo = mongo;
        this.purge = new Purge(mongo, "purge challenges", "expires_at");
    }

    @Override
    public void insert(Challenge challenge) {
        Document document = ChallengeDocument.of(challenge);
        mongo.run("insert challenge", c -> c.insertOne(document));
    }

    @Override
    public Optional<Challenge> find(String id) {
        return isId(id) ? mongo.find("find challenge", eq("_id", id), ChallengeDocument::read) : Optional.empty();
    }

    @Override
    public Optional<Challenge> findLink(Purpose purpose, String secretHash) {
        if (!isHash(secretHash)) {
            return Optional.empty();
        }
        Bson link = and(eq("secret_hash", secretHash), eq("purpose", purpose.name()));
        return mongo.find("find link", link, ChallengeDocument::read);
    }

    @Override
    public List<Challenge> newest(String subject, Purpose purpose, Instant expiringAfter, int limit) {
        if (!isSubject(subject)) {
            return List.of();
        }
        Bson filter =
                and(eq("subject", subject), eq("purpose", purpose.name()), gt("expires_at", Times.date(expiringAfter)));
        return mongo.list("find newest challenges", filter, NEWEST_FIRST, limit, ChallengeDocument::read);
    }

    /** One command counts and reads, so what is read is what the attempt was counted on. */
    @Override
    public Optional<Challenge> claimAttempt(String id, Claim claim, Instant now) {
        if (!isId(id)) {
            return Optional.empty();
        }
        Bson left = claim == Claim.WITH_ID ? ATTEMPT_LEFT : ATTEMPT_LEFT_WITHOUT_ID;
        Bson open = and(eq("_id", id), gt("expires_at", Times.date(now)), left);
        Bson count = claim == Claim.WITH_ID ? COUNT : COUNT_WITHOUT_ID;
        FindOneAndUpdateOptions counted = new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);
        Document found = mongo.run("claim attempt", c -> c.findOneAndUpdate(open, count, counted));
        return mongo.read(found, ChallengeDocument::read);
    }

    /**
     * Classic updates cannot stop at 0, so there is one conditional update for each set of counters that can go down.
     * Should a counter rise from 0 between two of them, an attempt too many stays counted, never one too few.
     */
    @Override
    public void giveBackAttempt(String id, Claim claim, String secretHash, Instant expiresAtLeast) {
        if (!isId(id) || !isHash(secretHash)) {
            return;
        }
        Bson same = and(eq("_id", id), eq("secret_hash", secretHash));
        Bson liveOn = max("expires_at", Times.date(expiresAtLeast));
        boolean done = claim == Claim.WITHOUT_ID && lower(same, liveOn, "attempts", "attempts_without_id");
        done = done || lower(same, liveOn, "attempts");
        done = done || (claim == Claim.WITHOUT_ID && lower(same, liveOn, "attempts_without_id"));
        if (!done) {
            mongo.update("give attempt back", same, liveOn);
        }
    }

    private boolean lower(Bson same, Bson change, String... counters) {
        Bson filter = same;
        Bson update = change;
        for (String counter : counters) {
            filter = and(filter, gt(counter, 0));
            update = combine(update, inc(counter, -1));
        }
        return mongo.update("give attempt back", filter, update);
    }

    @Override
    public boolean replaceCode(String id, String oldHash, String newHash, Instant issuedAt, Instant expiresAt) {
        Bson fresh = combine(
                set("secret_hash", Text.key("The hash", newHash, Text.SECRET_HASH)),
                set("attempts", 0),
                set("attempts_without_id", 0),
                set("issued_at", Times.date(issuedAt)),
                set("expires_at", Times.date(expiresAt)));
        return isId(id)
                && isHash(oldHash)
                && mongo.update("replace code", and(eq("_id", id), eq("secret_hash", oldHash)), fresh);
    }

    @Override
    public boolean consume(String id, String secretHash) {
        return isId(id)
                && isHash(secretHash)
                && mongo.delete("consume challenge", and(eq("_id", id), eq("secret_hash", secretHash)));
    }

    @Override
    public void deleteAll(String subject) {
        if (isSubject(subject)) {
            mongo.deleteAll("delete challenges", eq("subject", subject));
        }
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(lt("expires_at", Times.date(expiredBefore)), limit);
    }

    private static Bson less(String field, String other) {
        return expr(new Document("$lt", List.of("$" + field, "$" + other)));
    }

    private static boolean isId(String id) {
        return Text.isKey(id, Text.ID);
    }

    private static boolean isHash(String hash) {
        return Text.isKey(hash, Text.SECRET_HASH);
    }

    private static boolean isSubject(String subject) {
        return Text.isKey(subject, Text.SUBJECT);
    }
}
