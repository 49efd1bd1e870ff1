package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.user.EmailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A mail as it goes over the wire. Every charset is named, so that the machine's default never matters.
 *
 * <p>The Message-ID is made of the idempotency key: if a try was accepted and its answer lost, the next one carries
 * the same id, and mailboxes can tell that it is the same mail.
 */
final class MimeMail extends MimeMessage {
    private static final String CHARSET = StandardCharsets.UTF_8.name();

    private final String messageId;

    private MimeMail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    /**
     * Composes and checks.
     *
     * @throws MailException permanent, if anything in it must not go over the wire
     */
    static MimeMail of(MailMessage mail, SmtpSettings settings, Session session) {
        if (mail.text().text().indexOf('\0') >= 0 || mail.text().html().indexOf('\0') >= 0) {
            throw MailException.permanent("its text has a NUL character", null);
        }
        try {
            var message = new MimeMail(session, messageId(mail, settings.from()));
            message.setFrom(address(settings.from().address(), settings.fromName()));
            message.setRecipient(Message.RecipientType.TO, address(mail.to().address(), null));
            message.setSubject(mail.text().subject(), CHARSET);
            message.setSentDate(Date.from(Instant.now()));
            // RFC 3834, section 5: vacation notices must not answer.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(alternatives(mail));
            message.saveChanges();
            return message.checked();
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw MailException.permanent(
                    "it could not be composed (" + e.getClass().getSimpleName() + ")", null);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    private MimeMail checked() throws MessagingException {
        for (String header : Collections.list(getAllHeaderLines())) {
            if (!WireText.isHeader(header)) {
                throw MailException.permanent("a header is not one line of ASCII", null);
            }
        }
        return this;
    }

    private static MimeMultipart alternatives(MailMessage mail) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(mail.text().text(), CHARSET, "plain");
        var html = new MimeBodyPart();
        html.setText(mail.text().html(), CHARSET, "html");
        // RFC 2046, section 5.1.4: the richest comes last.
        return new MimeMultipart("alternative", text, html);
    }

    /** Never parsed: parsers see lists, groups and names where there must be one address. */
    static InternetAddress address(String address, @Nullable String name)
            throws MessagingException, UnsupportedEncodingException {
        if (!WireText.isAddress(address)) {
            throw MailException.permanent("an address is not plain ASCII", null);
        }
        var result = new InternetAddress();
        result.setAddress(address);
        if (name != null) {
            result.setPersonal(name, CHARSET);
        }
        result.validate();
        return result;
    }

    private static String messageId(MailMessage mail, EmailAddress from) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(mail.idempotencyKey().getBytes(StandardCharsets.UTF_8));
            return "<" + HexFormat.of().formatHex(hash, 0, 16) + "@" + from.domain() + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
