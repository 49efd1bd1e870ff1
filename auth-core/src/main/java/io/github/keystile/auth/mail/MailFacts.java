package io.github.keystile.auth.mail;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a mail is about. Nothing that a stranger typed is in here, so that nobody can use these mails to say
 * something of their own.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} shows neither code nor link.
 *
 * @param appName the application's name, as configured
 * @param code the code, for mails that carry one, else null
 * @param link the link, for mails that carry one, else null
 * @param lifetime how long code or link are good; zero for mails that carry none
 */
public record MailFacts(
        String appName, @Nullable String code, @Nullable String link, Duration lifetime) {
    /**
     * Checks.
     *
     * @throws IllegalArgumentException if the application's name is not what {@link MailLine#isName} allows
     */
    public MailFacts {
        if (!MailLine.isName(appName)) {
            throw new IllegalArgumentException("Set the application's name to one line of 1 to 100 characters");
        }
        Objects.requireNonNull(lifetime, "lifetime");
    }

    @Override
    public String toString() {
        return "MailFacts[appName=" + appName + ", lifetime=" + lifetime + "]";
    }
}
