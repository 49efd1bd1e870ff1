package io.github.keystile.examples.soak;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.store.jdbc.JdbcStores;
import java.net.URI;

/** One service over one pool, and who lives there. Everything that can be set is at its default. */
final class Town implements AutoCloseable {
    private final HikariDataSource pool;
    private final AuthService auth;
    private final MovableClock clock = new MovableClock();
    private final Mailboxes mailboxes = new Mailboxes();
    private final Residents residents;

    Town(Postgres database, Machine machine, int connections, int sessions) {
        pool = database.pool(connections);
        // Tables of its own, because the town before may have left something.
        JdbcStores jdbc = JdbcStores.on(pool).tablePrefix(prefix(connections));
        jdbc.createIfMissing();
        RootSecret secret = RootSecret.generate();
        AuthStores stores = jdbc.all();
        residents = new Residents(secret, stores, machine, sessions);
        auth = AuthService.builder(secret, stores, mailboxes)
                .hashing(machine.hashing())
                .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://soak.example.com/reset")))
                .clock(clock)
                .build();
    }

    private static String prefix(int connections) {
        return "of" + connections + "_";
    }

    /** A table's name in the database. */
    String table(String name) {
        return prefix(pool.getMaximumPoolSize()) + name;
    }

    HikariDataSource pool() {
        return pool;
    }

    AuthService auth() {
        return auth;
    }

    MovableClock clock() {
        return clock;
    }

    Mailboxes mailboxes() {
        return mailboxes;
    }

    Residents residents() {
        return residents;
    }

    @Override
    public void close() {
        auth.close();
        pool.close();
    }
}
