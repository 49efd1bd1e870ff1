package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.testkit.attack.AnyTextContract;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers and databases differ in what text means to them, pools do not. */
@ParameterizedClass
@EnumSource
class NaughtyTextsTest extends AnyTextContract {
    @Parameter
    TestDatabase database;

    @Override
    protected AuthStores createStores() {
        return JdbcStores.on(database.emptied())
                .tablePrefix(TestDatabase.PREFIX)
                .all();
    }
}
