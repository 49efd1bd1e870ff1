package io.github.keystile.auth.mail.smtp;

import io.github.keystile.auth.error.MailException;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that may pass from those that stay.
 *
 * <p>The library's exceptions quote addresses and the server's words, so they end here: what is passed on are reply
 * codes, class names and words of our own.
 */
final class SmtpFailure {
    private SmtpFailure() {}

    /**
     * @param failure what the library threw
     * @param reply the server's last reply code; 0 or less if the connection broke instead
     */
    static MailException of(Exception failure, int reply) {
        boolean login = failure instanceof AuthenticationFailedException;
        String answer = (login ? "the server did not take our login, reply " : "the server replied ") + reply;
        if (reply >= 400 && reply < 500) {
            return MailException.temporary(answer, null, null);
        }
        if (reply >= 500 && reply < 600) {
            return MailException.permanent(answer, null);
        }
        if (login) {
            return MailException.permanent("the server offers neither AUTH PLAIN nor AUTH LOGIN", null);
        }
        return ofConnection(failure, reply);
    }

    private static MailException ofConnection(Exception failure, int reply) {
        List<Throwable> chain = chain(failure);
        if (chain.stream().anyMatch(GeneralSecurityException.class::isInstance)) {
            return MailException.permanent("the server's certificate is not trusted, or is another host's", null);
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            // The innermost one: a connection that breaks in the handshake is an SSLException around an IOException.
            if (chain.get(i) instanceof IOException broken) {
                String what = "the connection failed (" + broken.getClass().getSimpleName() + ")";
                return broken instanceof SSLException
                        ? MailException.permanent(what, null)
                        : MailException.temporary(what, null, null);
            }
        }
        if (reply <= 0 || !(failure instanceof MessagingException)) {
            return MailException.temporary("the conversation broke off", null, null);
        }
        return MailException.permanent("the server does not offer what is required, such as STARTTLS", null);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        @Nullable Throwable next = failure;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }
}
