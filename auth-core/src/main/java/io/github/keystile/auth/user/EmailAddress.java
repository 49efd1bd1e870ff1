package io.github.keystile.auth.user;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address that mail can be sent to and an account can be found by. Immutable.
 *
 * <p><b>What is accepted.</b> ASCII only, at most 254 characters: a dot-atom local part of 1 to 64 characters (RFC
 * 5322, section 3.2.3), {@code @}, and a host name of at most 253 characters with at least two labels of 1 to 63
 * letters, digits and inner hyphens (RFC 1123, section 2.1), the last of which is not a number. Quoted local parts,
 * comments, display names, lists, address literals, white space and control characters are refused, and so is every
 * non-ASCII character; international domains are written as {@code xn--} labels.
 *
 * <p><b>Security guarantees.</b> Nothing is trimmed, normalised or folded on the way in, so no look-alike spelling
 * becomes another person's address. Two addresses are the same account exactly if they differ in nothing but the case
 * of {@code A-Z}; dots and {@code +tags} count. Parsing takes time linear in at most 254 characters, whatever is
 * passed. It is a text, so that templates and JSON libraries write it as one: {@link #toString()} is the whole address.
 * Logs take {@link #masked()}, and the records of this library print that.
 */
public final class EmailAddress implements CharSequence {
    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 253;
    private static final int MAX_LABEL = 63;
    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

    private final String address;
    private final int at;
    private final String key;

    private EmailAddress(String address, int at) {
        this.address = address;
        this.at = at;
        this.key = address.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an address. Never throws for any text.
     *
     * @param raw any text, as it was typed
     * @return the address, or empty if the text is not one that is accepted
     */
    public static Optional<EmailAddress> parse(String raw) {
        if (raw.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int at = raw.indexOf('@');
        if (at < 0 || !isDotAtom(raw.substring(0, at)) || !isHostName(raw.substring(at + 1))) {
            return Optional.empty();
        }
        return Optional.of(new EmailAddress(raw, at));
    }

    /**
     * Reads an address that must be one, such as a sender in a configuration.
     *
     * @param raw the address
     * @return the address
     * @throws IllegalArgumentException if {@link #parse} refuses it; the message does not hold the text
     */
    public static EmailAddress of(String raw) {
        return parse(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        "Not an e-mail address: write it as name@example.com, ASCII only, nothing around it"));
    }

    /**
     * The address as it was typed: where mail goes.
     *
     * @return 6 to 254 ASCII characters
     */
    public String address() {
        return address;
    }

    /**
     * What is compared and stored as unique: the whole address with {@code A-Z} in lower case.
     *
     * @return 6 to 254 ASCII characters without {@code A-Z}
     */
    public String key() {
        return key;
    }

    /**
     * What stands before the {@code @}, as it was typed.
     *
     * @return 1 to 64 ASCII characters
     */
    public String localPart() {
        return address.substring(0, at);
    }

    /**
     * What stands after the {@code @}, as it was typed.
     *
     * @return 3 to 253 ASCII characters
     */
    public String domain() {
        return address.substring(at + 1);
    }

    /**
     * The address for logs: the first character and the domain, as in {@code a***@example.com}.
     *
     * @return the masked address; always three stars, so that the length is not told
     */
    public String masked() {
        return address.charAt(0) + "***" + address.substring(at);
    }

    @Override
    public int length() {
        return address.length();
    }

    @Override
    public char charAt(int index) {
        return address.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return address.subSequence(start, end);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EmailAddress that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return address;
    }

    private static boolean isDotAtom(String local) {
        return local.length() <= MAX_LOCAL
                && !local.isEmpty()
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars().allMatch(c -> c == '.' || isAtext(c));
    }

    private static boolean isHostName(String domain) {
        if (domain.length() > MAX_DOMAIN) {
            return false;
        }
        String[] labels = domain.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        return labels.length >= 2 && !labels[labels.length - 1].chars().allMatch(EmailAddress::isDigit);
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= MAX_LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> c == '-' || isLetter(c) || isDigit(c));
    }

    private static boolean isAtext(int c) {
        return isLetter(c) || isDigit(c) || ATEXT_SYMBOLS.indexOf(c) >= 0;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
