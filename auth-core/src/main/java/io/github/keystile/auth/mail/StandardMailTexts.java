package io.github.keystile.auth.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Mails in English and German, any of which can be replaced; other languages can be added. Immutable.
 *
 * <p>Languages are looked up as RFC 4647 section 3.4 says: {@code zh-Hant-TW} reads the mail of {@code zh-Hant-TW}, else of
 * {@code zh-Hant}, else of {@code zh}, and {@code de-AT} reads German. {@code no}, {@code nb} and {@code nn} stand for each
 * other where one is missing. Else the English mail is used, whatever the default locale of the machine is.
 *
 * <p>Each mail has a plain text part and an HTML part that say the same. The HTML loads nothing from anywhere and
 * sets no colours, so that it is readable on light and dark screens.
 *
 * <p><b>Security guarantees.</b> The code stands once in the text part, alone on its line and unbroken, and not in
 * the subject, which lock screens show. Every value is escaped in HTML, and inserted text is never read as a
 * template again. The notice of a changed password carries no link to click on. These hold for the mails of this
 * class, not for replacements.
 */
public final class StandardMailTexts implements MailTexts {
    private static final String FALLBACK = "en";

    /** The language and its two written forms, in the order in which they stand for each other. */
    private static final List<String> NORWEGIAN = List.of("nb", "no", "nn");

    private final Map<Key, MailTexts> texts;

    private StandardMailTexts(Map<Key, MailTexts> texts) {
        this.texts = texts;
    }

    /**
     * The mails as they come with Keystile.
     *
     * @return English and German mails
     */
    public static StandardMailTexts create() {
        Map<Key, MailTexts> texts = new HashMap<>();
        for (String language : new String[] {FALLBACK, "de"}) {
            for (MailPurpose purpose : MailPurpose.standard()) {
                texts.put(new Key(purpose, language), MailTemplate.load(language, purpose));
            }
        }
        return new StandardMailTexts(Map.copyOf(texts));
    }

    /**
     * These mails with one of them replaced, one more language for it, or one more mail. What replaces English is what readers of
     * languages without a mail get, too.
     *
     * @param purpose which mail
     * @param language whose mail; one with a country or script is for no other: {@code pt-BR} leaves {@code pt-PT} alone
     * @param replacement writes the mail; asked for this purpose and language only
     * @return new texts
     * @throws IllegalArgumentException if the locale names no language
     */
    public StandardMailTexts with(MailPurpose purpose, Locale language, MailTexts replacement) {
        if (language.getLanguage().isEmpty()) {
            throw new IllegalArgumentException("Name a language, such as Locale.FRENCH");
        }
        Map<Key, MailTexts> changed = new HashMap<>(texts);
        changed.put(new Key(purpose, tag(language)), Objects.requireNonNull(replacement, "replacement"));
        return new StandardMailTexts(Map.copyOf(changed));
    }

    /**
     * Writes one mail.
     *
     * @param purpose which mail it is
     * @param facts what it is about
     * @param locale the reader's language, as far as known; {@link Locale#ROOT} for English
     * @return what the mail says
     * @throws IllegalArgumentException if there is no English mail of this purpose, if the code or link that the mail is for is missing, or if the link is not an
     *     absolute {@code http} or {@code https} URI
     */
    @Override
    public MailText write(MailPurpose purpose, MailFacts facts, Locale locale) {
        MailTexts english = texts.get(new Key(purpose, FALLBACK));
        if (english == null) {
            throw new IllegalArgumentException("There is no " + purpose + " mail: add one in English");
        }
        return Stream.concat(ranges(locale), NORWEGIAN.stream().filter(any -> isNorwegian(locale)))
                .map(range -> texts.get(new Key(purpose, range)))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(english)
                .write(purpose, facts, locale);
    }

    private static Stream<String> ranges(Locale locale) {
        return Stream.iterate(tag(locale), range -> !range.isEmpty(), StandardMailTexts::shorter);
    }

    /** A subtag of one letter means nothing at the end of a range (RFC 4647 section 3.4). */
    private static String shorter(String range) {
        int end = range.lastIndexOf('-');
        return end < 0 ? "" : range.substring(0, end > 1 && range.charAt(end - 2) == '-' ? end - 2 : end);
    }

    private static String tag(Locale locale) {
        return locale.stripExtensions().toLanguageTag();
    }

    private static boolean isNorwegian(Locale locale) {
        return NORWEGIAN.contains(locale.getLanguage());
    }

    private record Key(MailPurpose purpose, String language) {
        private Key {
            Objects.requireNonNull(purpose, "purpose");
        }
    }
}
