package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.type;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.model.Sorts;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.BsonType;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Sessions in one collection; what each conditional command found is the answer. */
final class MongoSessionStore implements SessionStore {
    private static final Bson NEWEST_FIRST = Sorts.orderBy(Sorts.descending("created_at"), Sorts.ascending("_id"));

    private final Mongo mongo;
    private final Purge purge;

    MongoSessionStore(Mongo mongo) {
        this.mongo = mongo;
        this.purge = new Purge(mongo, "purge sessions", "expires_at");
    }

    @Override
    public void insert(Session session) {
        Document document = document(session);
        mongo.run("insert session", c -> c.insertOne(document));
    }

    @Override
    public boolean rotate(Rotation rotation) {
        Bson stillTrue = and(
                eq("_id", rotation.sessionId()),
                eq("user_id", rotation.userId()),
                eq("epoch", rotation.epoch()),
                eq("generation", rotation.generation()),
                lte("rotated_at", Times.date(rotation.rotatedNotAfter())),
                gt("expires_at", Times.date(rotation.now())));
        List<Bson> next = seen(rotation.device());
        next.add(inc("generation", 1L));
        next.add(set("parent", rotation.generation()));
        next.add(set("rotated_at", Times.date(rotation.now())));
        next.add(set("expires_at", Times.date(rotation.expiresAt())));
        return mongo.update("rotate session", stillTrue, combine(next));
    }

    @Override
    public boolean passOver(PassOver step) {
        Bson stillTrue = and(
                eq("_id", step.sessionId()),
                eq("user_id", step.userId()),
                eq("epoch", step.epoch()),
                eq("generation", step.generation()),
                eq("parent", step.parent()),
                gt("expires_at", Times.date(step.now())));
        List<Bson> next = seen(step.device());
        next.add(inc("generation", 1L));
        next.add(set("rotated_at", Times.date(step.now())));
        return mongo.update("pass over a session's generation", stillTrue, combine(next));
    }

    @Override
    public boolean endIfReplayed(String id, String userId, long shownGeneration) {
        Bson replayed = and(
                eq("_id", id), eq("user_id", userId), gt("generation", shownGeneration), ne("parent", shownGeneration));
        return areIds(id, userId) && mongo.delete("end replayed session", replayed);
    }

    @Override
    public Optional<Session> find(String id) {
        return areIds(id) ? mongo.find("find session", eq("_id", id), MongoSessionStore::read) : Optional.empty();
    }

    @Override
    public List<Session> list(String userId, SessionCursor after, int limit) {
        if (!areIds(userId)) {
            return List.of();
        }
        Page.Source<Session> sessions = (createdAt, id, most) -> mongo.list(
                "list sessions",
                and(eq("user_id", userId), behind(createdAt, id)),
                NEWEST_FIRST,
                most,
                fields -> Mongo.place(fields, MongoSessionStore::read));
        return Page.read(sessions, Times.date(after.createdAt()), after.id(), limit);
    }

    /** The first bound of the time is what the index can start from; only dates and texts have a place. */
    private static Bson behind(Object createdAt, String id) {
        return and(
                lte("created_at", createdAt),
                or(lt("created_at", createdAt), gt("_id", id)),
                type("_id", BsonType.STRING));
    }

    @Override
    public boolean end(String id, String userId) {
        return areIds(id, userId) && mongo.delete("end session", and(eq("_id", id), eq("user_id", userId)));
    }

    @Override
    public int endAll(String userId) {
        return areIds(userId) ? mongo.deleteAll("end sessions", eq("user_id", userId)) : 0;
    }

    @Override
    public int endAllExcept(String userId, String keptId) {
        if (!areIds(keptId)) {
            return endAll(userId);
        }
        Bson others = and(eq("user_id", userId), ne("_id", keptId));
        return areIds(userId) ? mongo.deleteAll("end other sessions", others) : 0;
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return purge.run(lt("expires_at", Times.date(expiredBefore)), limit);
    }

    private static boolean areIds(String... ids) {
        for (String id : ids) {
            if (!Text.isKey(id, Text.ID)) {
                return false;
            }
        }
        return true;
    }

    /** What is not seen now leaves what was seen before. */
    private static List<Bson> seen(Device device) {
        List<Bson> seen = new ArrayList<>();
        if (device.userAgent() != null) {
            seen.add(set("user_agent", device.userAgent()));
        }
        if (device.ip() != null) {
            seen.add(set("ip", device.ip()));
        }
        return seen;
    }

    private static Document document(Session session) {
        return new Document("_id", session.id())
                .append("user_id", session.userId())
                .append("epoch", session.epoch())
                .append("generation", session.generation())
                .append("parent", session.parent())
                .append("rotated_at", Times.date(session.rotatedAt()))
                .append("created_at", Times.date(session.createdAt()))
                .append("expires_at", Times.date(session.expiresAt()))
                .append("absolute_expires_at", Times.date(session.absoluteExpiresAt()))
                .append("user_agent", session.device().userAgent())
                .append("ip", session.device().ip());
    }

    private static Session read(Fields fields) {
        return fields.whole(() -> new Session(
                fields.text("_id"),
                fields.text("user_id"),
                fields.count("epoch"),
                fields.count("generation"),
                fields.number("parent"),
                fields.instant("rotated_at"),
                fields.instant("created_at"),
                fields.instant("expires_at"),
                fields.instant("absolute_expires_at"),
                new Device(fields.optionalText("user_agent"), fields.optionalText("ip"))));
    }
}
