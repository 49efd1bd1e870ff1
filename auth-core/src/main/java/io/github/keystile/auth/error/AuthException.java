package io.github.keystile.auth.error;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: an expected no, such as a wrong code, a taken name or a request that came too soon.
 *
 * <p>Branch on {@link #code()}, which is stable; show {@link #getMessage()}, which is public text that never
 * holds a secret or anything the caller sent. It has no stack trace and no cause, so that refusing is cheap.
 * A broken database or mail server is never a refusal but an {@link AuthInfrastructureException}.
 */
public final class AuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final AuthError code;

    /** How long to wait, or null. */
    private final @Nullable Duration retryAfter;

    private AuthException(AuthError code, String message, @Nullable Duration retryAfter) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.retryAfter = retryAfter;
    }

    /**
     * A refusal with the public message of its code.
     *
     * @param code why
     * @return the refusal, to be thrown
     */
    public static AuthException of(AuthError code) {
        return new AuthException(code, code.message(), null);
    }

    /**
     * A refusal whose message says more than the code alone, such as which limit was passed.
     *
     * @param code why
     * @param message public text; must hold nothing that the caller sent
     * @return the refusal, to be thrown
     */
    public static AuthException of(AuthError code, String message) {
        return new AuthException(code, message, null);
    }

    /**
     * A refusal that ends by itself.
     *
     * @param code why
     * @param retryAfter how long to wait; rounded up to whole seconds, at least one
     * @return the refusal, to be thrown
     */
    public static AuthException retryAfter(AuthError code, Duration retryAfter) {
        long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
        return new AuthException(code, code.message(), Duration.ofSeconds(seconds));
    }

    /**
     * What may be shown to anybody.
     *
     * @return one or two English sentences, never null
     */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Why, as a stable code.
     *
     * @return the code
     */
    public AuthError code() {
        return code;
    }

    /**
     * When trying again makes sense, for the {@code Retry-After} header.
     *
     * @return whole seconds from now, at least one; empty when waiting does not help
     */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
