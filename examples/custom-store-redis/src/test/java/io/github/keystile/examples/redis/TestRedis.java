package io.github.keystile.examples.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.opentest4j.TestAbortedException;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis of its own: the one that the build brings, else the {@code redis-server} that is installed. Where neither
 * runs, tests are skipped by name, unless {@code KEYSTILE_REQUIRE_SERVERS} or {@code CI} is true.
 */
record TestRedis(RedisServer server, int port) implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;
    private static final int TRIES = 3;

    static TestRedis start() {
        var whyNot = new IllegalStateException("No Redis can be started here");
        for (ExecutableProvider redis : List.<ExecutableProvider>of(
                ExecutableProvider.newJarResourceProvider(),
                () -> ExecutableProvider.newExecutableInPath("redis-server").get())) {
            // More than once: somebody else may take the free port before Redis does.
            for (int tries = 0; tries < TRIES; tries++) {
                try {
                    return start(redis);
                } catch (IOException | RuntimeException e) {
                    whyNot.addSuppressed(e);
                }
            }
        }
        if ("true".equals(System.getenv("KEYSTILE_REQUIRE_SERVERS")) || "true".equals(System.getenv("CI"))) {
            throw whyNot;
        }
        throw new TestAbortedException("SKIPPED: no Redis can be started here", whyNot);
    }

    RedisClient client() {
        return RedisClient.builder()
                .hostAndPort("127.0.0.1", port)
                .clientConfig(DefaultJedisClientConfig.builder()
                        .timeoutMillis(PATIENCE_MILLIS)
                        .build())
                .build();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new IllegalStateException("Redis does not stop", e);
        }
    }

    private static TestRedis start(ExecutableProvider redis) throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RedisServer server = RedisServer.newRedisServer()
                .executableProvider(redis)
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .build();
        server.start();
        return new TestRedis(server, port);
    }
}
