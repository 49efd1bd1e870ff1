package io.github.keystile.auth.store.jdbc;

import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;

/** What a driver's exception means, by SQLState and vendor code; messages are for people and change. */
final class Failure {
    private static final int MYSQL_DUPLICATE = 1062;

    /**
     * MySQL: lock wait timeout, deadlock, changed since the snapshot, rolled back at commit because another member of the
     * group was first. H2: lock timeout, concurrent update.
     */
    private static final Set<Integer> TRANSIENT_CODES = Set.of(1205, 1213, 1020, 1180, 50200, 90131);

    /** What begins with it was rolled back: serialization failure, deadlock, a cluster's conflict. */
    private static final String ROLLED_BACK = "40";

    /** A constraint that will stand against it again, and an outcome that nobody knows. */
    private static final Set<String> FINAL_STATES = Set.of("40002", "40003");

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
        String state = e.getSQLState();
        return (state != null && state.startsWith(ROLLED_BACK) && !FINAL_STATES.contains(state))
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
