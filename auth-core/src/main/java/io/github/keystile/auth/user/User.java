package io.github.keystile.auth.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account, as an application may see it: no hash, no version, no epoch.
 *
 * <p><b>Security guarantees.</b> {@link #toString()} masks the address and shows nothing else of the person.
 *
 * @param id opaque, never reused, 1 to 64 printable ASCII characters; the {@code sub} of tokens
 * @param email where mail goes
 * @param username what else the person may log in with, or null
 * @param emailVerified whether somebody has proven that they read mail at {@code email}
 * @param status whether signing in is allowed
 * @param roles at most 32 names of 1 to 64 characters from {@code A-Z a-z 0-9 . _ : -}; sorted, unmodifiable
 * @param attributes what the application keeps about the person
 * @param createdAt when the account was made; cut to whole milliseconds
 */
public record User(
        String id,
        EmailAddress email,
        @Nullable Username username,
        boolean emailVerified,
        UserStatus status,
        Set<String> roles,
        Attributes attributes,
        Instant createdAt) {
    private static final int MAX_ROLES = 32;
    private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the id is not 1 to 64 printable ASCII characters, there are too many roles or
     *     one has a forbidden name; the message holds no value
     */
    public User {
        Ascii.check("The id of a user", id, Ascii.MAX_ID);
        Objects.requireNonNull(email, "email");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(attributes, "attributes");
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        roles = checkRoles(roles);
    }

    /**
     * Checks role names as the constructor does, for those who want to know before there is a user.
     *
     * @param roles the names
     * @return the same, sorted and unmodifiable
     * @throws IllegalArgumentException if there are too many roles or one has a forbidden name
     */
    public static Set<String> checkRoles(Set<String> roles) {
        if (roles.size() > MAX_ROLES
                || !roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            throw new IllegalArgumentException(
                    "At most 32 roles of 1 to 64 characters from A-Z a-z 0-9 . _ : - are allowed");
        }
        return Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /**
     * This user with another username.
     *
     * @param value the new value
     * @return a new user
     */
    public User withUsername(Username value) {
        return new User(id, email, value, emailVerified, status, roles, attributes, createdAt);
    }

    /**
     * This user with the address proven or not.
     *
     * @param value the new value
     * @return a new user
     */
    public User withEmailVerified(boolean value) {
        return new User(id, email, username, value, status, roles, attributes, createdAt);
    }

    /**
     * This user with another status.
     *
     * @param value the new value
     * @return a new user
     */
    public User withStatus(UserStatus value) {
        return new User(id, email, username, emailVerified, value, roles, attributes, createdAt);
    }

    /**
     * This user with other roles.
     *
     * @param value the new value
     * @return a new user
     */
    public User withRoles(Set<String> value) {
        return new User(id, email, username, emailVerified, status, value, attributes, createdAt);
    }

    /**
     * This user with other attributes.
     *
     * @param value the new value
     * @return a new user
     */
    public User withAttributes(Attributes value) {
        return new User(id, email, username, emailVerified, status, roles, value, createdAt);
    }

    User withCreatedAt(Instant value) {
        return new User(id, email, username, emailVerified, status, roles, attributes, value);
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", email=" + email.masked() + ", status=" + status + "]";
    }
}
