package io.github.keystile.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One mail in one language: a subject line and paragraphs, from which both parts are made.
 *
 * <p>Templates are read as UTF-8 from files beside this class and not by ResourceBundle, which would look at the
 * machine's default locale.
 */
record MailTemplate(String language, String frame, String subject, List<String> paragraphs) implements MailTexts {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)(?:\\|([^|}]+)\\|([^|}]+))?}");

    static MailTemplate load(String language, MailPurpose purpose) {
        List<String> blocks = List.of(read(language + "/" + purpose.name().toLowerCase(Locale.ROOT) + ".txt")
                .strip()
                .split("\n\n", -1));
        return new MailTemplate(language, read("frame.html"), blocks.get(0), blocks.subList(1, blocks.size()));
    }

    @Override
    public MailText write(MailPurpose purpose, MailFacts facts, Locale locale) {
        var values = new MailValues(facts);
        String heading = fill(subject, values::get);
        String text = paragraphs.stream()
                .map(paragraph -> fill(paragraph, values::get))
                .collect(Collectors.joining("\n\n", "", "\n"));
        String body = paragraphs.stream()
                .map(paragraph -> Html.block(paragraph, fill(paragraph, values::get)))
                .collect(Collectors.joining("\n"));
        String html = fill(frame, placeholder -> switch (placeholder.group(1)) {
            case "language" -> language;
            case "subject" -> Html.escape(heading);
            default -> body;
        });
        return new MailText(heading, text, html);
    }

    /** In one pass, so that a value that looks like a placeholder stays what it is. */
    private static String fill(String template, Function<MatchResult, String> value) {
        return PLACEHOLDER.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value.apply(found)));
    }

    private static String read(String file) {
        try (InputStream resource = MailTemplate.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IllegalStateException("Keystile's jar lacks " + file + ": do not strip its resources");
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
