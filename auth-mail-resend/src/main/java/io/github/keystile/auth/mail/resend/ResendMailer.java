package io.github.keystile.auth.mail.resend;

import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.user.EmailAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends mails over Resend's HTTP API, on the JDK's HTTP client. Safe for use by many threads. Its client's threads
 * are daemons and end some time after the mailer is no longer used.
 *
 * <pre>{@code
 * Mailer mailer = ResendMailer.builder(apiKey, EmailAddress.of("no-reply@example.com"))
 *         .fromName("Example")
 *         .build();
 * }</pre>
 *
 * <p>A mail has a plain text and an HTML part and is marked {@code Auto-Submitted} (RFC 3834). Every try to send it is
 * the same request with the same {@code Idempotency-Key}, so that a try whose answer was lost is not a second mail;
 * Resend remembers keys for 24 hours.
 *
 * <p><b>Security guarantees.</b> There is one recipient, sent as one string. The request is written by a JSON encoder;
 * header values that are not one word of printable ASCII are refused before a connection is opened. The API key is in
 * the {@code Authorization} header and nowhere else, and goes to no other address: redirects are not followed. The
 * whole exchange has a finite timeout, and what is read of an answer is bounded. Exceptions hold neither addresses,
 * text, key nor what the server said, only its status and error names that are known, and have no cause.
 */
public final class ResendMailer implements Mailer {
    private final ResendSettings settings;
    private final HttpClient client;

    ResendMailer(ResendSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /**
     * Begins a mailer.
     *
     * @param apiKey Resend's API key; one with the permission "sending access" is enough. 1 to 256 printable ASCII
     *     characters without spaces
     * @param from the sender; its domain must be verified at Resend
     * @return a builder for the rest
     * @throws IllegalArgumentException if the key cannot be one; the message does not hold it
     */
    public static ResendMailerBuilder builder(String apiKey, EmailAddress from) {
        return new ResendMailerBuilder(apiKey, from);
    }

    /**
     * Hands a mail over to Resend.
     *
     * @param message the mail
     * @throws MailException as the answer's error {@code name} says: temporary for a rate limit (with its {@code
     *     retry-after}), another try under way, and errors of Resend's own; permanent for what concerns key, domain,
     *     quota and the request itself. Answers without a known name are temporary for statuses 408, 425, 429 and 500
     *     or more, permanent otherwise, redirects included. Temporary for timeouts and connections that are refused or
     *     break; permanent for a certificate that is not trusted or is another host's, and for mails that must not go
     *     over the wire as they are
     */
    @Override
    public void send(MailMessage message) {
        ResendAnswer.require(exchange(EmailRequest.of(message, settings)));
    }

    /** The client's own timeout ends with the headers; this one ends with the body. */
    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, headers -> new BoundedBody());
        try {
            return answer.get(settings.totalTimeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw ConnectionFailure.of(e);
        } catch (TimeoutException e) {
            throw MailException.temporary("Resend took too long", null, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw MailException.temporary("the thread was interrupted", null, null);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public String toString() {
        return "ResendMailer[" + settings + "]";
    }
}
