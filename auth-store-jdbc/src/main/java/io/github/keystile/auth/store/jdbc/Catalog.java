package io.github.keystile.auth.store.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What tables a database has, asked in one statement of its own dialect, which answers one row for each column of a
 * table and one for each column of a unique index: (column or unique, table, column, name of the index or whether it
 * is nullable, kind of table).
 */
final class Catalog {
    /** Asks by the search path, as statements without a schema do. Partial, half-built and functional indexes count not. */
    private static final String POSTGRESQL = """
            SELECT 'column', t.relname, a.attname, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END,
                CASE WHEN t.relkind IN ('r', 'p') THEN 'TABLE' ELSE 'VIEW' END
            FROM pg_catalog.pg_class t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
            WHERE t.oid IN (@tables) AND a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT 'unique', t.relname, a.attname, CAST(x.indexrelid AS TEXT), ''
            FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
                JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = ANY (x.indkey)
            WHERE x.indrelid IN (@tables) AND x.indisunique AND x.indisvalid AND x.indpred IS NULL
                AND x.indexprs IS NULL AND x.indnkeyatts = x.indnatts""";

    /** A column of which an index holds the beginning only is given no name, so that it is not taken for the column. */
    private static final String MYSQL = """
            SELECT 'column', c.table_name, c.column_name, c.is_nullable, t.table_type
            FROM information_schema.columns c JOIN information_schema.tables t
                ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = @schema AND c.table_name IN (@tables)
                AND t.table_schema = @schema AND t.table_name IN (@tables)
            UNION ALL
            SELECT 'unique', s.table_name, CASE WHEN s.sub_part IS NULL THEN COALESCE(s.column_name, '') ELSE '' END,
                s.index_name, ''
            FROM information_schema.statistics s
            WHERE s.table_schema = @schema AND s.table_name IN (@tables) AND s.non_unique = 0""";

    /** H2's LOWER and UPPER follow the locale of the JVM, in which an i may be none; its IGNORECASE does not. */
    private static final String H2 = """
            SELECT 'column', c.table_name, c.column_name, c.is_nullable, t.table_type
            FROM information_schema.columns c JOIN information_schema.tables t
                ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE CAST(c.table_schema AS VARCHAR_IGNORECASE) = @schema
                AND CAST(c.table_name AS VARCHAR_IGNORECASE) IN (@tables)
            UNION ALL
            SELECT 'unique', i.table_name, i.column_name, i.index_name, ''
            FROM information_schema.index_columns i
            WHERE CAST(i.table_schema AS VARCHAR_IGNORECASE) = @schema
                AND CAST(i.table_name AS VARCHAR_IGNORECASE) IN (@tables) AND i.is_unique""";

    private record Row(boolean column, String table, String name, String detail, String kind) {}

    private Catalog() {}

    /** Those of the named tables that are there, by name. */
    static Map<String, Layout> read(Probe probe, Database database, Tables tables, List<String> names)
            throws SQLException {
        List<Row> rows = probe.ask(
                statement(database, tables, names),
                row -> new Row(
                        row.getString(1).equals("column"),
                        row.getString(2).toLowerCase(Locale.ROOT),
                        row.getString(3).toLowerCase(Locale.ROOT),
                        row.getString(4),
                        row.getString(5)),
                List.of());
        return layouts(rows);
    }

    /** The names are those that {@link Tables} has checked: letters, digits and underscores. */
    private static String statement(Database database, Tables tables, List<String> names) {
        String schema = tables.schema();
        List<String> quoted = new ArrayList<>();
        for (String name : names) {
            String qualified = schema.isEmpty() ? name : schema + "." + name;
            quoted.add(database == Database.POSTGRESQL ? "to_regclass('" + qualified + "')" : "'" + name + "'");
        }
        String text = switch (database) {
            case POSTGRESQL -> POSTGRESQL;
            case MYSQL, MARIADB -> MYSQL;
            case H2 -> H2;
        };
        String own = database == Database.H2 ? "CURRENT_SCHEMA" : "DATABASE()";
        return text.replace("@tables", String.join(", ", quoted))
                .replace("@schema", schema.isEmpty() ? own : "'" + schema + "'");
    }

    private static Map<String, Layout> layouts(List<Row> rows) {
        Map<String, Map<String, Boolean>> columns = new HashMap<>();
        Map<String, Map<String, Set<String>>> indexes = new HashMap<>();
        Set<String> views = new HashSet<>();
        for (Row row : rows) {
            if (row.column) {
                columns.computeIfAbsent(row.table, t -> new HashMap<>()).put(row.name, row.detail.equals("YES"));
                if (row.kind.contains("VIEW")) {
                    views.add(row.table);
                }
            } else {
                indexes.computeIfAbsent(row.table, t -> new HashMap<>())
                        .computeIfAbsent(row.detail, i -> new HashSet<>())
                        .add(row.name);
            }
        }
        Map<String, Layout> layouts = new HashMap<>();
        columns.forEach((table, found) -> {
            Set<Set<String>> uniques =
                    Set.copyOf(indexes.getOrDefault(table, Map.of()).values());
            layouts.put(table, new Layout(table, found, uniques, views.contains(table)));
        });
        return layouts;
    }
}
