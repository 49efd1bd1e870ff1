package io.github.keystile.auth.store.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Whose words the tables are made with. The statements of the stores are the same for all. */
enum Database {
    POSTGRESQL,
    MYSQL,
    MARIADB,
    H2;

    private static final Set<String> PRODUCTS = Set.of("PostgreSQL", "MariaDB", "MySQL", "H2");

    static Database of(DatabaseMetaData facts) throws SQLException {
        String product = facts.getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB" -> MARIADB;
            case "MySQL" -> facts.getDatabaseProductVersion().contains("MariaDB") ? MARIADB : MYSQL;
            case "H2" -> H2;
            default ->
                throw new IllegalStateException(
                        "There are tables for PostgreSQL, MySQL, MariaDB and H2, not for " + product);
        };
    }

    static boolean isKnown(String product) {
        return PRODUCTS.contains(product);
    }

    /** The name of the script in the jar. */
    String file() {
        return name().toLowerCase(Locale.ROOT) + ".sql";
    }

    /** The script of the jar, placeholders included. */
    String script() {
        String file = file();
        try (InputStream in = Objects.requireNonNull(Database.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
