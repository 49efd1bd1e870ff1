package io.github.keystile.auth.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What no find method may take for anything but an unknown text. */
public final class HostileTexts {
    private static final int MEGABYTE = 1 << 20;

    private HostileTexts() {}

    public static List<String> all() {
        return List.of(
                "",
                " ",
                "%",
                "_",
                "%%%%",
                "________________________________",
                ".*",
                "^",
                "' OR '1'='1",
                "' OR 1=1 --",
                "\" OR \"\"=\"",
                "'; DROP TABLE auth_user; --",
                "'; DELETE FROM auth_challenge; --",
                "1; UPDATE auth_session SET user_id='x'",
                "' UNION SELECT NULL,NULL,NULL --",
                "\\",
                "\\'",
                "\\' OR 1=1 #",
                "`id`",
                "{\"$ne\": null}",
                "{\"$gt\": \"\"}",
                "{\"$regex\": \".*\"}",
                "{\"$where\": \"sleep(5000)\"}",
                "[$ne]=1",
                "$where",
                "*",
                "KEYS *\r\nFLUSHALL\r\n",
                "null",
                "NULL",
                "undefined",
                "true",
                "0",
                "-1",
                "NaN",
                "1e309",
                "${jndi:ldap://127.0.0.1/a}",
                "#{7*7}",
                "?",
                ":id",
                "?::text",
                "\u0000",
                "a\u0000b",
                "\n",
                "\u2028",
                "\u202e",
                "\ufeff",
                "\ufffd",
                "\ud800",
                "\udc00\ud800",
                "\ud83d\ude00",
                "\u0130\u0131\u017f\u212a",
                "e\u0301",
                "x".repeat(300),
                "\ud83d\ude00".repeat(5000),
                "'".repeat(MEGABYTE));
    }

    /** The Big List of Naughty Strings. */
    public static List<String> naughty() {
        Properties numbered = new Properties();
        try (InputStream list = HostileTexts.class.getResourceAsStream("naughty-strings.properties")) {
            numbered.load(Objects.requireNonNull(list));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.range(0, numbered.size())
                .mapToObj(number -> numbered.getProperty(Integer.toString(number)))
                .toList();
    }

    /** All hostile texts, and texts that a careless comparison takes for the given one. */
    public static List<String> like(String stored) {
        String middle = stored.substring(1, stored.length() - 1);
        return Stream.concat(
                        all().stream(),
                        Stream.of(
                                stored + " ",
                                " " + stored,
                                stored + "\u0000",
                                stored + "\t",
                                swapCase(stored),
                                "_" + stored.substring(1),
                                "%" + stored.substring(1),
                                "." + stored.substring(1),
                                "%" + middle + "%",
                                stored.substring(1),
                                stored + stored,
                                stored + "' --",
                                stored + "\u200b",
                                stored + "\u00ad"))
                .filter(text -> !text.equals(stored))
                .toList();
    }

    /** The text with upper and lower case ASCII letters exchanged. */
    public static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars().forEach(c -> swapped.append((char) (isAsciiLetter(c) ? c ^ 0x20 : c)));
        return swapped.toString();
    }

    private static boolean isAsciiLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
