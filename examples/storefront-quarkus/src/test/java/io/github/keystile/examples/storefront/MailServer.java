package io.github.keystile.examples.storefront;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the mails of the tests arrive. */
@Singleton
final class MailServer {
    private static final Pattern CODE = Pattern.compile("(?m)^([0-9]{4})\\r?$");

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Integer> seen = new HashMap<>();

    MailServer() {
        mails.start();
    }

    @PreDestroy
    void stop() {
        mails.stop();
    }

    int port() {
        return mails.getSmtp().getPort();
    }

    /** The code in the next mail to the address that was not asked for before. */
    String code(String email) {
        String mail = next(email);
        Matcher matcher = CODE.matcher(mail);
        if (!matcher.find()) {
            throw new AssertionError("The mail holds no code of 4 digits: " + mail);
        }
        return matcher.group(1);
    }

    String next(String email) {
        int index = seen.merge(email, 1, Integer::sum) - 1;
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> to(email), list -> list.size() > index)
                .get(index);
    }

    List<String> to(String email) throws Exception {
        List<String> texts = new ArrayList<>();
        for (MimeMessage message : mails.getReceivedMessages()) {
            if (message.getRecipients(Message.RecipientType.TO)[0].toString().equals(email)) {
                MimeMultipart parts = (MimeMultipart) message.getContent();
                texts.add(message.getSubject() + "\n\n" + parts.getBodyPart(0).getContent());
            }
        }
        return texts;
    }
}
