package io.github.keystile.examples.redis;

import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.testkit.contract.OtpStoreContract;
import io.github.keystile.auth.testkit.contract.OtpStoreLookUps;
import io.github.keystile.auth.testkit.contract.OtpStoreRaces;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;
import redis.clients.jedis.RedisClient;

@Timeout(600)
class RedisOtpStoreTest {
    private static final String PREFIX = "test:" + UUID.randomUUID() + ":";

    private static TestRedis server;
    private static RedisClient client;

    @BeforeAll
    static void start() {
        server = TestRedis.start();
        client = server.client();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
            server.close();
        }
    }

    @Nested
    class Rows extends OtpStoreContract {
        @Override
        protected OtpStore createOtpStore() {
            return new RedisOtpStore(client, PREFIX);
        }
    }

    @Nested
    class LookUps extends OtpStoreLookUps {
        @Override
        protected OtpStore createOtpStore() {
            return new RedisOtpStore(client, PREFIX);
        }
    }

    @Nested
    class Races extends OtpStoreRaces {
        @Override
        protected OtpStore createOtpStore() {
            return new RedisOtpStore(client, PREFIX);
        }
    }
}
