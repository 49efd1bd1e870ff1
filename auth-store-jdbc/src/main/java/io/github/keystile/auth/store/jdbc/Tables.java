package io.github.keystile.auth.store.jdbc;

import java.util.regex.Pattern;

/**
 * What stands before the name of each table. Checked, because it becomes part of statements.
 *
 * @param schema empty for the connection's own, or a name
 * @param prefix the start of every table's name
 */
record Tables(String schema, String prefix) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    static final Tables DEFAULT = new Tables("", "auth_");

    Tables {
        if (!schema.isEmpty()) {
            check(schema);
        }
        check(prefix);
    }

    private static void check(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A schema or table prefix is a small letter and up to 30 small letters, digits or _");
        }
    }

    Tables withSchema(String name) {
        check(name);
        return new Tables(name, prefix);
    }

    Tables withPrefix(String name) {
        return new Tables(schema, name);
    }

    /** The statement with every {@code #} replaced: {@code #user} becomes {@code auth_user}. */
    String name(String sql) {
        return sql.replace("#", qualifier() + prefix);
    }

    /** A script of the jar with its two placeholders replaced. */
    String fill(String script) {
        return script.replace("${schema}", qualifier()).replace("${prefix}", prefix);
    }

    private String qualifier() {
        return schema.isEmpty() ? "" : schema + ".";
    }
}
