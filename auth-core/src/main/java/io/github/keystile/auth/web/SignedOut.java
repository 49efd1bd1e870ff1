package io.github.keystile.auth.web;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a logout. Set the cookies first, whatever else is answered, and then say the truth:
 *
 * <pre>{@code
 * SignedOut out = sessions.signOut(header("Cookie"), caller);
 * out.setCookies().forEach(cookie -> addHeader("Set-Cookie", cookie));
 * out.requireEnded(); // a store that is down is answered as ever: 503
 * }</pre>
 *
 * @param setCookies {@code Set-Cookie} header values that make the browser forget its tokens
 * @param failure why the session may live on; empty if it has ended or there was none
 */
public record SignedOut(List<String> setCookies, Optional<RuntimeException> failure) {
    public SignedOut {
        setCookies = List.copyOf(setCookies);
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * Throws what kept the session from ending, for the application's usual answer to what is broken. Does nothing if it
     * has ended.
     */
    public void requireEnded() {
        failure.ifPresent(broken -> {
            throw broken;
        });
    }
}
