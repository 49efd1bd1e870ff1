package io.github.keystile.auth.store.jdbc;

import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Counts what reaches the server, for tests that say how many statements something may cost. */
public final class StatementCounter implements Hook {
    private final AtomicInteger statements = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** The same DataSource, counted. */
    public DataSource on(DataSource dataSource) {
        return HookedDataSource.of(dataSource, this);
    }

    /** Statements since the last call of this method. A batch is one. */
    public int take() {
        return statements.getAndSet(0);
    }

    /** Connections that were handed out and not closed. */
    public int open() {
        return open.get();
    }

    @Override
    public void opened(Connection connection) {
        open.incrementAndGet();
    }

    @Override
    public void before(Call call, Connection connection) {
        if (call == Call.STATEMENT) {
            statements.incrementAndGet();
        }
    }

    @Override
    public void closed(Connection connection) {
        open.decrementAndGet();
    }
}
