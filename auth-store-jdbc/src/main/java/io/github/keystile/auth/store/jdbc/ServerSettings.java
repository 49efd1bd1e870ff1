package io.github.keystile.auth.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings of a cluster under which what one call wrote, such as a logout, may be unknown to the next. */
final class ServerSettings {
    /** Reads, updates and deletes, inserts: each waits until the node has applied what the cluster agreed on. */
    private static final int SYNC_WAIT = 7;

    /** Of Group Replication's levels those that let no member read what another one has replaced. */
    private static final Set<String> FRESH = Set.of("BEFORE", "AFTER", "BEFORE_AND_AFTER");

    /** Variables that a server does not have are left out of the answer, and cannot fail it. */
    private static final String MYSQL = """
            SHOW VARIABLES WHERE Variable_name IN ('wsrep_on', 'wsrep_sync_wait', 'group_replication_group_name',
                'group_replication_single_primary_mode', 'group_replication_consistency', 'read_only',
                'super_read_only', 'innodb_read_only')""";

    /** A replica, the secondary of a group, or a cloud's reader. */
    private static final List<String> READ_ONLY = List.of("read_only", "super_read_only", "innodb_read_only");

    private ServerSettings() {}

    /**
     * What should be set otherwise.
     *
     * @throws IllegalStateException if the server takes no writes
     */
    static List<String> warnings(Probe probe, Database database) throws SQLException {
        return switch (database) {
            case POSTGRESQL -> {
                refuseStandby(probe);
                yield List.of();
            }
            case MYSQL, MARIADB -> {
                Map<String, String> variables = variables(probe);
                refuseReadOnly(variables);
                yield ofCluster(variables);
            }
            case H2 -> List.of();
        };
    }

    private static void refuseStandby(Probe probe) throws SQLException {
        if (probe.ask("SELECT pg_is_in_recovery()", row -> row.getBoolean(1), List.of())
                .contains(true)) {
            throw new IllegalStateException("The database is a standby, which can write nothing and reads what is"
                    + " past: point the DataSource at the primary (with more than one host in the URL:"
                    + " targetServerType=primary)");
        }
    }

    static void refuseReadOnly(Map<String, String> variables) {
        for (String name : READ_ONLY) {
            if (isOn(variables.get(name))) {
                throw new IllegalStateException(
                        "The server is a replica (" + name + " is ON), which takes no writes and"
                                + " reads what is past: point the DataSource at the primary");
            }
        }
    }

    private static Map<String, String> variables(Probe probe) throws SQLException {
        Map<String, String> variables = new HashMap<>();
        probe.ask(MYSQL, row -> variables.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)), List.of());
        return variables;
    }

    static List<String> ofCluster(Map<String, String> variables) {
        List<String> warnings = new ArrayList<>();
        String syncWait = variables.getOrDefault("wsrep_sync_wait", "");
        if (isOn(variables.get("wsrep_on")) && !waits(syncWait)) {
            warnings.add("a Galera node may answer from before a logout or a new password: set wsrep_sync_wait = "
                    + SYNC_WAIT + " (it is " + syncWait + ")");
        }
        String consistency = variables.getOrDefault("group_replication_consistency", "");
        if (!variables.getOrDefault("group_replication_group_name", "").isEmpty()
                && !isOn(variables.get("group_replication_single_primary_mode"))
                && !FRESH.contains(consistency.toUpperCase(Locale.ROOT))) {
            warnings.add("a member of a multi-primary group may answer from before a logout or a new password: set"
                    + " group_replication_consistency = BEFORE_AND_AFTER (it is " + consistency + ")");
        }
        return warnings;
    }

    private static boolean waits(String syncWait) {
        try {
            return (Integer.parseInt(syncWait) & SYNC_WAIT) == SYNC_WAIT;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isOn(@Nullable String value) {
        return value != null && Set.of("ON", "1").contains(value.toUpperCase(Locale.ROOT));
    }
}
