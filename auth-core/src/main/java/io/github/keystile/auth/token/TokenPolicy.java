package io.github.keystile.auth.token;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are signed and how long they and their sessions live. Immutable; each {@code with…} gives another policy,
 * and refuses what is out of its range with an {@link IllegalArgumentException} that names the cure.
 */
public final class TokenPolicy {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(400);

    private final Parts parts;

    private TokenPolicy(Parts parts) {
        this.parts = parts;
    }

    /**
     * HS256, issuer and audience {@code keystile}, access 15 minutes, refresh 7 days, absolute 30 days, grace 30
     * seconds, leeway 30 seconds, type {@code at+jwt}, client id {@code keystile}.
     */
    public static TokenPolicy ofDefaults() {
        return new TokenPolicy(new Parts());
    }

    /**
     * How tokens are signed with the root secret; access tokens of {@link JwtTokenIssuer#asymmetric} are signed as
     * their key asks for instead.
     */
    public TokenAlgorithm algorithm() {
        return parts.algorithm;
    }

    /** This policy with another {@link #algorithm}. */
    public TokenPolicy withAlgorithm(TokenAlgorithm value) {
        return with(to -> to.algorithm = Objects.requireNonNull(value, "value"));
    }

    /**
     * {@code iss}; 1 to 200 visible ASCII characters. Applications that share a root secret need different ones, or
     * different audiences: otherwise each lets in who signed in at the other.
     */
    public String issuer() {
        return parts.issuer;
    }

    /** This policy with another {@link #issuer}. */
    public TokenPolicy withIssuer(String value) {
        return with(to -> to.issuer = requireName("issuer", value));
    }

    /** {@code aud}; 1 to 200 visible ASCII characters. */
    public String audience() {
        return parts.audience;
    }

    /** This policy with another {@link #audience}. */
    public TokenPolicy withAudience(String value) {
        return with(to -> to.audience = requireName("audience", value));
    }

    /**
     * How long an access token is good for, 1 second to 1 hour. Until it is over, a stateless check does not notice
     * that the session has ended.
     */
    public Duration accessLifetime() {
        return parts.accessLifetime;
    }

    /** This policy with another {@link #accessLifetime}. */
    public TokenPolicy withAccessLifetime(Duration value) {
        return with(to -> to.accessLifetime = inRange("accessLifetime", value, SECOND, Duration.ofHours(1)));
    }

    /**
     * How long a session lasts that is not refreshed, 1 second to 400 days, and between {@link #accessLifetime} and
     * {@link #absoluteLifetime}: what somebody may stay away without logging in again (ASVS 5.0 section 7.3).
     */
    public Duration refreshLifetime() {
        return parts.refreshLifetime;
    }

    /** This policy with another {@link #refreshLifetime}. */
    public TokenPolicy withRefreshLifetime(Duration value) {
        return with(to -> to.refreshLifetime = inRange("refreshLifetime", value, SECOND, LONGEST));
    }

    /**
     * How long a session lasts however often it is refreshed, 1 second to 400 days: after that even somebody who is
     * always there proves themselves again (ASVS 5.0 section 7.3).
     */
    public Duration absoluteLifetime() {
        return parts.absoluteLifetime;
    }

    /** This policy with another {@link #absoluteLifetime}. */
    public TokenPolicy withAbsoluteLifetime(Duration value) {
        return with(to -> to.absoluteLifetime = inRange("absoluteLifetime", value, SECOND, LONGEST));
    }

    /**
     * How long the predecessor of the current refresh token is still answered with the current one, and the current one
     * is not rotated, so that racing tabs share one successor; 0 to 60 seconds. Counted from the last rotation by the
     * clock of the process that is asked. Who steals a token shares the successor for so long, therefore it is short.
     */
    public Duration grace() {
        return parts.grace;
    }

    /** This policy with another {@link #grace}. */
    public TokenPolicy withGrace(Duration value) {
        return with(to -> to.grace = inRange("grace", value, Duration.ZERO, Duration.ofSeconds(60)));
    }

    /**
     * By how much the clock of whoever signed a token may be ahead of the clock of whoever reads it, 0 seconds to 5
     * minutes. It is for {@code iat} only: {@code exp} and {@link #grace} are exact. A token from further in the future is
     * refused.
     */
    public Duration leeway() {
        return parts.leeway;
    }

    /** This policy with another {@link #leeway}. */
    public TokenPolicy withLeeway(Duration value) {
        return with(to -> to.leeway = inRange("leeway", value, Duration.ZERO, Duration.ofMinutes(5)));
    }

    /** {@code typ} of access tokens. After a change clients refresh, because only this one is read. */
    public TokenType accessType() {
        return parts.accessType;
    }

    /** This policy with another {@link #accessType}. */
    public TokenPolicy withAccessType(TokenType value) {
        return with(to -> to.accessType = Objects.requireNonNull(value, "value"));
    }

    /**
     * {@code client_id} of access tokens (RFC 9068 section 2.2), for resource servers that want one; 1 to 200 visible ASCII
     * characters. Keystile itself does not read it.
     */
    public String clientId() {
        return parts.clientId;
    }

    /** This policy with another {@link #clientId}. */
    public TokenPolicy withClientId(String value) {
        return with(to -> to.clientId = requireName("clientId", value));
    }

    /**
     * Checks the lifetimes that bound one another, as the builder of the service does when it builds: until then they
     * may be set in any order.
     *
     * @throws IllegalArgumentException if {@link #refreshLifetime} is shorter than {@link #accessLifetime} or longer
     *     than {@link #absoluteLifetime}
     */
    public void check() {
        if (parts.refreshLifetime.compareTo(parts.accessLifetime) < 0
                || parts.refreshLifetime.compareTo(parts.absoluteLifetime) > 0) {
            throw new IllegalArgumentException("Set the refreshLifetime between the accessLifetime, "
                    + parts.accessLifetime + ", and the absoluteLifetime, " + parts.absoluteLifetime);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TokenPolicy policy && parts.all().equals(policy.parts.all());
    }

    @Override
    public int hashCode() {
        return parts.all().hashCode();
    }

    @Override
    public String toString() {
        return "TokenPolicy[algorithm=" + parts.algorithm + ", issuer=" + parts.issuer + ", audience="
                + parts.audience + ", accessLifetime=" + parts.accessLifetime + ", refreshLifetime="
                + parts.refreshLifetime + ", absoluteLifetime=" + parts.absoluteLifetime + ", grace=" + parts.grace
                + ", leeway=" + parts.leeway + ", accessType=" + parts.accessType + ", clientId=" + parts.clientId
                + "]";
    }

    private TokenPolicy with(Consumer<Parts> change) {
        Parts copy = new Parts(parts);
        change.accept(copy);
        return new TokenPolicy(copy);
    }

    private static String requireName(String field, String value) {
        if (!value.matches("[!-~]{1,200}")) {
            throw new IllegalArgumentException("Set the " + field + " to 1 to 200 visible ASCII characters");
        }
        return value;
    }

    private static Duration inRange(String field, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("Set the " + field + " between " + min + " and " + max);
        }
        return value;
    }

    /** The defaults, until they are changed; never changed once a policy holds them. */
    private static final class Parts {
        private TokenAlgorithm algorithm = TokenAlgorithm.HS256;
        private String issuer = "keystile";
        private String audience = "keystile";
        private Duration accessLifetime = Duration.ofMinutes(15);
        private Duration refreshLifetime = Duration.ofDays(7);
        private Duration absoluteLifetime = Duration.ofDays(30);
        private Duration grace = Duration.ofSeconds(30);
        private Duration leeway = Duration.ofSeconds(30);
        private TokenType accessType = TokenType.AT_JWT;
        private String clientId = "keystile";

        Parts() {}

        Parts(Parts from) {
            algorithm = from.algorithm;
            issuer = from.issuer;
            audience = from.audience;
            accessLifetime = from.accessLifetime;
            refreshLifetime = from.refreshLifetime;
            absoluteLifetime = from.absoluteLifetime;
            grace = from.grace;
            leeway = from.leeway;
            accessType = from.accessType;
            clientId = from.clientId;
        }

        List<Object> all() {
            return List.of(
                    algorithm,
                    issuer,
                    audience,
                    accessLifetime,
                    refreshLifetime,
                    absoluteLifetime,
                    grace,
                    leeway,
                    accessType,
                    clientId);
        }
    }
}
