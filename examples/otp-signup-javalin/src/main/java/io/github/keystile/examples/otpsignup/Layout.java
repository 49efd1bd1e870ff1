package io.github.keystile.examples.otpsignup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the HTML files beside this class's jar entry {@code /pages}. Every <code>{{value}}</code> is escaped, unless it
 * is {@link Html} already.
 */
final class Layout {
    private static final Pattern HOLE = Pattern.compile("\\{\\{([a-zA-Z-]+)}}");
    private static final Pattern TITLE = Pattern.compile("<h1[^>]*>([^<]*)</h1>");

    private final Html inboxLink;

    Layout(boolean inbox) {
        this.inboxLink = inbox ? fragment("inbox-link", Map.of()) : new Html("");
    }

    /** Text that is HTML; everything in it has been escaped. */
    record Html(String text) {}

    /** A whole page, titled like its heading. */
    String page(String name, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.putIfAbsent("inbox", inboxLink);
        String main = fill(load(name), all);
        Matcher title = TITLE.matcher(main);
        all.put("title", new Html(title.find() ? title.group(1) : "Demo"));
        all.put("main", new Html(main));
        all.putIfAbsent("head", "");
        return fill(load("layout"), all);
    }

    Html fragment(String name, Map<String, ?> values) {
        return new Html(fill(load(name), values));
    }

    private static String fill(String template, Map<String, ?> values) {
        return HOLE.matcher(template).replaceAll(hole -> {
            Object value = values.get(hole.group(1));
            String text = value instanceof Html html ? html.text() : escape(value == null ? "" : value.toString());
            return Matcher.quoteReplacement(text);
        });
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String load(String name) {
        try (InputStream file = Layout.class.getResourceAsStream("/pages/" + name + ".html")) {
            if (file == null) {
                throw new IllegalStateException("There is no page " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
