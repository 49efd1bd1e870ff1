package io.github.keystile.auth.mail;

/** Blocks of HTML, styled in place because mail programs drop style sheets. */
final class Html {
    private Html() {}

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** One block of a mail; code and link stand out and can be copied whole. */
    static String block(String template, String filled) {
        String escaped = escape(filled);
        return switch (template) {
            case "{code}" -> "<p style=\"font-family:monospace;font-size:32px;font-weight:bold\">" + escaped + "</p>";
            case "{link}" ->
                "<p style=\"overflow-wrap:anywhere\"><a href=\"" + escaped + "\" rel=\"noreferrer\">" + escaped
                        + "</a></p>";
            default -> "<p>" + escaped.replace('\n', ' ') + "</p>";
        };
    }
}
