package io.github.keystile.auth.mail.resend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.error.MailException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what an answer means. Of what the server said, only statuses and names that we know are passed on. */
final class ResendAnswer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** RFC 9110, section 10.2.3; Resend does not use the date form. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private ResendAnswer() {}

    /** Returns if Resend has taken the mail. */
    static void require(HttpResponse<byte[]> response) {
        JsonNode body = parse(response.body());
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            if (body.path("id").isTextual()) {
                return;
            }
            // Whoever said so, it was not Resend: trying again is harmless, because the idempotency key is the same.
            throw MailException.temporary("the answer " + status + " names no mail", null, null);
        }
        throw failure(status, ResendError.named(body.path("name").asText()), response.headers());
    }

    private static MailException failure(int status, Optional<ResendError> error, HttpHeaders headers) {
        String reason = "Resend answered " + status
                + error.map(known -> " " + known.wireName() + ": " + known.meaning())
                        .orElse("");
        return error.map(ResendError::temporary).orElse(mayPass(status))
                ? MailException.temporary(reason, retryAfter(headers), null)
                : MailException.permanent(reason, null);
    }

    private static boolean mayPass(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private static @Nullable Duration retryAfter(HttpHeaders headers) {
        return headers.firstValue("retry-after")
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
