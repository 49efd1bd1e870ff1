package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.mail.MailLine;
import io.github.keystile.auth.web.Loopback;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where mailed links lead: from configuration only, never from a request (OWASP, "Forgot Password"). */
public record ResetLink(@Nullable URI page) {
    public ResetLink {
        if (page != null) {
            boolean https = "https".equals(lower(page.getScheme()));
            boolean loopback = "http".equals(lower(page.getScheme())) && Loopback.isLoopback(lower(page.getHost()));
            if (page.getHost() == null || (!https && !loopback)) {
                throw new IllegalArgumentException(
                        "Give linkPage an absolute https address; http is for localhost only");
            }
            if (!MailLine.isOneLine(page.toString())) {
                throw new IllegalArgumentException(
                        "Give linkPage an address that a mail can show: a character is broken");
            }
            if (page.getRawFragment() != null || page.getRawUserInfo() != null) {
                throw new IllegalArgumentException("Give linkPage an address without fragment and user");
            }
        }
    }

    public URI requirePage() {
        if (page == null) {
            throw new IllegalStateException(
                    "No page to link to: set ResetPolicy.withLinkPage, or ask for ResetBy.CODE");
        }
        return page;
    }

    public String with(String token) {
        URI target = requirePage();
        return target + (target.getRawQuery() == null ? "?" : "&") + "token=" + token;
    }

    public boolean outsideLoopback() {
        return page != null && !Loopback.isLoopback(lower(page.getHost()));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
