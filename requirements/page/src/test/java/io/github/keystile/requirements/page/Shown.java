package io.github.keystile.requirements.page;

import java.util.Map;
import java.util.regex.Pattern;

/** One run of one test that carries one tag, as the recorder wrote it down. */
record Shown(String tag, String module, String test, String store, String result) {
    private static final Map<String, Pattern> DATABASES = Map.of(
            "H2", Pattern.compile("\\bH2\\b"),
            "PostgreSQL", Pattern.compile("\\bPOSTGRESQL\\b"),
            "MariaDB", Pattern.compile("\\bMARIADB\\b"),
            "MariaDB through MySQL's driver", Pattern.compile("\\bMYSQL_DRIVER\\b"),
            "the named database", Pattern.compile("\\bNAMED\\b"));

    /** Where all tests of a module run on one store. Tests on databases name theirs in their arguments. */
    private static final Map<String, String> STORES = Map.of(
            "auth-core", "memory",
            "auth-testkit", "memory",
            "tests", "memory",
            "auth-store-mongo", "MongoDB",
            "examples/custom-store-redis", "Redis");

    static Shown parse(String module, String line) {
        String[] fields = line.split("\t", -1);
        return new Shown(fields[0], module, test(fields[1], fields[2]), store(module, fields[3]), fields[4]);
    }

    static String test(String type, String method) {
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
    }

    static String store(String module, String arguments) {
        return DATABASES.entrySet().stream()
                .filter(database -> database.getValue().matcher(arguments).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(STORES.getOrDefault(module, ""));
    }

    boolean passed() {
        return result.equals("passed");
    }
}
