package io.github.keystile.auth.web;

import io.github.keystile.auth.Caller;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the {@code Accept-Language} header (RFC 9110 section 12.5.4), for {@link Caller#withLocale}. */
public final class AcceptLanguage {
    private static final int LONGEST = 1000;

    private AcceptLanguage() {}

    /**
     * The language that somebody likes best. Never throws for what a client sends.
     *
     * @param header the header, null if there is none
     * @return the language, or null if the header names none, cannot be read or is longer than 1000 characters
     */
    public static @Nullable Locale preferred(@Nullable String header) {
        if (header == null || header.length() > LONGEST) {
            return null;
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .filter(locale -> !locale.getLanguage().isEmpty())
                    .findFirst()
                    .orElse(null);
        } catch (RuntimeException unreadable) {
            // Not only IllegalArgumentException: the parser trips over some headers.
            return null;
        }
    }
}
