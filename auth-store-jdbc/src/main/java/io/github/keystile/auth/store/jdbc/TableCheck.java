package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.StoreCheck;
import io.github.keystile.auth.error.StoreException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether the database has the tables of the script, in three statements. */
final class TableCheck implements StoreCheck {
    private static final String CHECK = "check the tables";

    /** PostgreSQL, H2 (which has two), MySQL and MariaDB: there is no such table. */
    private static final Set<String> NO_TABLE_STATES = Set.of("42P01", "42S02", "42S03", "42S04");

    /** PostgreSQL: cancelled, which is what its driver does when the time is over. */
    private static final String CANCELLED = "57014";

    private final DataSource dataSource;
    private final Tables tables;

    TableCheck(DataSource dataSource, Tables tables) {
        this.dataSource = dataSource;
        this.tables = tables;
    }

    @Override
    public List<String> run(boolean allowUntested) {
        try (Lease lease = new Lease(dataSource.getConnection(), false)) {
            Probe probe = new Probe(lease.connection());
            String product = lease.connection().getMetaData().getDatabaseProductName();
            boolean known = Database.isKnown(product);
            if (!known && !allowUntested) {
                throw new IllegalStateException("The stores were never tested on " + product + ", and what it decides"
                        + " under concurrent calls is not known: use PostgreSQL, MySQL, MariaDB or H2; or run the test"
                        + " kit's contracts on it, then call AuthStores.allowUntested()");
            }
            Findings findings = new Findings();
            boolean versionDenied = !readVersion(probe, findings);
            if (known) {
                Database database = Database.of(lease.connection().getMetaData());
                readTables(probe, database, versionDenied, findings);
                findings.refuseIfWrong(database.file());
                readSettings(probe, database, findings);
            } else {
                findings.refuseIfWrong("the script of the database that is most like " + product);
                findings.warnings.add("the tables could not be checked: nothing is known about " + product);
            }
            lease.commit();
            return findings.warnings;
        } catch (SQLException e) {
            throw new StoreException(CHECK, e);
        }
    }

    private static final class Findings {
        private final List<String> wrong = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        void refuseIfWrong(String file) {
            if (!wrong.isEmpty()) {
                throw new IllegalStateException("The database does not have the tables that this version of Keystile"
                        + " needs: run " + file + " from the jar of auth-store-jdbc (JdbcStores.ddl() returns it), or"
                        + " name the right tables by JdbcStores.schema() and tablePrefix(). What is wrong: "
                        + String.join("; ", wrong));
            }
        }

        /** Once, though two statements may tell. */
        void missing(String table) {
            String sentence = "there is no table " + table;
            if (!wrong.contains(sentence)) {
                wrong.add(sentence);
            }
        }

        void unread(String what, SQLException why) {
            warnings.add(what + " could not be checked (SQLState " + why.getSQLState() + ")");
        }
    }

    /** Returns false if the table may be there and would not be read. */
    private boolean readVersion(Probe probe, Findings findings) {
        String table = tables.prefix() + "schema";
        try {
            List<SchemaVersion> found = probe.ask(
                    tables.name("SELECT version, oldest_code FROM #schema"),
                    row -> new SchemaVersion(row.getInt(1), row.getInt(2)),
                    List.of());
            judge(table, found, findings);
            return true;
        } catch (SQLException e) {
            if (isTimeout(e)) {
                throw new StoreException(CHECK, e);
            }
            if (isNoTable(e)) {
                findings.missing(table);
                return true;
            }
            findings.unread("the version in " + table, e);
            return false;
        }
    }

    private static void judge(String table, List<SchemaVersion> found, Findings findings) {
        if (found.size() != 1) {
            findings.wrong.add(table + " has " + found.size() + " rows and must have one");
            return;
        }
        SchemaVersion version = found.get(0);
        if (version.isTooNew()) {
            throw new IllegalStateException("The tables are of version " + version.version() + ", on which code older"
                    + " than version " + version.oldestCode() + " must not run, and this is version "
                    + SchemaVersion.OF_THIS_CODE + ": run a newer Keystile (" + table
                    + " says so; no .sql file helps)");
        }
        if (version.isTooOld()) {
            findings.wrong.add("the tables are of version " + version.version() + " and must be of version "
                    + SchemaVersion.OF_THIS_CODE);
        }
    }

    private void readTables(Probe probe, Database database, boolean versionDenied, Findings findings) {
        List<Layout> wanted = Layout.of(new Tables("", tables.prefix()).fill(database.script()));
        try {
            List<String> names = wanted.stream().map(Layout::table).toList();
            Map<String, Layout> found = Catalog.read(probe, database, tables, names);
            for (Layout table : wanted) {
                compare(table, found.get(table.table()), versionDenied, findings);
            }
        } catch (SQLException e) {
            findings.unread("columns and unique constraints", e);
        }
    }

    private void compare(Layout wanted, @Nullable Layout found, boolean denied, Findings findings) {
        if (found != null) {
            findings.wrong.addAll(wanted.lackedBy(found));
            if (found.view()) {
                findings.warnings.add(wanted.table() + " is a view, whose constraints could not be checked");
            }
        } else if (denied) {
            // MySQL lists only what the user may read: nothing is known about a table that is not listed.
            findings.warnings.add(wanted.table() + " is not visible and could not be checked");
        } else if (!isOptional(wanted.table())) {
            findings.missing(wanted.table());
        }
    }

    private boolean isOptional(String table) {
        return table.equals(tables.prefix() + "credential");
    }

    private static void readSettings(Probe probe, Database database, Findings findings) {
        try {
            findings.warnings.addAll(ServerSettings.warnings(probe, database));
        } catch (SQLException e) {
            findings.unread("the settings of the server", e);
        }
    }

    private static boolean isNoTable(SQLException failure) {
        return failure.getSQLState() != null
                && NO_TABLE_STATES.contains(failure.getSQLState().toUpperCase(Locale.ROOT));
    }

    private static boolean isTimeout(SQLException failure) {
        return failure instanceof SQLTimeoutException || CANCELLED.equals(failure.getSQLState());
    }
}
