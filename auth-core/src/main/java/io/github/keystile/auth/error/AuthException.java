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
 *
 * <p><b>Subclasses</b> carry what is needed to go on, such as the challenge of a second factor, and have a code of
 * their own. Keystile has none yet and may add some; a decorator of the service may throw its own. Code that catches
 * {@code AuthException} alone still refuses: it only cannot offer the way on.
 */
public class AuthException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    private final AuthError code;

    /** Which field of the request is at fault, or null. */
    private final @Nullable String field;

    /** How long to wait, or null. */
    private final @Nullable Duration retryAfter;

    private AuthException(AuthError code, String message, @Nullable String field, @Nullable Duration retryAfter) {
        super(Objects.requireNonNull(message, "message"), null, false, false);
        this.code = Objects.requireNonNull(code, "code");
        this.field = field;
        this.retryAfter = retryAfter;
    }

    /**
     * For a refusal that carries the way on.
     *
     * @param code why; its message and field are the refusal's
     */
    protected AuthException(AuthError code) {
        this(code, code.message(), code.field(), null);
    }

    /**
     * A refusal with the public message of its code.
     *
     * @param code why
     * @return the refusal, to be thrown
     */
    public static AuthException of(AuthError code) {
        return new AuthException(code);
    }

    /**
     * A refusal whose message says more than the code alone, such as which limit was passed.
     *
     * @param code why
     * @param message public text; must hold nothing that the caller sent
     * @return the refusal, to be thrown
     */
    public static AuthException of(AuthError code, String message) {
        return new AuthException(code, message, code.field(), null);
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
        return new AuthException(code, code.message(), code.field(), Duration.ofSeconds(seconds));
    }

    /**
     * The same refusal, about another field. What a subclass carries is not taken along.
     *
     * @param field the name of a component of the request
     * @return the refusal, to be thrown
     */
    public AuthException withField(String field) {
        return new AuthException(code, getMessage(), Objects.requireNonNull(field, "field"), retryAfter);
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
     * Which of the things that a person typed is at fault, for showing the message beside it.
     *
     * @return the name that the field has in the request's record, or in its profile or proof; empty where it is none
     *     or more than one
     */
    public Optional<String> field() {
        return Optional.ofNullable(field);
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
