package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.error.AuthException;
import java.time.Duration;

/** Carries a problem of this application, as {@code AuthException} carries those of the library. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Problem problem) {
        super(problem.error(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static Refusal of(int status, String error, String message) {
        return new Refusal(new Problem(status, error, message, null, null));
    }

    /** With the page on which people can go on. */
    static Refusal leadingTo(String next, int status, String error, String message) {
        return new Refusal(new Problem(status, error, message, null, null, next));
    }

    /** For somebody who waits for a code and asks for another one too soon. */
    static Refusal onItsWay(String next, AuthException tooSoon) {
        Long seconds = tooSoon.retryAfter().map(Duration::toSeconds).orElse(null);
        return new Refusal(new Problem(429, "CODE_ON_ITS_WAY", Problems.codeOnItsWay(seconds), null, seconds, next));
    }

    static Refusal at(String field, int status, String error, String message) {
        return new Refusal(new Problem(status, error, message, field, null));
    }
}
