package io.github.keystile.auth.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The shipped list of common passwords, read when it is first asked. */
final class CommonPasswords {
    private static final String RESOURCE = "common-passwords.txt";
    private static final Set<String> PASSWORDS = read();

    private CommonPasswords() {}

    static boolean contains(String lower) {
        return PASSWORDS.contains(lower);
    }

    private static Set<String> read() {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(
                        "The jar lacks " + RESOURCE + ": keep the resources of auth-core when repackaging it");
            }
            return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + RESOURCE, e);
        }
    }
}
