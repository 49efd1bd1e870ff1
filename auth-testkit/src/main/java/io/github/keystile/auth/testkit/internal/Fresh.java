package io.github.keystile.auth.testkit.internal;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.UUID;

/** Names that no test has used before, so that no test has to clean a database. */
public final class Fresh {
    private Fresh() {}

    public static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public static EmailAddress email() {
        return email("p");
    }

    /** An address that starts with the given text. */
    public static EmailAddress email(String start) {
        return EmailAddress.of(start + id() + "@example.com");
    }

    public static Username username() {
        return username("u");
    }

    /** A username that starts with the given text, 16 characters at most. */
    public static Username username(String start) {
        return Username.of(start + id().substring(0, 16));
    }

    public static String hash() {
        return "{test}" + id() + "$./Aa";
    }
}
