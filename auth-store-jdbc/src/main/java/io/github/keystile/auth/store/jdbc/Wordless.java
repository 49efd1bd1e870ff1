package io.github.keystile.auth.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a driver threw, without its words: these may hold values of the statement, such as a batch's, or the key of a
 * duplicate. Types, SQLStates, vendor codes and stack traces of all that hung together stay.
 */
final class Wordless extends SQLException {
    private static final long serialVersionUID = 1;

    private Wordless(Throwable link, @Nullable String state, int code, @Nullable Wordless next) {
        super(link.getClass().getName() + ", SQLState " + state + ", vendor code " + code, state, code, next);
        setStackTrace(link.getStackTrace());
    }

    static Wordless of(SQLException failure) {
        List<Throwable> links = new ArrayList<>();
        failure.forEach(links::add);
        Wordless first = of(links.get(links.size() - 1), null);
        for (int i = links.size() - 2; i >= 0; i--) {
            first = of(links.get(i), first);
        }
        return first;
    }

    private static Wordless of(Throwable link, @Nullable Wordless next) {
        return link instanceof SQLException e
                ? new Wordless(e, e.getSQLState(), e.getErrorCode(), next)
                : new Wordless(link, null, 0, next);
    }
}
