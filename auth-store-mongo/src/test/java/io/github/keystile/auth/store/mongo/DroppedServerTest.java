package io.github.keystile.auth.store.mongo;

import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.connection.ClusterConnectionMode;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.contract.BrokenStores;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.UserStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connection dies before or after any command of a verb. */
@Timeout(600)
class DroppedServerTest {
    private static final Budget RULE = new Budget(3, Duration.ofDays(1));
    private static final Map<String, Consumer<MongoStores>> VERBS = verbs();

    private TestServer server;

    private static Map<String, Consumer<MongoStores>> verbs() {
        Map<String, Consumer<MongoStores>> verbs = new LinkedHashMap<>();
        verbs.put("insert user", stores -> stores.users().insert(Samples.user("user-1")));
        verbs.put("taken user", stores -> stores.users().insert(Samples.user("user-2", "taken@example.com", null)));
        verbs.put("claim attempt", stores -> stores.challenges().claimAttempt("c1", Claim.WITH_ID, NOW));
        verbs.put("consume", stores -> stores.challenges().consume("c1", "hash-c1"));
        verbs.put("rotate", stores -> stores.sessions().rotate(Samples.rotation("s1", 0)));
        verbs.put("take", stores -> stores.limits().take(List.of(new Charge("a", RULE), new Charge("b", RULE)), NOW));
        verbs.put("end all", stores -> stores.sessions().endAll("user-1"));
        verbs.put("purge", stores -> stores.sessions().purge(NOW.plus(Duration.ofDays(99)), 10));
        return verbs;
    }

    @BeforeEach
    void start() {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"insert user", "taken user", "claim attempt", "consume", "rotate", "take", "end all", "purge"})
    @Tag("STO-09")
    void isABrokenStoreAndNeverAnAnswer(String verb) throws IOException {
        int victim = 0;
        while (strike(VERBS.get(verb), victim)) {
            victim++;
        }
        assertThat(victim).as("points at which the connection died").isGreaterThanOrEqualTo(2);
    }

    private boolean strike(Consumer<MongoStores> verb, int victim) throws IOException {
        server.drop();
        MongoStores direct = server.indexed();
        direct.users().insert(Samples.user("user-0", "taken@example.com", null));
        direct.challenges().insert(Samples.resetCode("c1"));
        direct.sessions().insert(Samples.session("s1"));
        ConnectionString uri = new ConnectionString(server.uri());
        assumeFalse(
                uri.isSrvProtocol() || Boolean.TRUE.equals(uri.getSslEnabled()),
                "a deployment that the proxy cannot stand before");
        try (CuttingProxy proxy =
                        new CuttingProxy(new ServerAddress(uri.getHosts().get(0)), server.prefix(), victim);
                MongoClient client = client(uri, proxy)) {
            MongoStores stores =
                    MongoStores.on(TestServer.database(client, server.uri())).collectionPrefix(server.prefix());
            Throwable failure = catchThrowable(() -> verb.accept(stores));
            if (!proxy.hasStruck()) {
                assertThat(failure).isNull();
                return false;
            }
            assertThat(failure)
                    .as("cut at point %d", victim)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The store failed to ");
        }
        assertNothingIsHalfDone();
        return true;
    }

    /** Whatever became of the call, what is stored is the state before it or the state after it. */
    private void assertNothingIsHalfDone() {
        for (Document challenge : server.collection("challenge").find()) {
            assertThat(challenge.getInteger("attempts")).isBetween(0, 1);
        }
        for (Document session : server.collection("session").find()) {
            boolean rotated = session.getLong("generation") == 1;
            assertThat(session.getDate("rotated_at").toInstant()).isEqualTo(rotated ? Samples.LATER : NOW);
        }
        for (Document limit : server.collection("limit").find()) {
            assertThat(limit.getString("state")).endsWith(";" + NOW.toEpochMilli() + ":1");
        }
        assertThat(server.stores().users().findById("user-2")).isEmpty();
    }

    /** The driver's own second try would hide what is to be seen here. */
    private static MongoClient client(ConnectionString uri, CuttingProxy proxy) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(uri)
                .applyToClusterSettings(
                        cluster -> cluster.hosts(List.of(proxy.address())).mode(ClusterConnectionMode.SINGLE))
                .retryReads(false)
                .retryWrites(false)
                .build());
    }

    @Test
    @Tag("STO-09")
    void aServerThatIsGoneIsABrokenStore() throws IOException {
        // Bound and never listening: nobody answers there, and nobody else can take the port.
        try (Socket bound = new Socket();
                MongoClient client = clientOfNobodyAt(bound)) {
            MongoStores stores = MongoStores.on(client.getDatabase("keystile_test"));
            for (Consumer<MongoStores> verb : VERBS.values()) {
                assertThat(catchThrowable(() -> verb.accept(stores))).isInstanceOf(StoreException.class);
            }
            assertThat(catchThrowable(stores::all)).isInstanceOf(StoreException.class);
            assertThat(catchThrowable(stores::ensureIndexes)).isInstanceOf(StoreException.class);
        }
    }

    private static MongoClient clientOfNobodyAt(Socket bound) throws IOException {
        bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ServerAddress address = new ServerAddress(bound.getLocalAddress().getHostAddress(), bound.getLocalPort());
        return MongoClients.create(MongoClientSettings.builder()
                .applyToClusterSettings(
                        cluster -> cluster.hosts(List.of(address)).serverSelectionTimeout(300, TimeUnit.MILLISECONDS))
                .build());
    }

    @Test
    @Tag("STO-09")
    void aClosedClientIsABrokenStore() {
        server.indexed();
        MongoClient client = MongoClients.create(server.uri());
        MongoStores stores =
                MongoStores.on(TestServer.database(client, server.uri())).collectionPrefix(server.prefix());
        AuthStores all = stores.all();
        client.close();
        BrokenStores.assertEveryVerbFails(UserStore.class, all.users());
        BrokenStores.assertEveryVerbFails(OtpStore.class, all.challenges());
        BrokenStores.assertEveryVerbFails(SessionStore.class, all.sessions());
        BrokenStores.assertEveryVerbFails(RateLimiter.class, all.limits());
    }
}
