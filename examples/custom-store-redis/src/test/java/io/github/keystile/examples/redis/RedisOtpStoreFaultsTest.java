package io.github.keystile.examples.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.testkit.contract.BrokenStores;
import io.github.keystile.auth.testkit.contract.Samples;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

/** What the contract does not ask: broken servers, broken rows, and that nothing is left behind. */
@Timeout(600)
class RedisOtpStoreFaultsTest {
    @Test
    void aServerThatIsGoneIsNoAnswer() {
        TestRedis server = TestRedis.start();
        try (RedisClient client = server.client()) {
            server.close();
            BrokenStores.assertEveryVerbFails(OtpStore.class, new RedisOtpStore(client, "p:"));
        }
    }

    @Test
    void brokenRowsAndLeftoversAreNoticed() {
        String prefix = UUID.randomUUID() + ":";
        try (TestRedis server = TestRedis.start();
                RedisClient client = server.client()) {
            var store = new RedisOtpStore(client, prefix);
            for (Challenge challenge : List.of(Samples.resetLink("id"), Samples.resetCode("id"))) {
                store.insert(challenge);
                assertThat(store.replaceCode("id", "hash-id", "other", Samples.NOW, Samples.LATER))
                        .isTrue();
                assertThat(store.consume("id", "other")).isTrue();
                assertThat(client.keys(prefix + "*")).isEmpty();
            }
            client.hset(prefix + "challenge:id", Map.of("purpose", "DANCING"));
            assertThatThrownBy(() -> store.find("id")).isInstanceOf(StoreException.class);
        }
    }
}
