package io.github.keystile.auth;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a password reset leads. Immutable; each {@code with…} gives another policy. */
public final class ResetPolicy {
    private final @Nullable URI linkPage;
    private final boolean signIn;

    private ResetPolicy(@Nullable URI linkPage, boolean signIn) {
        this.linkPage = linkPage;
        this.signIn = signIn;
    }

    /** Resets by code only, and nobody is signed in by one. */
    public static ResetPolicy ofDefaults() {
        return new ResetPolicy(null, false);
    }

    /**
     * The page that mailed reset links open, or null where there is none; {@code token=…} is added to its query. Needed
     * for {@link ResetBy#LINK} only. Set here and never taken from a request, whose {@code Host} a stranger can choose.
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
    public ResetPolicy withLinkPage(@Nullable URI value) {
        return new ResetPolicy(value, signIn);
    }

    /**
     * Whether a password reset opens a session. Off by default: the user logs in with the new password, which leaves one
     * way less to a session.
     */
    public boolean signIn() {
        return signIn;
    }

    /** This policy with another {@link #signIn}. */
    public ResetPolicy withSignIn(boolean value) {
        return new ResetPolicy(linkPage, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ResetPolicy policy
                && Objects.equals(linkPage, policy.linkPage)
                && signIn == policy.signIn;
    }

    @Override
    public int hashCode() {
        return Objects.hash(linkPage, signIn);
    }

    @Override
    public String toString() {
        return "ResetPolicy[linkPage=" + linkPage + ", signIn=" + signIn + "]";
    }
}
