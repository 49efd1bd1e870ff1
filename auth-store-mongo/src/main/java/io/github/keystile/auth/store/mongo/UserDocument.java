package io.github.keystile.auth.store.mongo;

import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.util.ArrayList;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * A user as a document. Fields of a missing username, hash or facts are absent, never null: a unique index lets any number
 * of documents lack the field, but only one hold null. Attributes are one text, so that no caller's word becomes the
 * name of a field.
 */
final class UserDocument {
    static final String EMAIL_KEY = "email_key";
    static final String USERNAME_KEY = "username_key";
    static final String CREATED_AT = "created_at";
    static final String FACTS = "facts";

    private UserDocument() {}

    static Document inserted(StoredUser stored) {
        User user = stored.user();
        Document document = new Document("_id", user.id())
                .append("email", user.email().address())
                .append(EMAIL_KEY, user.email().key())
                .append("email_verified", user.emailVerified())
                .append("status", user.status().name())
                .append("roles", new ArrayList<>(user.roles()))
                .append("attributes", user.attributes().toJson())
                .append("version", stored.version())
                .append("epoch", stored.epoch())
                .append(CREATED_AT, Times.date(user.createdAt()));
        Username username = user.username();
        if (username != null) {
            document.append("username", username.name()).append(USERNAME_KEY, username.key());
        }
        String hash = stored.passwordHash();
        if (hash != null) {
            document.append("password_hash", hash);
        }
        String facts = stored.facts();
        if (facts != null) {
            document.append(FACTS, facts);
        }
        return document;
    }

    static Bson replaced(StoredUser stored) {
        User user = stored.user();
        Username username = user.username();
        return combine(
                set("email", user.email().address()),
                set(EMAIL_KEY, user.email().key()),
                set("email_verified", user.emailVerified()),
                set("status", user.status().name()),
                set("roles", new ArrayList<>(user.roles())),
                set("attributes", user.attributes().toJson()),
                set("epoch", stored.epoch()),
                inc("version", 1L),
                optional("username", username == null ? null : username.name()),
                optional(USERNAME_KEY, username == null ? null : username.key()),
                optional(FACTS, stored.facts()));
    }

    /** Writes a text, or takes the field away: absent means null. */
    static Bson optional(String field, @Nullable String text) {
        return text == null ? unset(field) : set(field, text);
    }

    static StoredUser read(Fields fields) {
        User user = new User(
                fields.text("_id", UserDocument::id),
                fields.text("email", EmailAddress::of),
                fields.optionalText("username", Username::of),
                fields.flag("email_verified"),
                fields.text("status", UserStatus::valueOf),
                fields.texts("roles", roles -> User.checkRoles(Set.copyOf(roles))),
                fields.text("attributes", Attributes::fromJson),
                fields.instant(CREATED_AT));
        return new StoredUser(
                user,
                fields.optionalText("password_hash", StoredUser::checkHash),
                fields.count("version"),
                fields.count("epoch"),
                fields.optionalText(FACTS, StoredUser::checkFacts));
    }

    private static String id(String text) {
        if (text.isEmpty() || !Text.isKey(text, Text.ID)) {
            throw new IllegalArgumentException("No id of a user");
        }
        return text;
    }
}
