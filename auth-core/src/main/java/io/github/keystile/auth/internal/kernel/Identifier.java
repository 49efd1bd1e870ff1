package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.OuterBlanks;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.util.Optional;

/** What a person typed to say who they are, resolved once. What cannot be parsed is simply unknown. */
public record Identifier(Optional<EmailAddress> email, Optional<Username> username, String canonical) {
    public static Identifier parse(String typed) {
        String text = OuterBlanks.cut(typed);
        Optional<EmailAddress> email = EmailAddress.parse(text);
        Optional<Username> username = email.isPresent() ? Optional.empty() : Username.parse(text);
        String canonical = email.map(EmailAddress::key)
                .or(() -> username.map(Username::key))
                .orElse(text);
        return new Identifier(email, username, canonical);
    }

    public static Identifier of(EmailAddress email) {
        return new Identifier(Optional.of(email), Optional.empty(), email.key());
    }

    public Optional<StoredUser> find(UserStore users) {
        return email.isPresent() ? email.flatMap(users::findByEmail) : username.flatMap(users::findByUsername);
    }

    @Override
    public String toString() {
        return "Identifier[]";
    }
}
