package io.github.keystile.auth;

import io.github.keystile.auth.user.Attributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people say about themselves when an account begins. It cannot set id, roles, status or anything else that
 * carries rights.
 *
 * @param username the username that they would like, or null
 * @param attributes anything else
 */
public record SignupProfile(@Nullable String username, Attributes attributes) {
    public SignupProfile {
        Objects.requireNonNull(attributes, "attributes");
    }

    /**
     * Nothing is said.
     *
     * @return an empty profile
     */
    public static SignupProfile none() {
        return new SignupProfile(null, Attributes.none());
    }

    /**
     * Only a username.
     *
     * @param username the username that they would like
     * @return a profile
     */
    public static SignupProfile named(String username) {
        return new SignupProfile(Objects.requireNonNull(username, "username"), Attributes.none());
    }

    /**
     * This profile and one more attribute.
     *
     * @param name the attribute's name
     * @param value its value, as {@link Attributes#with} takes it
     * @return a new profile
     * @throws io.github.keystile.auth.error.AuthException with {@code INVALID_ATTRIBUTES}
     */
    public SignupProfile with(String name, Object value) {
        return new SignupProfile(username, attributes.with(name, value));
    }

    /** Names of attributes only: the username may be any text yet. */
    @Override
    public String toString() {
        return "SignupProfile[" + attributes + "]";
    }
}
