package io.github.keystile.auth.store.mongo;

import static io.github.keystile.auth.testkit.contract.Samples.HASH;
import static io.github.keystile.auth.testkit.contract.Samples.LATER;
import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.auth.user.Username;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which commands each verb sends: one, with the settings that one-time data needs whatever the caller's are. */
class CommandsTest {
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");

    private TestServer server;
    private MongoDatabase careless;
    private AuthStores stores;

    @BeforeEach
    void start() {
        server = TestServer.start();
        server.indexed();
        careless = server.database()
                .withWriteConcern(WriteConcern.UNACKNOWLEDGED)
                .withReadConcern(ReadConcern.AVAILABLE)
                .withReadPreference(ReadPreference.secondaryPreferred());
        stores = MongoStores.on(careless).collectionPrefix(server.prefix()).all();
        stores.users().insert(Samples.user("ada"));
        stores.challenges().insert(Samples.resetCode("c1"));
        stores.sessions().insert(Samples.session("s1"));
        server.commands().take();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("STO-05")
    void readAndWriteTheSameWhateverTheDatabaseIsSetTo() {
        Collections collections = Collections.in(careless);
        for (MongoCollection<Document> collection :
                List.of(collections.users(), collections.challenges(), collections.sessions(), collections.limits())) {
            assertThat(collection.getWriteConcern()).isEqualTo(WriteConcern.MAJORITY);
            assertThat(collection.getReadPreference()).isEqualTo(ReadPreference.primary());
            assertThat(collection.getReadConcern()).isEqualTo(ReadConcern.LOCAL);
        }
    }

    @Test
    @Tag("STO-05")
    void ofUsers() {
        UserStore users = stores.users();
        sends("insert", () -> users.insert(Samples.user("bob")));
        sends("find", () -> users.findById("ada"));
        sends("find", () -> users.findByEmail(EmailAddress.of("ada@example.com")));
        sends("find", () -> users.findByUsername(Username.of("ada")));
        sends("find", () -> users.page(UserCursor.start(), 2));
        sends("update", () -> users.replace(Samples.user("ada")));
        sends("update", () -> users.setPassword("ada", 0, new NewPassword(HASH, null, Proof.MAILBOX)));
        sends("update", () -> users.rehash("ada", HASH, HASH));
        sends("update", () -> users.raiseEpoch("ada"));
        sends("delete", () -> users.delete("ada"));
    }

    @Test
    @Tag("STO-05")
    void ofChallenges() {
        OtpStore challenges = stores.challenges();
        sends("insert", () -> challenges.insert(Samples.resetCode("c2")));
        sends("find", () -> challenges.find("c1"));
        sends("find", () -> challenges.findLink(Purpose.PASSWORD_RESET_LINK, "hash-c1"));
        sends("find", () -> challenges.newest("user-1", Purpose.PASSWORD_RESET_CODE, NOW, 10));
        sends("findAndModify", () -> challenges.claimAttempt("c1", Claim.WITHOUT_ID, NOW));
        sends("update", () -> challenges.giveBackAttempt("c1", Claim.WITHOUT_ID, "hash-c1", LATER));
        sends("update", () -> challenges.replaceCode("c1", "hash-c1", "hash-c9", NOW, LATER));
        sends("delete", () -> challenges.consume("c1", "hash-c9"));
        sends("delete", () -> challenges.deleteAll("user-1"));
        sends("find", () -> challenges.purge(NOW, 10));
    }

    @Test
    @Tag("STO-05")
    void ofSessions() {
        SessionStore sessions = stores.sessions();
        sends("insert", () -> sessions.insert(Samples.session("s2")));
        sends("update", () -> sessions.rotate(Samples.rotation("s1", 0)));
        sends("update", () -> sessions.passOver(Samples.passOver("s1", 1, 0)));
        sends("delete", () -> sessions.endIfReplayed("s1", "user-1", 0));
        sends("find", () -> sessions.find("s1"));
        sends("find", () -> sessions.list("user-1", SessionCursor.start(), 10));
        sends("delete", () -> sessions.end("s1", "user-1"));
        sends("delete", () -> sessions.endAllExcept("user-1", "s1"));
        sends("delete", () -> sessions.endAll("user-1"));
        sends("find", () -> sessions.purge(NOW, 10));
    }

    @Test
    @Tag("STO-05")
    void ofLimitsReadsOnceAndWritesEachKey() {
        Budget one = new Budget(1, Duration.ofHours(1));
        List<Charge> charges = List.of(new Charge("a", one), new Charge("b", one));
        sends("find insert insert", () -> stores.limits().take(charges, NOW));
        sends("find", () -> stores.limits().take(charges, NOW));
        sends("find update update", () -> stores.limits().take(charges, NOW.plus(Duration.ofHours(2))));
        sends("update", () -> stores.limits().forget(List.of("a", "b")));
        sends("find", () -> stores.limits().peek(List.of("a", "b")));
        Receipt receipt = stores.limits().take(charges, NOW);
        server.commands().take();
        sends("update", () -> stores.limits().settle(receipt, Map.of("b", Outcome.GIVE_BACK), NOW));
        stores.limits().forget(List.of("a", "b"));
        Receipt login = stores.limits().take(charges, NOW);
        Map<String, Outcome> outcomes = Map.of("a", Outcome.GIVE_BACK, "b", Outcome.FORGET);
        server.commands().take();
        sends("update", () -> stores.limits().settle(login, outcomes, NOW));
    }

    /** Names that are no keys reach no server. */
    @Test
    @Tag("STO-04")
    void ofImpossibleKeysAreNone() {
        sends("", () -> stores.users().findById("\ud800"));
        sends("", () -> stores.challenges().find("a\u0000b"));
        sends("", () -> stores.sessions().find("x".repeat(65)));
        sends("", () -> stores.sessions().endAll("\u00e4"));
    }

    private void sends(String names, Runnable verb) {
        verb.run();
        List<BsonDocument> commands = server.commands().take();
        assertThat(commands.stream().map(BsonDocument::getFirstKey).toList())
                .isEqualTo(names.isEmpty() ? List.of() : List.of(names.split(" ", -1)));
        for (BsonDocument command : commands) {
            assertThat(command).doesNotContainKeys("startTransaction", "autocommit");
            if (WRITES.contains(command.getFirstKey())) {
                assertThat(command.get("writeConcern")).isEqualTo(BsonDocument.parse("{w: 'majority'}"));
            }
        }
    }
}
