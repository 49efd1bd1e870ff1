package io.github.keystile.auth.mail.resend;

import io.github.keystile.auth.user.EmailAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes the sender as Resend reads it: {@code Name <address>}. */
final class Sender {
    /** Letters and digits of any script, and what no parser of addresses gives a meaning. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{M}\\p{N}' _-]+");

    private Sender() {}

    static String format(@Nullable String name, EmailAddress address) {
        if (name == null) {
            return address.address();
        }
        String phrase = PLAIN.matcher(name).matches() ? name : quoted(name);
        return phrase + " <" + address.address() + ">";
    }

    /** RFC 5322, section 3.2.4. */
    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
