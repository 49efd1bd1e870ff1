package io.github.keystile.auth.store.jdbc;

import static io.github.keystile.auth.testkit.contract.Samples.HASH;
import static io.github.keystile.auth.testkit.contract.Samples.LATER;
import static io.github.keystile.auth.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.contract.Samples;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each verb costs when it succeeds. */
class StatementsPerVerbTest {
    private final StatementCounter counter = new StatementCounter();
    private JdbcStores stores;

    @BeforeEach
    void count() {
        stores = JdbcStores.on(counter.on(TestDatabase.H2.emptied())).tablePrefix(TestDatabase.PREFIX);
    }

    @AfterEach
    void nothingLeaked() {
        assertThat(counter.open()).isZero();
    }

    private void costs(int statements, Runnable verb) {
        counter.take();
        verb.run();
        assertThat(counter.take()).isEqualTo(statements);
    }

    @Test
    void users() {
        UserStore users = stores.users();
        var user = Samples.user("user-1");
        costs(1, () -> assertThat(users.insert(user)).isEqualTo(UserStore.Insert.INSERTED));
        costs(1, () -> assertThat(users.findById("user-1")).isPresent());
        costs(1, () -> assertThat(users.findByEmail(user.user().email())).isPresent());
        costs(1, () -> assertThat(users.findByUsername(user.user().username())).isPresent());
        costs(1, () -> assertThat(users.page(UserCursor.start(), 1)).hasSize(1));
        costs(1, () -> assertThat(users.page(UserCursor.after(user), 1)).isEmpty());
        costs(1, () -> assertThat(users.replace(user)).isEqualTo(UserStore.Replace.REPLACED));
        costs(1, () -> assertThat(users.rehash("user-1", HASH, "{x}new")).isTrue());
        costs(
                1,
                () -> assertThat(users.setPassword("user-1", 0, new NewPassword(HASH, null, UserStore.Proof.MAILBOX)))
                        .isTrue());
        costs(1, () -> assertThat(users.raiseEpoch("user-1")).isTrue());
        costs(1, () -> assertThat(users.delete("user-1")).isTrue());
    }

    @Test
    void aTakenNameCostsTheQuestionWhichOne() {
        UserStore users = stores.users();
        users.insert(Samples.user("user-1"));
        costs(2, () -> users.insert(Samples.user("user-1")));
        costs(3, () -> users.insert(Samples.user("user-2", "user-1@example.com", null)));
        costs(4, () -> users.insert(Samples.user("user-2", "else@example.com", "user-1")));
    }

    @Test
    void challenges() {
        OtpStore challenges = stores.challenges();
        costs(1, () -> challenges.insert(Samples.resetCode("c1")));
        costs(1, () -> assertThat(challenges.find("c1")).isPresent());
        costs(
                1,
                () -> assertThat(challenges.findLink(Purpose.PASSWORD_RESET_LINK, "hash-c1"))
                        .isEmpty());
        costs(
                1,
                () -> assertThat(challenges.newest("user-1", Purpose.PASSWORD_RESET_CODE, NOW, 10))
                        .hasSize(1));
        costs(
                2,
                () -> assertThat(challenges.claimAttempt("c1", OtpStore.Claim.WITH_ID, NOW))
                        .isPresent());
        costs(
                1,
                () -> assertThat(challenges.claimAttempt("c2", OtpStore.Claim.WITH_ID, NOW))
                        .isEmpty());
        costs(1, () -> challenges.giveBackAttempt("c1", OtpStore.Claim.WITH_ID, "hash-c1", NOW));
        costs(
                1,
                () -> assertThat(challenges.replaceCode("c1", "hash-c1", "new", NOW, LATER))
                        .isTrue());
        costs(1, () -> assertThat(challenges.consume("c1", "new")).isTrue());
        costs(1, () -> challenges.deleteAll("user-1"));
        costs(1, () -> assertThat(challenges.purge(NOW, 10)).isZero());
    }

    @Test
    void sessions() {
        SessionStore sessions = stores.sessions();
        costs(1, () -> sessions.insert(Samples.session("s1")));
        costs(1, () -> assertThat(sessions.find("s1")).isPresent());
        costs(
                1,
                () -> assertThat(sessions.list("user-1", SessionCursor.start(), 10))
                        .hasSize(1));
        costs(1, () -> assertThat(sessions.rotate(Samples.rotation("s1", 0))).isTrue());
        costs(
                1,
                () -> assertThat(sessions.passOver(Samples.passOver("s1", 1, 0)))
                        .isTrue());
        costs(1, () -> assertThat(sessions.endIfReplayed("s1", "user-1", 0)).isFalse());
        costs(1, () -> assertThat(sessions.endAllExcept("user-1", "s1")).isZero());
        costs(1, () -> assertThat(sessions.end("s1", "user-1")).isTrue());
        costs(1, () -> assertThat(sessions.endAll("user-1")).isZero());
        costs(1, () -> assertThat(sessions.purge(NOW, 10)).isZero());
    }

    @Test
    void credentials() {
        CredentialStore credentials = stores.credentials();
        StoredCredential first = Samples.credential("c1");
        costs(1, () -> credentials.insert(first));
        costs(2, () -> assertThat(credentials.insert(first)).isEqualTo(CredentialStore.Insert.SAME_ID));
        costs(1, () -> assertThat(credentials.find(first.kind(), "c1")).contains(first));
        costs(1, () -> assertThat(credentials.list("user-1", 10)).hasSize(1));
        costs(1, () -> assertThat(credentials.replace(first)).isTrue());
        costs(1, () -> assertThat(credentials.remove("c1", "user-1")).isTrue());
        costs(1, () -> assertThat(credentials.removeAll("user-1")).isZero());
        costs(1, () -> assertThat(credentials.purge(NOW, 10)).isZero());
        costs(0, () -> assertThat(credentials.find(first.kind(), "a\0b")).isEmpty());
    }

    @Test
    void whatCannotBeAKeyIsUnknownWithoutAsking() {
        costs(0, () -> assertThat(stores.sessions().find("a\0b")).isEmpty());
        costs(0, () -> assertThat(stores.challenges().find("\ud800")).isEmpty());
        costs(0, () -> assertThat(stores.users().findById("x".repeat(65))).isEmpty());
    }
}
