package io.github.keystile.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A ban: the user may not sign in any more, for good or until a time.
 *
 * @param userId the user
 * @param until when they may again, without anybody's doing, before the year 10000; null for not until enabled
 * @param reason what operators are told, at most 200 characters without control characters; never told to the user; null for nothing
 * @param caller who asks
 */
public record DisableUser(
        String userId, @Nullable Instant until, @Nullable String reason, Caller caller) {
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern REASON = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}");

    /**
     * Checks.
     *
     * @throws IllegalArgumentException if time or reason are out of their limits
     */
    public DisableUser {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(caller, "caller");
        if (until != null && until.isAfter(LATEST)) {
            throw new IllegalArgumentException("Give a time before the year 10000");
        }
        if (reason != null && !REASON.matcher(reason).matches()) {
            throw new IllegalArgumentException("Give a reason of 1 to 200 characters without control characters");
        }
    }

    /**
     * Until the user is enabled, without a reason.
     *
     * @param userId the user
     * @param caller who asks
     */
    public DisableUser(String userId, Caller caller) {
        this(userId, null, null, caller);
    }

    @Override
    public String toString() {
        return "DisableUser[]";
    }
}
