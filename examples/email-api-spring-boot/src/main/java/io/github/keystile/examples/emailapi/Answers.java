package io.github.keystile.examples.emailapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients get when all went well; for the rest see {@link Errors}. */
final class Answers {
    /** The attribute that preferences are kept in. */
    static final String PREFERENCES = "preferences";

    private Answers() {}

    record Done(boolean success, String message) {
        static Done because(String message) {
            return new Done(true, message);
        }
    }

    record Good(boolean success, UserView user) {}

    /** {@code token} is the access token once more, for clients of an earlier version of the document. */
    record Session(String accessToken, String refreshToken, String token, UserView user) {
        static Session of(SignedIn signedIn) {
            String access = signedIn.tokens().accessToken();
            return new Session(access, signedIn.tokens().refreshToken(), access, UserView.of(signedIn.user()));
        }

        @Override
        public String toString() {
            return "Session[]";
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UserView(
            String id,
            String email,
            @Nullable String username,
            Object preferences,
            boolean emailVerified,
            Instant createdAt) {
        static UserView of(User user) {
            return new UserView(
                    user.id(),
                    user.email().address(),
                    user.username() == null ? null : user.username().name(),
                    user.attributes().value(PREFERENCES).orElse(List.of()),
                    user.emailVerified(),
                    user.createdAt());
        }
    }
}
