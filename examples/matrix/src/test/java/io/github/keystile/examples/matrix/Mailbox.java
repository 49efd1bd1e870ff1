package io.github.keystile.examples.matrix;

import io.github.keystile.auth.mail.Mailer;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A way for mails to go, and the box at its end. */
interface Mailbox extends AutoCloseable {
    Mailer mailer();

    /** The plain text of every mail to an address, oldest first. */
    List<String> texts(String address);

    /** The code in mail number {@code count}, which is waited for. */
    default String code(String address, int count) {
        return inMail(address, count, "(?m)^\\s*([0-9]{6})\\s*$");
    }

    /** The token in the link of mail number {@code count}, which is waited for. */
    default String linkToken(String address, int count) {
        return inMail(address, count, "token=([A-Za-z0-9_-]+)");
    }

    private String inMail(String address, int count, String pattern) {
        Awaitility.await("mail " + count + " to " + address)
                .atMost(Duration.ofMinutes(1))
                .until(() -> texts(address).size() >= count);
        String text = texts(address).get(count - 1);
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("Nothing like " + pattern + " in: " + text);
        }
        return found.group(1);
    }

    @Override
    void close();
}
