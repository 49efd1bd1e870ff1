package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How a route of your own learns who is signed in. */
@RestController
final class MeController {
    @GetMapping("/me")
    Answers.UserView me(@Nullable SignedInUser principal) {
        if (principal == null) {
            throw AuthException.of(AuthError.INVALID_TOKEN);
        }
        return Answers.UserView.of(principal.user());
    }
}
