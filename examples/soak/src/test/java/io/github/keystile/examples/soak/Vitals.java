package io.github.keystile.examples.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;

/**
 * How the process and its connections are.
 *
 * @param heapBytes in use after a full collection
 * @param connections of the pool, by the server's count: the most that were seen since the vitals before
 * @param waiting threads that waited for a connection, the most likewise
 * @param rows of all four tables
 */
record Vitals(long heapBytes, int threads, long connections, int waiting, long rows) {
    /** Collects what was seen until the vitals are taken. */
    static final class Watch {
        private final Town town;
        private final Postgres database;
        private long connections;
        private int waiting;

        Watch(Town town, Postgres database) {
            this.town = town;
            this.database = database;
        }

        void look() {
            connections = Math.max(connections, database.connections(town.pool()));
            waiting = Math.max(waiting, town.pool().getHikariPoolMXBean().getThreadsAwaitingConnection());
        }

        Vitals take() {
            look();
            System.gc();
            Vitals vitals = new Vitals(
                    heapAfterCollection(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    connections,
                    waiting,
                    rows("user") + rows("challenge") + rows("session") + rows("limit"));
            connections = 0;
            waiting = 0;
            return vitals;
        }

        /** What a collection left, and not what has come since. */
        private static long heapAfterCollection() {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getCollectionUsage)
                    .filter(Objects::nonNull)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
        }

        private long rows(String table) {
            return database.number("SELECT count(*) FROM " + town.table(table));
        }
    }

    double heapMegabytes() {
        return heapBytes / 1048576.0;
    }
}
