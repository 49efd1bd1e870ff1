package io.github.keystile.auth.token;

import java.time.Duration;
import java.util.Objects;

/**
 * How tokens are signed and how long they and their sessions live.
 *
 * @param algorithm how tokens are signed with the root secret; access tokens of {@link JwtTokenIssuer#asymmetric} are
 *     signed as their key asks for instead
 * @param issuer {@code iss}; 1 to 200 visible ASCII characters
 * @param audience {@code aud}; 1 to 200 visible ASCII characters
 * @param accessLifetime of an access token; 1 second to 1 hour. Until it is over, a stateless check does not
 *     notice that the session has ended
 * @param refreshLifetime of a session that is not refreshed; {@code accessLifetime} to {@code absoluteLifetime}
 * @param absoluteLifetime of a session however often it is refreshed; at most 400 days
 * @param grace how long the predecessor of the current refresh token is still answered with the current one, and
 *     the current one is not rotated, so that racing tabs share one successor; counted from the last rotation by the
 *     clock of the process that is asked; 0 to 60 seconds
 */
public record TokenPolicy(
        TokenAlgorithm algorithm,
        String issuer,
        String audience,
        Duration accessLifetime,
        Duration refreshLifetime,
        Duration absoluteLifetime,
        Duration grace) {
    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names the cure
     */
    public TokenPolicy {
        Objects.requireNonNull(algorithm, "algorithm");
        requireName("issuer", issuer);
        requireName("audience", audience);
        requireRange("accessLifetime", accessLifetime, Duration.ofSeconds(1), Duration.ofHours(1));
        requireRange("absoluteLifetime", absoluteLifetime, accessLifetime, Duration.ofDays(400));
        requireRange("refreshLifetime", refreshLifetime, accessLifetime, absoluteLifetime);
        requireRange("grace", grace, Duration.ZERO, Duration.ofSeconds(60));
    }

    /**
     * HS256, issuer and audience {@code keystile}, access 15 minutes, refresh 7 days, absolute 30 days, grace 30
     * seconds.
     *
     * @return the defaults
     */
    public static TokenPolicy ofDefaults() {
        return new TokenPolicy(
                TokenAlgorithm.HS256,
                "keystile",
                "keystile",
                Duration.ofMinutes(15),
                Duration.ofDays(7),
                Duration.ofDays(30),
                Duration.ofSeconds(30));
    }

    /**
     * This policy with another algorithm.
     *
     * @param value how tokens are signed
     * @return a new policy
     */
    public TokenPolicy withAlgorithm(TokenAlgorithm value) {
        return new TokenPolicy(value, issuer, audience, accessLifetime, refreshLifetime, absoluteLifetime, grace);
    }

    /**
     * This policy with other names. Use different names for applications that share a root secret.
     *
     * @param newIssuer {@code iss}
     * @param newAudience {@code aud}
     * @return a new policy
     */
    public TokenPolicy withNames(String newIssuer, String newAudience) {
        return new TokenPolicy(
                algorithm, newIssuer, newAudience, accessLifetime, refreshLifetime, absoluteLifetime, grace);
    }

    /**
     * This policy with another life of access tokens.
     *
     * @param value 1 second to 1 hour
     * @return a new policy
     */
    public TokenPolicy withAccessLifetime(Duration value) {
        return new TokenPolicy(algorithm, issuer, audience, value, refreshLifetime, absoluteLifetime, grace);
    }

    /**
     * This policy with another life of sessions.
     *
     * @param sliding of a session that is not refreshed
     * @param absolute of a session however often it is refreshed
     * @return a new policy
     */
    public TokenPolicy withSessionLifetimes(Duration sliding, Duration absolute) {
        return new TokenPolicy(algorithm, issuer, audience, accessLifetime, sliding, absolute, grace);
    }

    /**
     * This policy with another grace.
     *
     * @param value 0 to 60 seconds
     * @return a new policy
     */
    public TokenPolicy withGrace(Duration value) {
        return new TokenPolicy(algorithm, issuer, audience, accessLifetime, refreshLifetime, absoluteLifetime, value);
    }

    static void requireName(String field, String value) {
        if (!value.matches("[!-~]{1,200}")) {
            throw new IllegalArgumentException("Set the " + field + " to 1 to 200 visible ASCII characters");
        }
    }

    private static void requireRange(String field, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set the " + field + " between " + min + " and " + max);
        }
    }
}
