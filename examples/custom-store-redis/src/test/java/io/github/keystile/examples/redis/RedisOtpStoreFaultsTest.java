package io.github.keystile.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What the contract does not ask: broken servers, broken rows, and that nothing is left behind. */
@Timeout(600)
class RedisOtpStoreFaultsTest {
    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00Z");

    @Test
    void aServerThatIsGoneIsNoAnswer() {
        TestRedis server = TestRedis.start();
        try (RedisClient client = server.client()) {
            var store = new RedisOtpStore(client, "p:");
            server.close();
            assertThatThrownBy(() -> store.find("id")).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.consume("id", "hash")).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void brokenRowsUsedIdsAndLeftoversAreNoticed() {
        String prefix = UUID.randomUUID() + ":";
        try (TestRedis server = TestRedis.start();
                RedisClient client = server.client()) {
            var store = new RedisOtpStore(client, prefix);
            for (Purpose purpose : new Purpose[] {Purpose.PASSWORD_RESET_LINK, Purpose.PASSWORD_RESET_CODE}) {
                Challenge challenge = challenge(purpose);
                store.insert(challenge);
                assertThatThrownBy(() -> store.insert(challenge)).isInstanceOf(StoreException.class);
                assertThat(store.replaceCode("id", "hash", "other", NOW, NOW.plusSeconds(9)))
                        .isTrue();
                assertThat(store.consume("id", "other")).isTrue();
                assertThat(client.keys(prefix + "*")).isEmpty();
            }
            client.hset(prefix + "challenge:id", Map.of("purpose", "DANCING"));
            assertThatThrownBy(() -> store.find("id")).isInstanceOf(StoreException.class);
        }
    }

    private static Challenge challenge(Purpose purpose) {
        return new Challenge("id", purpose, "subject", 0, "hash", 0, 0, 5, 3, NOW, NOW.plusSeconds(9), null);
    }
}
