package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.HASH;
import static io.github.keystile.auth.testkit.contract.Samples.LATER;
import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore.Proof;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A pooler that hands one client's prepared statement to another runs it if number and kinds of the values fit. Nothing
 * that deletes may fit where something is looked up, and what nobody can get back may fit nowhere at all.
 */
class ShapeTest {
    /** Each statement, and its values in their order: n for a number, t for a text, b for yes or no. */
    private final Map<String, String> shapes = new TreeMap<>();

    @BeforeEach
    void everyVerbRuns() {
        JdbcStores stores = JdbcStores.on(watched(DataSource.class, TestDatabase.H2.emptied()))
                .tablePrefix(TestDatabase.PREFIX);
        users(stores);
        challenges(stores);
        sessions(stores);
        credentials(stores);
        limits(stores);
        assertThat(shapes).hasSizeGreaterThan(40);
    }

    private static void users(JdbcStores stores) {
        StoredUser ann = Samples.user("ann");
        stores.users().insert(ann);
        stores.users().insert(ann);
        stores.users().insert(Samples.user("bob", "ann@example.com", "bob"));
        stores.users().insert(Samples.user("bob", "bob@example.com", "ann"));
        stores.users().findById("ann");
        stores.users().findByEmail(ann.user().email());
        stores.users().findByUsername(ann.user().username());
        stores.users().page(UserCursor.start(), 10);
        stores.users().replace(ann);
        stores.users().setPassword("ann", 0, new NewPassword(HASH, null, Proof.MAILBOX));
        stores.users().setPassword("ann", 1, new NewPassword(HASH, null, Proof.PASSWORD));
        stores.users().rehash("ann", HASH, HASH);
        assertThat(stores.users().raiseEpoch("ann")).isTrue();
        assertThat(stores.users().delete("ann")).isTrue();
    }

    private static void challenges(JdbcStores stores) {
        List.of("c1", "c2", "c3", "c4").forEach(id -> stores.challenges().insert(Samples.resetCode(id)));
        stores.challenges().find("c1");
        stores.challenges().findLink(Purpose.PASSWORD_RESET_LINK, "hash-c1");
        stores.challenges().newest("user-1", Purpose.PASSWORD_RESET_CODE, NOW, 5);
        stores.challenges().claimAttempt("c1", Claim.WITH_ID, NOW);
        stores.challenges().claimAttempt("c1", Claim.WITHOUT_ID, NOW);
        stores.challenges().giveBackAttempt("c1", Claim.WITH_ID, "hash-c1", NOW);
        stores.challenges().replaceCode("c1", "hash-c1", "hash-new", NOW, LATER);
        assertThat(stores.challenges().consume("c1", "hash-new")).isTrue();
        assertThat(stores.challenges().purge(LATER.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(stores.challenges().purge(LATER.plusSeconds(1), 2)).isEqualTo(2);
        stores.challenges().deleteAll("user-1");
    }

    private static void sessions(JdbcStores stores) {
        List.of("s1", "s2", "s3", "s4").forEach(id -> stores.sessions().insert(Samples.session(id)));
        stores.sessions().find("s1");
        stores.sessions().list("user-1", SessionCursor.start(), 10);
        stores.sessions().rotate(Samples.rotation("s1", 0));
        stores.sessions().passOver(Samples.passOver("s1", 1, 0));
        stores.sessions().endIfReplayed("s1", "user-1", 0);
        assertThat(stores.sessions().end("s2", "user-1")).isTrue();
        assertThat(stores.sessions().purge(NOW.plus(Duration.ofDays(99)), 1)).isEqualTo(1);
        stores.sessions().endAllExcept("user-1", "s4");
        stores.sessions().endAll("user-1");
    }

    private static void credentials(JdbcStores stores) {
        List.of("k1", "k2", "k3").forEach(id -> stores.credentials().insert(Samples.credential(id)));
        stores.credentials().insert(Samples.credential("k1"));
        stores.credentials().find(Samples.credential("k1").kind(), "k1");
        stores.credentials().list("user-1", 10);
        stores.credentials().replace(Samples.credential("k1"));
        assertThat(stores.credentials().remove("k1", "user-1")).isTrue();
        assertThat(stores.credentials().purge(LATER.plusSeconds(1), 1)).isEqualTo(1);
        assertThat(stores.credentials().removeAll("user-1")).isEqualTo(1);
    }

    private static void limits(JdbcStores stores) {
        Budget budget = new Budget(5, Duration.ofMinutes(5));
        List<Charge> charges = List.of(new Charge("one", budget), new Charge("two", budget));
        stores.limits().take(charges, NOW);
        Receipt receipt = stores.limits().take(charges, NOW);
        stores.limits().settle(receipt, Map.of("one", Outcome.GIVE_BACK, "two", Outcome.GIVE_BACK), NOW);
        stores.limits().settle(receipt, Map.of("one", Outcome.GIVE_BACK), NOW);
        stores.limits().peek(List.of("one", "two"));
        stores.limits().forget(List.of("one"));
        stores.limits().forget(List.of("one", "two"));
        assertThat(stores.limits().purge(NOW.plus(Duration.ofDays(99)), 2)).isEqualTo(2);
    }

    @Test
    void nothingThatDeletesFitsWhereSomethingIsLookedUp() {
        Map<String, TreeSet<String>> lookUps = new HashMap<>();
        shapes.forEach((sql, shape) -> {
            if (sql.startsWith("SELECT")) {
                lookUps.computeIfAbsent(shape, any -> new TreeSet<>()).add(sql);
            }
        });
        shapes.forEach((sql, shape) -> {
            if (sql.startsWith("DELETE") || sql.contains("SET version = version + 1, epoch = epoch + 1 WHERE")) {
                assertThat(lookUps.get(shape)).as(sql).isNull();
            }
        });
    }

    @Test
    void whatNobodyCanGetBackFitsNowhere() {
        List<String> deletes = shapes.keySet().stream()
                .filter(sql -> sql.matches("DELETE FROM \\w+_(user|credential) WHERE (?!expires_at).*"))
                .toList();
        assertThat(deletes).hasSize(3);
        for (String delete : deletes) {
            assertThat(shapes.values())
                    .filteredOn(shape -> shape.equals(shapes.get(delete)))
                    .as(delete)
                    .hasSize(1);
        }
    }

    private <T> T watched(Class<T> type, Object target) {
        return proxy(type, (method, arguments) -> {
            Object result = call(target, method, arguments);
            if (result instanceof PreparedStatement statement) {
                String sql = ((String) arguments[0]).replaceAll("\\s+", " ");
                return recorded(sql, statement);
            }
            return result instanceof Connection ? watched(Connection.class, result) : result;
        });
    }

    private PreparedStatement recorded(String sql, PreparedStatement statement) {
        Map<Integer, String> kinds = new TreeMap<>();
        return proxy(PreparedStatement.class, (method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set")) {
                kinds.put((Integer) arguments[0], kind(name, arguments));
                shapes.put(sql, String.join("", kinds.values()));
            }
            return call(statement, method, arguments);
        });
    }

    private static String kind(String setter, Object[] arguments) {
        return switch (setter) {
            case "setString" -> "t";
            case "setInt", "setLong" -> "n";
            case "setBoolean" -> "b";
            case "setNull" -> arguments[1].equals(java.sql.Types.VARCHAR) ? "t" : "n";
            default -> throw new AssertionError(setter);
        };
    }

    private interface Answer {
        Object to(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                ShapeTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
