package io.github.keystile.auth;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where invitations lead and how long they are good. Immutable; each {@code with…} gives another policy. */
public final class InvitePolicy {
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(30);

    private final @Nullable URI linkPage;
    private final Duration lifetime;

    private InvitePolicy(@Nullable URI linkPage, Duration lifetime) {
        this.linkPage = linkPage;
        this.lifetime = lifetime;
    }

    /** Nobody can be invited until there is a page; links are good for 7 days. */
    public static InvitePolicy ofDefaults() {
        return new InvitePolicy(null, Duration.ofDays(7));
    }

    /**
     * The page that invitations open, or null where there is none; {@code token=…} is added to its query. Set here and
     * never taken from a request, whose {@code Host} a stranger can choose.
     */
    public @Nullable URI linkPage() {
        return linkPage;
    }

    /**
     * This policy with another {@link #linkPage}.
     *
     * @param value an absolute https address, or http on a loopback host; no fragment. {@link
     *     AuthServiceBuilder#build()} refuses others
     */
    public InvitePolicy withLinkPage(@Nullable URI value) {
        return new InvitePolicy(value, lifetime);
    }

    /** How long an invitation is good, 1 to 30 days. */
    public Duration lifetime() {
        return lifetime;
    }

    /** This policy with another {@link #lifetime}. */
    public InvitePolicy withLifetime(Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("Set lifetime between " + SHORTEST + " and " + LONGEST);
        }
        return new InvitePolicy(linkPage, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof InvitePolicy policy
                && Objects.equals(linkPage, policy.linkPage)
                && lifetime.equals(policy.lifetime);
    }

    @Override
    public int hashCode() {
        return Objects.hash(linkPage, lifetime);
    }

    @Override
    public String toString() {
        return "InvitePolicy[linkPage=" + linkPage + ", lifetime=" + lifetime + "]";
    }
}
