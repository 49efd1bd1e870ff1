package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.ReceivedMail;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.EmailAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Mailer} must pass. Extend it beside your mailer, with a mail server or a stand-in for the mail
 * service in the same process, and say how to look at what arrived there.
 *
 * <pre>{@code
 * class MyMailerTest extends MailerContract {
 *     @Override
 *     protected Mailer createMailer() {
 *         return new MyMailer(SERVER.address());
 *     }
 *
 *     @Override
 *     protected List<ReceivedMail> received() {
 *         return SERVER.mails().stream().map(mail -> new ReceivedMail(...)).toList();
 *     }
 * }
 * }</pre>
 */
public abstract class MailerContract {
    private static final String LONG_LINE = "x".repeat(2000);

    /** For subclasses. */
    protected MailerContract() {}

    /**
     * Makes a mailer.
     *
     * @return a fresh mailer that sends to the server under test
     */
    protected abstract Mailer createMailer();

    /**
     * The back door: what arrived at the server, whatever the mailer thinks. May wait a moment for mails under way.
     *
     * @return everything that arrived since the test began, or before
     */
    protected abstract List<ReceivedMail> received();

    @Test
    final void reachesExactlyOneRecipient() {
        for (String local : List.of("plain", "o'brien", "a+tag", "{curly}|pipe", "UPPER.case", "percent%relay")) {
            EmailAddress to = EmailAddress.of(local + "@" + Fresh.id() + ".example.com");
            ReceivedMail mail = sent(to, "Hello", "text", "<p>html</p>");
            assertEquals(List.of(to.address()), mail.recipients());
        }
    }

    @Test
    final void subjectTextAndHtmlArriveIntact() {
        String subject = "Gr\u00fc\u00dfe, \u5f20\u4f1f \ud83d\ude00 & \"quotes\" <tag> =?utf-8?q?x?=";
        String text =
                "Zo\u00eb \u20ac \ud83d\udc69\u200d\ud83d\ude80 \u0639\u0644\u064a\n\n  indented = 100 %\n--\nend";
        String html = "<p title=\"a=b\">Zo\u00eb &amp; \u5f20\u4f1f \ud83d\ude00</p>\n<p>end</p>";
        ReceivedMail mail = sent(Fresh.email(), subject, text, html);
        assertEquals(subject, mail.subject());
        assertEquals(text, lines(mail.text()));
        assertEquals(html, lines(mail.html()));
    }

    @Test
    final void theCodeStaysAloneOnItsLine() {
        String text = "Your code is\n\n012345\n\nIt is good for 10 minutes.";
        String html = "<p style=\"font-size:2em\">012345</p>";
        ReceivedMail mail = sent(Fresh.email(), "Your code", text, html);
        assertTrue(lines(mail.text()).lines().anyMatch("012345"::equals), "the line with the code");
        assertTrue(mail.html().contains(">012345<"), "the code in the HTML part");
    }

    @Test
    final void theLinkStaysUnbroken() {
        String link = "https://example.com/reset?token=" + "Aa0_-=".repeat(40) + "&x=.";
        ReceivedMail mail = sent(Fresh.email(), "Your link", link + "\n", "<a href=\"" + link + "\">x</a>");
        assertTrue(lines(mail.text()).lines().anyMatch(link::equals), "the line with the link");
        assertTrue(mail.html().contains("\"" + link + "\""), "the link in the HTML part");
    }

    @Test
    final void linesThatMailServersCareAboutArriveIntact() {
        String text = ".\n..\n.dot\nFrom here\n" + LONG_LINE + "\nend";
        ReceivedMail mail = sent(Fresh.email(), "Lines", text, "<p>" + LONG_LINE + "</p>");
        assertEquals(text, lines(mail.text()));
        assertEquals("<p>" + LONG_LINE + "</p>", lines(mail.html()));
    }

    @Test
    final void twoMailsAreTwoMails() {
        Mailer mailer = createMailer();
        EmailAddress to = Fresh.email();
        mailer.send(message(to, "Twice", "same", "<p>same</p>"));
        mailer.send(message(to, "Twice", "same", "<p>same</p>"));
        assertEquals(2, receivedBy(to).size());
    }

    @Test
    final void manyThreadsSendWithOneMailer() {
        Mailer mailer = createMailer();
        List<EmailAddress> recipients =
                IntStream.range(0, 8).mapToObj(i -> Fresh.email()).toList();
        try (Race<Mailer> race = new Race<>(recipients.size(), () -> mailer)) {
            race.run((same, thread) -> {
                EmailAddress to = recipients.get(thread);
                same.send(message(to, "For " + thread, "text " + to.key(), "<p>" + to.key() + "</p>"));
                return thread;
            });
        }
        for (EmailAddress to : recipients) {
            List<ReceivedMail> mails = receivedBy(to);
            assertEquals(1, mails.size());
            assertEquals("text " + to.key(), lines(mails.get(0).text()));
        }
    }

    private ReceivedMail sent(EmailAddress to, String subject, String text, String html) {
        createMailer().send(message(to, subject, text, html));
        List<ReceivedMail> mails = receivedBy(to);
        assertEquals(1, mails.size(), "mails that arrived");
        return mails.get(0);
    }

    private List<ReceivedMail> receivedBy(EmailAddress to) {
        String wanted = to.key();
        return received().stream()
                .filter(mail -> mail.recipients().stream()
                        .anyMatch(
                                recipient -> recipient.toLowerCase(Locale.ROOT).contains(wanted)))
                .toList();
    }

    private static MailMessage message(EmailAddress to, String subject, String text, String html) {
        return new MailMessage(to, MailPurpose.SIGNUP_CODE, new MailText(subject, text, html), Fresh.id());
    }

    /** The text with line breaks made equal and without those at its end, which mail servers may add. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").stripTrailing();
    }
}
