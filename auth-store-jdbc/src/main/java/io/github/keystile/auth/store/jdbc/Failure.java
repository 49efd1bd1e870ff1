package io.github.keystile.auth.store.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;

/** What a driver's exception means, by SQLState and vendor code; messages are for people and change. */
final class Failure {
    private static final int MYSQL_DUPLICATE = 1062;

    /** MySQL: lock wait timeout, deadlock, changed since the snapshot. H2: lock timeout, concurrent update. */
    private static final Set<Integer> TRANSIENT_CODES = Set.of(1205, 1213, 1020, 50200, 90131);

    /** Serialization failure, PostgreSQL's deadlock. */
    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01");

    /** PostgreSQL and H2: table or object exists already. */
    private static final Set<String> EXISTS_STATES = Set.of("42P07", "42710", "42S01", "42S11");

    /** H2's general error: what it says about an index that somebody else has just made. */
    private static final int H2_GENERAL = 50000;

    private Failure() {}

    /** A unique constraint stood against it; nothing was written. */
    static boolean isDuplicate(SQLException failure) {
        return any(failure, Failure::duplicate);
    }

    /** The database has rolled the transaction back, or waits to be told so, and trying again may succeed. */
    static boolean isTransient(SQLException failure) {
        return any(failure, Failure::passing);
    }

    /** Somebody else made the same table at the same time. */
    static boolean isLostDdlRace(SQLException failure) {
        return any(
                failure,
                e -> (e.getSQLState() != null && EXISTS_STATES.contains(e.getSQLState()))
                        || e.getErrorCode() == H2_GENERAL
                        || duplicate(e)
                        || passing(e));
    }

    private static boolean duplicate(SQLException e) {
        return "23505".equals(e.getSQLState())
                || ("23000".equals(e.getSQLState()) && e.getErrorCode() == MYSQL_DUPLICATE);
    }

    private static boolean passing(SQLException e) {
        return (e.getSQLState() != null && TRANSIENT_STATES.contains(e.getSQLState()))
                || TRANSIENT_CODES.contains(e.getErrorCode());
    }

    private static boolean any(SQLException failure, Predicate<SQLException> test) {
        for (Throwable link : failure) {
            if (link instanceof SQLException e && test.test(e)) {
                return true;
            }
        }
        return false;
    }
}
