package io.github.keystile.examples.redis;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.Scanner;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** Signs somebody up at the console, with the code in the Redis that {@code REDIS_URL} names. */
public final class Main {
    private Main() {}

    /** Takes no arguments. */
    public static void main(String[] args) {
        String url = System.getenv().getOrDefault("REDIS_URL", "redis://localhost:6379");
        try (UnifiedJedis redis = RedisClient.create(URI.create(url))) {
            redis.ping();
            new SignupAtConsole(redis, new Scanner(System.in, Charset.defaultCharset())::nextLine, System.out).run();
        } catch (JedisException | IllegalArgumentException e) {
            System.err.println("REDIS_URL names no Redis that answers: start one, or set it to redis://host:port");
            System.exit(2);
        }
    }
}
