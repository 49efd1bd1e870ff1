package io.github.keystile.examples.storefront;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.store.jdbc.JdbcStores;
import java.util.UUID;
import org.h2.Driver;

/** A connection pool and the stores on it. */
final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final AuthStores stores;

    private Database(HikariDataSource pool, AuthStores stores) {
        this.pool = pool;
        this.stores = stores;
    }

    static Database open(Address address) {
        HikariDataSource pool = connect(address);
        try {
            JdbcStores tables = JdbcStores.on(pool);
            tables.createIfMissing();
            return new Database(pool, tables.all());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    AuthStores stores() {
        return stores;
    }

    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource connect(Address address) {
        // Known to DriverManager from a plain start only: in dev mode and tests, every start loads the driver anew.
        Driver.load();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(10);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            // The cause may repeat the address, which may hold a password.
            throw new StartUpRefused(
                    "JDBC_URL does not open a database: check JDBC_URL, JDBC_USER and JDBC_PASSWORD, and that it runs");
        }
    }

    /** Where the database is. */
    record Address(String url, String user, String password) {
        static Address from(Env env) {
            // Without DB_CLOSE_DELAY, H2 drops the database with its last connection.
            String memory = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
            return new Address(env.text("JDBC_URL", memory), env.text("JDBC_USER", ""), env.text("JDBC_PASSWORD", ""));
        }

        String description() {
            if (url.startsWith("jdbc:h2:mem:")) {
                return "H2 in memory, forgotten when this program ends";
            }
            return url.startsWith("jdbc:h2:file:") ? "H2 in the file that JDBC_URL names" : "the one of JDBC_URL";
        }

        @Override
        public String toString() {
            return "Address[]";
        }
    }
}
