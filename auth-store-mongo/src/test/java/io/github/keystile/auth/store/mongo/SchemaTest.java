package io.github.keystile.auth.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.UserStore.Insert;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without the indexes that security rests on there are no stores. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {
    private TestServer server;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void drop() {
        server.drop();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Tag("STO-05")
    void refusesToStartWithoutIndexes() {
        assertRefused("email_key");
        server.collection("user").insertOne(new Document("_id", "somebody"));
        assertRefused("email_key");
        server.collection("user").createIndex(Indexes.ascending("email_key"), unique());
        assertRefused("username_key");
        server.collection("user").createIndex(Indexes.ascending("username_key"), unique().sparse(true));
        assertThat(server.stores().all()).isNotNull();
    }

    @Test
    @Tag("STO-05")
    void refusesIndexesThatDoNotKeepNamesApart() {
        server.collection("user").createIndex(Indexes.ascending("email_key"));
        server.collection("user").createIndex(Indexes.ascending("email_key", "_id"), unique());
        server.collection("user").createIndex(Indexes.ascending("email"), unique());
        assertRefused("email_key");
    }

    /** Older shells write every number as a double. */
    @Test
    void takesIndexesThatWereMadeByHand() {
        server.collection("user").createIndex(new Document("email_key", 1.0), unique());
        server.collection("user").createIndex(new Document("username_key", -1.0), unique().sparse(true));
        assertThat(server.stores().all()).isNotNull();
    }

    @Test
    void refusesAnIndexThatOneAbsentUsernameFills() {
        server.collection("user").createIndex(Indexes.ascending("email_key"), unique());
        server.collection("user").createIndex(Indexes.ascending("username_key"), unique());
        assertRefused("username_key");
    }

    @Test
    void makesTheIndexesAsOftenAsItIsCalled() {
        List<Integer> calls = IntStream.range(0, 8).boxed().toList();
        calls.parallelStream().forEach(call -> server.stores().ensureIndexes());
        MongoStores stores = server.indexed();
        assertThat(stores.users().insert(Samples.user("a", "a@example.com", null)))
                .isEqualTo(Insert.INSERTED);
        assertThat(stores.users().insert(Samples.user("b", "b@example.com", null)))
                .isEqualTo(Insert.INSERTED);
        stores.ensureIndexes();
        assertThat(stores.users().findById("a")).isPresent();
    }

    @Test
    void letsTheServerDeleteAnHourAfterExpiry() {
        server.indexed();
        assertThat(keptSeconds("challenge", "expires_at")).isEqualTo(3600);
        assertThat(keptSeconds("session", "expires_at")).isEqualTo(3600);
        assertThat(keptSeconds("limit", "forget_at")).isEqualTo(3600);
    }

    @Test
    void tellsThatUsersWhoShareAnAddressAreInTheWay() {
        server.collection("user").insertOne(new Document("_id", "a").append("email_key", "shared@example.com"));
        server.collection("user").insertOne(new Document("_id", "b").append("email_key", "shared@example.com"));
        assertThatThrownBy(() -> server.stores().ensureIndexes())
                .isInstanceOf(StoreException.class)
                .hasMessage("The store failed to create indexes")
                .hasStackTraceContaining("11000")
                .satisfies(e -> assertThat(traceOf(e)).doesNotContain("shared@example.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Auth_", "1auth", "auth.", "auth$", "a b", "ä", "abcdefghijklmnopqrstuvwxyz012345"})
    void refusesOtherPrefixes(String prefix) {
        MongoStores stores = server.stores();
        assertThatThrownBy(() -> stores.collectionPrefix(prefix))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prefix");
    }

    private void assertRefused(String field) {
        MongoStores stores = server.stores();
        assertThatThrownBy(stores::all)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(server.prefix() + "user")
                .hasMessageContaining(field)
                .hasMessageContaining("ensureIndexes()");
        assertThatThrownBy(stores::users).isInstanceOf(IllegalStateException.class);
    }

    private long keptSeconds(String collection, String field) {
        List<Document> indexes = server.collection(collection).listIndexes().into(new ArrayList<>());
        return indexes.stream()
                .filter(index -> new Document(field, 1).equals(index.get("key")))
                .map(index -> index.get("expireAfterSeconds", Number.class).longValue())
                .findFirst()
                .orElseThrow();
    }

    private static String traceOf(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static IndexOptions unique() {
        return new IndexOptions().unique(true);
    }
}
