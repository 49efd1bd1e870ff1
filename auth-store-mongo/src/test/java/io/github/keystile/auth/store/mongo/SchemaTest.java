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
import org.bson.types.ObjectId;
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
        writeVersion(1, 1);
        assertRefused("email_key");
        server.collection("user").insertOne(user("somebody"));
        assertRefused("email_key");
        server.collection("user").createIndex(Indexes.ascending("email_key"), unique());
        assertRefused("username_key");
        server.collection("user").createIndex(Indexes.ascending("username_key"), unique().sparse(true));
        assertThat(server.stores().check().run(false)).isEmpty();
        assertThat(server.stores().users()).isNotNull();
    }

    @Test
    @Tag("STO-05")
    void refusesIndexesThatDoNotKeepNamesApart() {
        writeVersion(1, 1);
        server.collection("user").createIndex(Indexes.ascending("email_key"));
        server.collection("user").createIndex(Indexes.ascending("email_key", "_id"), unique());
        server.collection("user").createIndex(Indexes.ascending("email"), unique());
        assertRefused("email_key");
    }

    /** Older shells write every number as a double. */
    @Test
    void takesIndexesThatWereMadeByHand() {
        writeVersion(1.0, 1L);
        server.collection("user").createIndex(new Document("email_key", 1.0), unique());
        server.collection("user").createIndex(new Document("username_key", -1.0), unique().sparse(true));
        assertThat(server.stores().check().run(false)).isEmpty();
        assertThat(server.stores().users()).isNotNull();
    }

    @Test
    void refusesAnIndexThatOneAbsentUsernameFills() {
        writeVersion(1, 1);
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

    @Test
    @Tag("STO-05")
    void whatWasIndexedAndFilledByTheStoresPasses() {
        MongoStores stores = server.indexed();
        stores.users().insert(Samples.user("ann"));
        stores.users().insert(Samples.user("bob", "B.B@Example.com", null));
        stores.credentials().insert(Samples.credential("c"));
        assertThat(stores.check().run(false)).isEmpty();
    }

    @Test
    @Tag("STO-05")
    void refusesUsersFromElsewhere() {
        for (Document wrong : List.of(
                user("a").append("_id", new ObjectId()),
                user("a").append("_id", 7),
                user("a").append("email_key", null),
                user("a").append("username_key", null),
                user("a").append("email_key", "A@EXAMPLE.COM"),
                user("a").append("username", "ann").append("username_key", "Ann"),
                user("a").append("username_key", "ann"))) {
            server.drop();
            server.indexed().users().insert(Samples.user("bob"));
            server.collection("user").insertOne(wrong);
            assertThatThrownBy(() -> server.stores().check().run(false))
                    .as(wrong.toJson())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(server.prefix() + "user")
                    .hasMessageNotContaining("example.com");
        }
    }

    @Test
    @Tag("STO-05")
    void aUserWhoCannotBeReadKeepsNobodyElseOut() {
        server.indexed().users().insert(Samples.user("bob"));
        server.collection("user")
                .insertMany(List.of(
                        user("a").append("email", "no address at all"),
                        user("b").append("email", 7),
                        user("c").append("username", "no name").append("username_key", "no name"),
                        new Document("_id", "d").append("email_key", "d@example.com")));
        assertThat(server.stores().check().run(false)).isEmpty();
    }

    @Test
    @Tag("STO-05")
    void refusesCollectionsOfAnotherVersion() {
        server.indexed();
        server.collection("schema").drop();
        assertThatThrownBy(() -> server.stores().check().run(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(server.prefix() + "schema")
                .hasMessageContaining("ensureIndexes()");
        writeVersion(7, 3);
        server.indexed();
        assertThatThrownBy(() -> server.stores().check().run(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer Keystile");
        server.collection("schema").drop();
        writeVersion(7, 1);
        assertThat(server.stores().check().run(false)).isEmpty();
    }

    @Test
    @Tag("STO-05")
    void refusesCredentialsThatNothingKeepsApart() {
        server.indexed();
        server.collection("credential").drop();
        assertThat(server.stores().check().run(false)).isEmpty();
        server.stores().credentials().insert(Samples.credential("a"));
        assertThatThrownBy(() -> server.stores().check().run(false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("kind_key");
    }

    @Test
    void createsNothingUnasked() {
        server.stores().all();
        assertThatThrownBy(() -> server.stores().check().run(false)).isInstanceOf(IllegalStateException.class);
        assertThat(server.database().listCollectionNames().into(new ArrayList<>()))
                .noneMatch(name -> name.startsWith(server.prefix()));
    }

    private void writeVersion(Number version, Number oldestCode) {
        server.collection("schema")
                .insertOne(
                        new Document("_id", "schema").append("version", version).append("oldest_code", oldestCode));
    }

    private static Document user(String id) {
        String email = id + "@example.com";
        return new Document("_id", id).append("email", email).append("email_key", email);
    }

    private void assertRefused(String field) {
        MongoStores stores = server.stores();
        assertThatThrownBy(() -> stores.all().check())
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
