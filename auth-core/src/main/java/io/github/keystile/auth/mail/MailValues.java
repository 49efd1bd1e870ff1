package io.github.keystile.auth.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is put into a mail, checked when it is needed. */
record MailValues(MailFacts facts) {
    private static final Pattern CODE = Pattern.compile("[!-~]+");

    String get(MatchResult placeholder) {
        return switch (placeholder.group(1)) {
            case "app" -> facts.appName();
            case "code" -> code(facts.code());
            case "link" -> link(facts.link());
            case "minutes" -> minutes(placeholder.group(2), placeholder.group(3));
            case "days" -> days(placeholder.group(2), placeholder.group(3));
            default -> throw new IllegalStateException("Unknown placeholder in a mail: " + placeholder.group());
        };
    }

    /** Rounded down: a mail must not promise what the code does not keep. */
    private String minutes(String one, String many) {
        long minutes = facts.lifetime().toMinutes();
        return minutes + " " + (minutes == 1 ? one : many);
    }

    private String days(String one, String many) {
        long days = facts.lifetime().toDays();
        return days + " " + (days == 1 ? one : many);
    }

    private static String code(@Nullable String code) {
        if (code == null || !CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("This mail needs a code in one piece");
        }
        return code;
    }

    /** A link that is clicked on must not be a script or a file. */
    private static String link(@Nullable String link) {
        if (link == null || !isWeb(link)) {
            throw new IllegalArgumentException("This mail needs an absolute http or https link");
        }
        return link;
    }

    private static boolean isWeb(String link) {
        try {
            URI uri = new URI(link);
            return link.matches("(?i)https?://.*") && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
