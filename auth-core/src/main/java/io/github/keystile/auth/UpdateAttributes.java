package io.github.keystile.auth;

import io.github.keystile.auth.user.Attributes;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A change of the attributes of a user.
 *
 * @param userId the user
 * @param change from the present attributes to the new ones; may be called more than once
 * @param caller who asks
 */
public record UpdateAttributes(String userId, UnaryOperator<Attributes> change, Caller caller) {
    public UpdateAttributes {
        Objects.requireNonNull(userId, "userId");
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(caller, "caller");
    }

    @Override
    public String toString() {
        return "UpdateAttributes[]";
    }
}
