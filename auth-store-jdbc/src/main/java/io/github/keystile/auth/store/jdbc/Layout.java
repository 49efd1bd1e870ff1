package io.github.keystile.auth.store.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a table consists of. The one that is wanted is read from the script that makes it, so that there is one place
 * that says what the tables are.
 *
 * @param table the name, without schema
 * @param nullable each column, and whether it may be null
 * @param uniques sets of columns that no two rows share, the primary key's among them
 * @param view whether it is a view, which has no constraints of its own
 */
record Layout(String table, Map<String, Boolean> nullable, Set<Set<String>> uniques, boolean view) {
    private static final Pattern TABLE =
            Pattern.compile("CREATE TABLE IF NOT EXISTS (\\w+) \\((.*)\\)[^()]*", Pattern.DOTALL);
    private static final Pattern UNIQUE = Pattern.compile("CONSTRAINT \\w+ (?:PRIMARY KEY|UNIQUE) \\(([^()]*)\\),?");
    private static final Pattern COLUMN =
            Pattern.compile("(\\w+)\\s+[A-Z]+(?:\\(\\d+\\))?(?:\\s+COLLATE \"?\\w+\"?)?\\s*(NOT NULL)?,?");

    /** All tables that a script makes whose placeholders are filled in, the schema with nothing. */
    static List<Layout> of(String script) {
        List<Layout> layouts = new ArrayList<>();
        for (String statement : Schema.statements(script)) {
            Matcher table = TABLE.matcher(statement);
            if (table.matches()) {
                layouts.add(of(table.group(1), table.group(2)));
            }
        }
        return layouts;
    }

    private static Layout of(String table, String body) {
        Layout layout = new Layout(table, new LinkedHashMap<>(), new LinkedHashSet<>(), false);
        for (String line : body.strip().split("\\R\\s*", -1)) {
            Matcher unique = UNIQUE.matcher(line);
            Matcher column = COLUMN.matcher(line);
            if (unique.matches()) {
                layout.uniques.add(
                        new LinkedHashSet<>(Arrays.asList(unique.group(1).split(",\\s*", -1))));
            } else if (column.matches()) {
                layout.nullable.put(column.group(1), column.group(2) == null);
            } else if (!line.startsWith("INDEX ")) {
                throw new IllegalStateException(
                        "A line of the script that makes " + table + " is not understood: " + line);
            }
        }
        return layout;
    }

    /** What another table lacks to be this one: one clause for each difference, none if it will do. */
    List<String> lackedBy(Layout found) {
        List<String> lacks = new ArrayList<>();
        for (Map.Entry<String, Boolean> column : nullable.entrySet()) {
            Boolean foundNullable = found.nullable.get(column.getKey());
            if (foundNullable == null) {
                lacks.add(table + " has no column " + column.getKey());
            } else if (!found.view && !foundNullable.equals(column.getValue())) {
                lacks.add(
                        table + "." + column.getKey() + (foundNullable ? " is not NOT NULL" : " must not be NOT NULL"));
            }
        }
        for (Set<String> unique : uniques) {
            if (!found.view && !found.uniques.contains(unique)) {
                lacks.add(table + " has no unique constraint on " + String.join(", ", unique));
            }
        }
        return lacks;
    }
}
