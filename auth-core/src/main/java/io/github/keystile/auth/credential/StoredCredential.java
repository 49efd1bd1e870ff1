package io.github.keystile.auth.credential;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One credential of a user, as a store keeps it. What {@code data} means only the library knows: to a store it is a
 * text like any other, handed back unread and unchanged.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows kind and version and nothing else: neither data nor key nor
 * whose it is.
 *
 * @param id 1 to 64 printable ASCII characters
 * @param userId whose it is; 1 to 64 printable ASCII characters
 * @param kind what it is
 * @param key what it is looked up by, unique within its kind; 1 to 100 printable ASCII characters. What nobody looks up
 *     has its own id here
 * @param data at most 8000 printable ASCII characters
 * @param version how often it was replaced; 0 or more, starts at 0
 * @param createdAt when it was made; cut to whole milliseconds
 * @param usedAt when it was last used, cut to whole milliseconds, or null for never
 * @param expiresAt from then on it is worth nothing, cut to whole milliseconds, or null for no end
 */
public record StoredCredential(
        String id,
        String userId,
        CredentialKind kind,
        String key,
        String data,
        long version,
        Instant createdAt,
        @Nullable Instant usedAt,
        @Nullable Instant expiresAt) {
    private static final int MAX_ID = 64;
    private static final int MAX_KEY = 100;
    private static final int MAX_DATA = 8000;

    /**
     * Checks the texts and the version, and cuts the instants.
     *
     * @throws IllegalArgumentException if a text is too short, too long or not printable ASCII, or the version is
     *     negative; the message names the component and not its value
     */
    public StoredCredential {
        check("id", id, 1, MAX_ID);
        check("userId", userId, 1, MAX_ID);
        Objects.requireNonNull(kind, "kind");
        check("key", key, 1, MAX_KEY);
        check("data", data, 0, MAX_DATA);
        if (version < 0) {
            throw new IllegalArgumentException("The version of a credential is 0 or more");
        }
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        usedAt = usedAt == null ? null : usedAt.truncatedTo(ChronoUnit.MILLIS);
        expiresAt = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS);
    }

    private static void check(String what, String text, int min, int max) {
        if (text.length() < min || text.length() > max || !text.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "A credential's " + what + " is " + min + " to " + max + " printable ASCII characters");
        }
    }

    @Override
    public String toString() {
        return "StoredCredential[kind=" + kind + ", version=" + version + "]";
    }
}
