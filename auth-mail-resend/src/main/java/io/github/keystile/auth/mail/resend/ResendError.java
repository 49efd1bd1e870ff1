package io.github.keystile.auth.mail.resend;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The error names of Resend that mean something to us (its API reference, "Errors"). The name decides and not the
 * status: a used-up quota is a 429 as a rate limit is, and sources disagree on some statuses.
 */
enum ResendError {
    RATE_LIMIT_EXCEEDED(true, "its rate limit"),
    CONCURRENT_IDEMPOTENT_REQUESTS(true, "another try is under way"),
    APPLICATION_ERROR(true, "an error of its own"),
    INTERNAL_SERVER_ERROR(true, "an error of its own"),

    MISSING_API_KEY(false, "check the API key"),
    INVALID_API_KEY(false, "check the API key"),
    RESTRICTED_API_KEY(false, "check what the API key may do"),
    SUSPENDED_API_KEY(false, "check the API key"),

    DAILY_QUOTA_EXCEEDED(false, "the day's quota is used up"),
    MONTHLY_QUOTA_EXCEEDED(false, "the month's quota is used up"),

    INVALID_FROM_ADDRESS(false, "check the sender and that its domain is verified"),
    INVALID_TO_ADDRESS(false, "check that the sender's domain is verified"),
    VALIDATION_ERROR(false, "check the sender, that its domain is verified, and the recipient"),
    MISSING_REQUIRED_FIELD(false, "the request was not understood"),
    INVALID_PARAMETER(false, "the request was not understood"),
    INVALID_ACCESS(false, "check what the API key may do"),
    INVALID_REGION(false, "check the sender's domain"),
    INVALID_ATTACHMENT(false, "the request was not understood"),
    INVALID_IDEMPOTENCY_KEY(false, "the request was not understood"),
    INVALID_IDEMPOTENT_REQUEST(false, "another mail has had this idempotency key"),
    NOT_FOUND(false, "check the base URL"),
    METHOD_NOT_ALLOWED(false, "check the base URL"),
    SECURITY_ERROR(false, "it found a security issue in the mail");

    private final boolean temporary;
    private final String meaning;

    ResendError(boolean temporary, String meaning) {
        this.temporary = temporary;
        this.meaning = meaning;
    }

    static Optional<ResendError> named(String name) {
        return Arrays.stream(values())
                .filter(error -> error.wireName().equals(name))
                .findFirst();
    }

    /** Whether the same request may be accepted later today. */
    boolean temporary() {
        return temporary;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    String meaning() {
        return meaning;
    }
}
