package io.github.keystile.auth.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name that a person may log in with instead of the e-mail address: 3 to 32 characters of
 * {@code A-Z a-z 0-9 . _ -}. A text, so that templates and JSON libraries write it as one. Immutable.
 *
 * <p><b>Security guarantees.</b> It holds no {@code @}, so that no username is ever an e-mail address, and no white
 * space, control or non-ASCII character, so that no two look alike. Nothing is trimmed or normalised on the way in.
 * Two names are the same exactly if they differ in nothing but the case of {@code A-Z}.
 */
public final class Username implements CharSequence {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]{3,32}");

    private final String name;
    private final String key;

    private Username(String name) {
        this.name = name;
        this.key = name.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a username. Never throws for any text.
     *
     * @param raw any text, as it was typed
     * @return the username, or empty if it has a forbidden character or length
     */
    public static Optional<Username> parse(String raw) {
        return ALLOWED.matcher(raw).matches() ? Optional.of(new Username(raw)) : Optional.empty();
    }

    /**
     * Reads a username that must be one.
     *
     * @param raw the username
     * @return the username
     * @throws IllegalArgumentException if {@link #parse} refuses it; the message does not hold the text
     */
    public static Username of(String raw) {
        return parse(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Not a username: use 3 to 32 of A-Z a-z 0-9 . _ - and nothing else"));
    }

    /**
     * The name as it was typed, for screens.
     *
     * @return 3 to 32 ASCII characters
     */
    public String name() {
        return name;
    }

    /**
     * What is compared and stored as unique: the name with {@code A-Z} in lower case.
     *
     * @return 3 to 32 ASCII characters without {@code A-Z}
     */
    public String key() {
        return key;
    }

    @Override
    public int length() {
        return name.length();
    }

    @Override
    public char charAt(int index) {
        return name.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return name.subSequence(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Username that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
