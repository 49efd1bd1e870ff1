package io.github.keystile.examples.otpsignup;

import org.jspecify.annotations.Nullable;

/**
 * A request that was not carried out, as the client is told.
 *
 * @param error a stable name to branch on
 * @param message what happened and what to do, for people
 * @param field the form field that the message belongs beside
 * @param retryAfter in seconds
 * @param next the page to go on from, if it is not the one that the form is on
 */
record Problem(
        int status,
        String error,
        String message,
        @Nullable String field,
        @Nullable Long retryAfter,
        @Nullable String next) {
    Problem(int status, String error, String message, @Nullable String field, @Nullable Long retryAfter) {
        this(status, error, message, field, retryAfter, null);
    }
}
