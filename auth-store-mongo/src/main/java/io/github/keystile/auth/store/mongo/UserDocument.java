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

/**
 * A user as a document. Fields of a missing username or hash are absent, never null: a unique index lets any number
 * of documents lack the field, but only one hold null. Attributes are one text, so that no caller's word becomes the
 * name of a field.
 */
final class UserDocument {
    static final String EMAIL_KEY = "email_key";
    static final String USERNAME_KEY = "username_key";

    private UserDocument() {}

    static Document inserted(StoredUser stored) {
        User user = stored.user();
        Document document = new Document("_id", Text.key("The id", user.id(), Text.ID))
                .append("email", user.email().address())
                .append(EMAIL_KEY, user.email().key())
                .append("email_verified", user.emailVerified())
                .append("status", user.status().name())
                .append("roles", new ArrayList<>(user.roles()))
                .append("attributes", user.attributes().toJson())
                .append("version", stored.version())
                .append("epoch", stored.epoch())
                .append("created_at", Times.date(user.createdAt()));
        Username username = user.username();
        if (username != null) {
            document.append("username", username.name()).append(USERNAME_KEY, username.key());
        }
        String hash = stored.passwordHash();
        if (hash != null) {
            document.append("password_hash", Text.key("The password hash", hash, Text.PASSWORD_HASH));
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
                username == null ? unset("username") : set("username", username.name()),
                username == null ? unset(USERNAME_KEY) : set(USERNAME_KEY, username.key()));
    }

    static StoredUser read(Fields fields) {
        String username = fields.optionalText("username");
        User user = new User(
                fields.text("_id"),
                EmailAddress.of(fields.text("email")),
                username == null ? null : Username.of(username),
                fields.flag("email_verified"),
                UserStatus.valueOf(fields.text("status")),
                Set.copyOf(fields.texts("roles")),
                Attributes.fromJson(fields.text("attributes")),
                fields.instant("created_at"));
        return new StoredUser(
                user, fields.optionalText("password_hash"), fields.number("version"), fields.number("epoch"));
    }
}
