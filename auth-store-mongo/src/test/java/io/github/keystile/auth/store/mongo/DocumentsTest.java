package io.github.keystile.auth.store.mongo;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Updates;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Replace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is stored, which name was taken, and what a broken document or a refused command says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentsTest {
    private TestServer server;
    private MongoStores stores;

    @BeforeAll
    void start() {
        server = TestServer.start();
    }

    @BeforeEach
    void index() {
        stores = server.indexed();
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
    void duplicatesAreMappedToTheNameThatWasTaken() {
        UserStore users = stores.users();
        assertThat(users.insert(Samples.user("a", "a@example.com", "ann"))).isEqualTo(Insert.INSERTED);
        assertThat(users.insert(Samples.user("b", "b@example.com", null))).isEqualTo(Insert.INSERTED);
        assertThat(users.insert(Samples.user("a", "a@example.com", "ann"))).isEqualTo(Insert.SAME_ID);
        assertThat(users.insert(Samples.user("c", "A@Example.com", "Ann"))).isEqualTo(Insert.EMAIL_TAKEN);
        assertThat(users.insert(Samples.user("c", "c@example.com", "ANN"))).isEqualTo(Insert.USERNAME_TAKEN);
        assertThat(users.replace(Samples.user("b", "a@example.com", "ann"))).isEqualTo(Replace.EMAIL_TAKEN);
        assertThat(users.replace(Samples.user("b", "b@example.com", "ann"))).isEqualTo(Replace.USERNAME_TAKEN);
        assertThat(users.findById("b")).contains(Samples.user("b", "b@example.com", null));
    }

    @Test
    void absentIsAbsentAndNotNull() {
        stores.users().insert(Samples.user("a", "a@example.com", "ann"));
        stores.users().replace(Samples.user("a", "a@example.com", null));
        assertThat(server.collection("user").find().first()).doesNotContainKeys("username", "username_key");
        stores.challenges().insert(Samples.resetCode("c1"));
        assertThat(server.collection("challenge").find().first()).doesNotContainKey("payload");
    }

    @Test
    @Tag("STO-06")
    void timesAreDatesSoThatTheServerCanDeleteThem() {
        stores.challenges().insert(Samples.resetCode("c1"));
        assertThat(server.collection("challenge").find().first())
                .containsEntry("issued_at", Date.from(NOW))
                .containsEntry("expires_at", Date.from(Samples.LATER));
    }

    @Test
    @Tag("STO-04")
    void noTextBecomesAFieldOrAnOperator() {
        EmailAddress email = EmailAddress.of("$where{a}@example.com");
        User plain = Samples.user("ada").user();
        Attributes hostile = Attributes.none()
                .with("bio", "{\"$set\": {\"status\": \"ACTIVE\"}}")
                .with("name", "$epoch");
        User user = new User("$_id", email, null, false, plain.status(), plain.roles(), hostile, NOW);
        StoredUser stored = new StoredUser(user, "$password_hash", 0, 0);
        assertThat(stores.users().insert(stored)).isEqualTo(Insert.INSERTED);
        assertThat(stores.users().findByEmail(email)).contains(stored);
        assertThat(stores.users().setPassword("$_id", 0, new NewPassword("$email", null, UserStore.Proof.PASSWORD)))
                .isTrue();
        assertThat(stores.users().findById("$_id").orElseThrow().passwordHash()).isEqualTo("$email");
        assertThat(stores.users().findById("{\"$ne\": null}")).isEmpty();
        assertThat(stores.users().rehash("$_id", "{\"$gt\": \"\"}", "x")).isFalse();
        assertThat(stores.users().delete("{\"$gt\": \"\"}")).isFalse();
    }

    @Test
    @Tag("STO-09")
    void aDocumentThatSomebodyElseBrokeIsABrokenStore() {
        List<Bson> breaks = List.of(
                Updates.set("purpose", "log in"),
                Updates.set("secret_hash", 7),
                Updates.unset("subject"),
                Updates.set("epoch", "3"),
                Updates.set("max_attempts", 1L << 40),
                Updates.set("issued_at", 12L),
                Updates.set("payload", ""),
                Updates.set("payload", new Document("version", 1)));
        for (Bson breaking : breaks) {
            stores.challenges().insert(Samples.resetCode("c1"));
            server.collection("challenge").updateOne(Filters.eq("_id", "c1"), breaking);
            assertThatThrownBy(() -> stores.challenges().claimAttempt("c1", Claim.WITH_ID, NOW))
                    .as(breaking.toString())
                    .isInstanceOf(UnreadableRowException.class)
                    .hasMessageContaining("'c1'")
                    .hasMessageNotContaining("log in")
                    .hasNoCause();
            server.collection("challenge").deleteOne(Filters.eq("_id", "c1"));
        }
    }

    @Test
    @Tag("STO-09")
    void whatTheServerSaysIsNotRepeated() {
        server.collection("challenge").createIndex(new Document("subject", 1), new IndexOptions().unique(true));
        stores.challenges().insert(Samples.signup("c1", "ada@example.com"));
        assertThatThrownBy(() -> stores.challenges().insert(Samples.signup("c2", "ada@example.com")))
                .isInstanceOf(StoreException.class)
                .hasMessage("The store failed to insert challenge")
                .hasCauseInstanceOf(MongoException.class)
                .hasStackTraceContaining("11000")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("ada@example.com", "hash-c2"));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
