package io.github.keystile.auth.testkit;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.util.UUID;

/** Names that no test has used before, so that no test has to clean a database. */
final class Fresh {
    private Fresh() {}

    static String id() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    static EmailAddress email() {
        return email("p");
    }

    /** An address that starts with the given text. */
    static EmailAddress email(String start) {
        return EmailAddress.of(start + id() + "@example.com");
    }

    static Username username() {
        return username("u");
    }

    /** A username that starts with the given text, 16 characters at most. */
    static Username username(String start) {
        return Username.of(start + id().substring(0, 16));
    }

    static String hash() {
        return "{test}" + id() + "$./Aa";
    }
}
