package io.github.keystile.auth.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.GuessingContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two days of guessing on every database; {@code -Dkeystile.guessing.days=30} plays a month and every length of codes. */
@Tag("slow")
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"H2", "POSTGRESQL", "MARIADB"})
class GuessingTest extends GuessingContract {
    @Parameter
    TestDatabase database;

    private HikariDataSource pool;

    @BeforeEach
    void open() {
        pool = database.emptied();
    }

    @Override
    protected AuthStores createStores() {
        return JdbcStores.on(pool).tablePrefix(TestDatabase.PREFIX).all();
    }

    @Override
    protected String storeName() {
        return database.name();
    }
}
