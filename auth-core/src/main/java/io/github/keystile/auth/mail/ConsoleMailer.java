package io.github.keystile.auth.mail;

import java.io.PrintStream;
import java.util.Objects;

/**
 * Prints mails instead of sending them, for trying out on one's own machine. <b>It prints whole addresses, codes and
 * links:</b> whoever reads the console, or the log that it ends in, can take over the accounts.
 *
 * <p>Safe for use by many threads; each mail is printed in one piece.
 */
public final class ConsoleMailer implements Mailer {
    private final PrintStream out;

    ConsoleMailer(PrintStream out) {
        this.out = Objects.requireNonNull(out, "out");
    }

    /**
     * Prints to what {@link System#out} is now.
     *
     * @return a mailer
     */
    public static ConsoleMailer create() {
        return new ConsoleMailer(System.out);
    }

    /** Prints recipient, subject and the plain text part. Never fails. */
    @Override
    public void send(MailMessage message) {
        MailText text = message.text();
        out.println(String.join(
                System.lineSeparator(),
                "----- mail to " + message.to().address() + " -----",
                "Subject: " + text.subject(),
                "",
                text.text().strip(),
                "-----"));
    }
}
