package io.github.keystile.auth.mail.resend;

import io.github.keystile.auth.error.MailException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Tells broken connections, which may pass, from certificates that stay wrong. */
final class ConnectionFailure {
    /** Chains are short; one that bites its tail must not hold us. */
    private static final int DEEPEST = 20;

    private ConnectionFailure() {}

    static MailException of(ExecutionException failure) {
        boolean certificate = Stream.iterate((Throwable) failure, next -> next != null, Throwable::getCause)
                .limit(DEEPEST)
                .anyMatch(GeneralSecurityException.class::isInstance);
        if (certificate) {
            return MailException.permanent("the server's certificate is not trusted, or is another host's", null);
        }
        Throwable cause = failure.getCause();
        String name = (cause == null ? failure : cause).getClass().getSimpleName();
        return MailException.temporary("the connection failed (" + name + ")", null, null);
    }
}
