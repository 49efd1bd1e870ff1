package io.github.keystile.examples.matrix;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Servers that can be stopped and started again with what was in them, and reached by several processes. */
enum Server {
    POSTGRESQL {
        @Override
        Machine prepare() throws Exception {
            Path data = Stores.newFolder("postgres-data");
            return new Machine() {
                private EmbeddedPostgres server;

                @Override
                public int start() throws Exception {
                    // Otherwise stopping it would delete what is in it.
                    server = Stores.atLast(() ->
                            Stores.postgres(data).setCleanDataDirectory(false).start());
                    return server.getPort();
                }

                @Override
                public void stop() throws Exception {
                    server.close();
                    // Closing gives up waiting after some seconds, stopped or not.
                    Path running = data.resolve("postmaster.pid");
                    Awaitility.await().atMost(Stores.PATIENCE).until(() -> !Files.exists(running));
                }

                @Override
                public void forget() throws IOException {
                    try (Stream<Path> files = Files.walk(data)) {
                        files.sorted(Comparator.reverseOrder())
                                .map(Path::toFile)
                                .forEach(File::delete);
                    }
                }
            };
        }

        @Override
        String url(int port) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
        }
    },
    MONGODB {
        @Override
        Machine prepare() {
            MemoryBackend memory = new MemoryBackend() {
                @Override
                public void close() {
                    // What is in it outlives the server.
                }
            };
            return new Machine() {
                private MongoServer server;

                @Override
                public int start() {
                    server = new MongoServer(memory);
                    return server.bind().getPort();
                }

                @Override
                public void stop() {
                    server.shutdownNow();
                }

                @Override
                public void forget() {
                    // It is forgotten with this object.
                }
            };
        }

        @Override
        String url(int port) {
            return "mongodb://127.0.0.1:" + port;
        }
    };

    abstract Machine prepare() throws Exception;

    abstract String url(int port);

    /** Not running yet. */
    interface Machine {
        /** Returns the port, which is another each time. */
        int start() throws Exception;

        /** Does nothing if it has stopped already. */
        void stop() throws Exception;

        /** What was in it is not needed any more. */
        void forget() throws IOException;
    }
}
