package io.github.keystile.auth.mail;

/**
 * Hands one mail over to a mail server or service. Called from background threads, several at once; retries,
 * backoff and queueing are done around it.
 *
 * <p>An implementation must use finite timeouts, send to exactly one recipient, and put neither address, text
 * nor credentials into exceptions.
 */
@FunctionalInterface
public interface Mailer {
    /**
     * Sends a mail. Returning means that somebody else has taken responsibility for it.
     *
     * @param message the mail
     * @throws io.github.keystile.auth.error.MailException if it was not handed over; says whether trying again
     *     can help
     */
    void send(MailMessage message);
}
