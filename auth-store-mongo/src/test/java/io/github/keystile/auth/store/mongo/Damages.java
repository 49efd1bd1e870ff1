package io.github.keystile.auth.store.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.testkit.contract.Damage;
import java.util.List;
import org.bson.Document;

/** What somebody else's commands do to documents: no type is safe there. */
final class Damages {
    private static final Document DOCUMENT = new Document("of", "another kind");

    private final TestServer server;

    private Damages(TestServer server) {
        this.server = server;
    }

    static Damages on(TestServer server) {
        return new Damages(server);
    }

    List<Damage> ofUsers() {
        return List.of(
                named("user", "status", "FROZEN"),
                named("user", "status", 70_017_001),
                missing("user", "status"),
                named("user", "attributes", "{\"name\""),
                named("user", "attributes", DOCUMENT),
                named("user", "attributes", "{\"name\":null}"),
                named("user", "email", "no address at all"),
                named("user", "email", "ann.@example.com"),
                named("user", "username", "no name"),
                named("user", "username", "ann+lee"),
                named("user", "roles", List.of("a blank")),
                named("user", "roles", List.of(70_017_001)),
                named("user", "email_verified", "perhaps"),
                named("user", "password_hash", "a\ttab"),
                named("user", "facts", "a\ttab"),
                named("user", "facts", DOCUMENT),
                named("user", "version", -7001L),
                named("user", "epoch", "first"));
    }

    List<Damage> ofSessions() {
        return List.of(
                named("session", "epoch", -7001L),
                named("session", "generation", "first"),
                named("session", "expires_at", "never"),
                missing("session", "absolute_expires_at"),
                named("session", "ip", DOCUMENT),
                together("session", "parent", 7_001_000_000_001L));
    }

    List<Damage> ofCredentials() {
        return List.of(
                named("credential", "version", -7001L),
                named("credential", "used_at", "never"),
                missing("credential", "data"),
                together("credential", "data", "a\ttab"));
    }

    private Damage named(String collection, String field, Object planted) {
        return new Damage(field, planted.toString(), id -> set(collection, field, planted, id));
    }

    private Damage together(String collection, String field, Object planted) {
        return new Damage(
                UnreadableRowException.TOGETHER, planted.toString(), id -> set(collection, field, planted, id));
    }

    private Damage missing(String collection, String field) {
        return new Damage(
                field,
                "<missing>",
                id -> server.collection(collection).updateOne(Filters.eq("_id", id), Updates.unset(field)));
    }

    void set(String collection, String field, Object planted, String id) {
        server.collection(collection).updateOne(Filters.eq("_id", id), Updates.set(field, planted));
    }
}
