package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.EnumerationContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Known and unknown cost the same statements, those of the limits included. */
class EnumerationTest {
    abstract static class OnDatabase extends EnumerationContract {
        private final TestDatabase database;
        private final StatementLog statements = new StatementLog();

        OnDatabase(TestDatabase database) {
            this.database = database;
        }

        @Override
        protected AuthStores createStores() {
            return JdbcStores.on(statements.on(database.shared()))
                    .tablePrefix(TestDatabase.PREFIX)
                    .all();
        }

        @Override
        protected List<String> work() {
            return statements.take();
        }

        @Override
        protected String name() {
            return database.name();
        }
    }

    @Nested
    class OnH2 extends OnDatabase {
        OnH2() {
            super(TestDatabase.H2);
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgreSql extends OnDatabase {
        OnPostgreSql() {
            super(TestDatabase.POSTGRESQL);
        }
    }
}
