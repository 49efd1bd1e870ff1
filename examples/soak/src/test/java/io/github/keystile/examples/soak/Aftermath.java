package io.github.keystile.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** What must be true when the traffic is over. */
final class Aftermath {
    private static final Duration OVER_GRACE = Duration.ofSeconds(40);
    private static final Duration OVER_EVERYTHING = Duration.ofDays(800);
    private static final int SAMPLE = 20;

    private final Town town;
    private final Postgres database;

    Aftermath(Town town, Postgres database) {
        this.town = town;
        this.database = database;
    }

    /** The service's own housekeeping may be at work: it is waited for, a leak would stay. */
    void noConnectionIsLeaked() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(town.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(town.pool().getHikariPoolMXBean().getThreadsAwaitingConnection())
                    .isZero();
            assertThat(database.idleInTransaction(town.pool())).isZero();
        });
        assertThat(database.connections(town.pool()))
                .isLessThanOrEqualTo(town.pool().getMaximumPoolSize());
    }

    /** @param leftNewcomers who gave up, and so did not delete their account */
    void everyRowIsSane(long leftNewcomers) {
        String users = town.table("user");
        String sessions = town.table("session");
        assertThat(count(users + " WHERE password_hash IS NULL OR email_key <> lower(email)"))
                .as("users without password or with a wrong key")
                .isZero();
        assertThat(count(users))
                .as("users")
                .isBetween((long) Residents.accounts(), Residents.accounts() + leftNewcomers);
        assertThat(count(sessions + " WHERE generation < 0 OR rotated_at < created_at"
                        + " OR expires_at > absolute_expires_at"))
                .as("sessions that cannot be")
                .isZero();
        assertThat(count(sessions + " s WHERE NOT EXISTS (SELECT 1 FROM " + users + " u WHERE u.id = s.user_id)"))
                .as("sessions of nobody")
                .isZero();
        assertThat(count(sessions))
                .as("sessions")
                .isBetween(
                        (long) town.residents().holders().size(),
                        town.residents().holders().size() + leftNewcomers);
    }

    /** Every session goes on, by one generation each; then what was spent is worth nothing. */
    void everySessionGoesOnOnce() {
        town.clock().putForward(OVER_GRACE);
        long before = generations();
        Map<String, SignedIn> sample = new LinkedHashMap<>();
        List<String> sessions = new ArrayList<>();
        for (Residents.Holder holder : town.residents().holders()) {
            String spent = holder.tokens().refreshToken();
            SignedIn next = refresh(spent);
            sessions.add(next.sessionId());
            if (sample.size() < SAMPLE) {
                sample.put(spent, next);
            }
        }
        assertThat(sessions).doesNotHaveDuplicates();
        assertThat(generations()).isEqualTo(before + sessions.size());

        town.clock().putForward(OVER_GRACE);
        sample.replaceAll((spent, next) -> refresh(next.tokens().refreshToken()));
        sample.forEach((spent, next) -> {
            assertRefused(spent);
            assertRefused(next.tokens().refreshToken());
        });
    }

    /** Nothing is left but the users. */
    void housekeepingLeavesTheUsersAlone() {
        long users = count(town.table("user"));
        town.clock().putForward(OVER_EVERYTHING);
        while (town.auth().purgeExpired() > 0) {
            assertThat(count(town.table("user"))).isEqualTo(users);
        }
        assertThat(count(town.table("challenge"))).as("challenges").isZero();
        assertThat(count(town.table("session"))).as("sessions").isZero();
        assertThat(count(town.table("limit"))).as("limits").isZero();
        assertThat(count(town.table("user"))).as("users").isEqualTo(users);
    }

    private SignedIn refresh(String token) {
        return town.auth().refresh(new Refresh(token, Callers.number(0)));
    }

    private void assertRefused(String token) {
        assertThatThrownBy(() -> refresh(token))
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refused -> assertThat(refused.code()).isEqualTo(AuthError.INVALID_TOKEN));
    }

    private long generations() {
        return database.number("SELECT coalesce(sum(generation), 0) FROM " + town.table("session"));
    }

    private long count(String from) {
        return database.number("SELECT count(*) FROM " + from);
    }
}
