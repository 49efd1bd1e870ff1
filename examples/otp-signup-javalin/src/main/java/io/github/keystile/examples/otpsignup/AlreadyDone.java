package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.EmailAddress;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Supplier;

/** Proofs are good once. A form with one that is sent again is told what came of it, and nobody is signed in by it. */
final class AlreadyDone {
    private final AuthService auth;
    private final Browser browser;
    private final SentForms<Boolean> finished = new SentForms<>();

    AlreadyDone(AuthService auth, Browser browser) {
        this.auth = auth;
        this.browser = browser;
    }

    /** Finishes something with a proof, or else refuses because it was finished with that proof before. */
    void once(String email, String proof, Runnable finish) {
        finished.send(
                proof,
                () -> {
                    finish.run();
                    return true;
                },
                before -> {
                    throw refusal(email);
                });
    }

    private static Refusal refusal(String email) {
        return Refusal.leadingTo(Answer.withQuery("/login", email), 409, "ALREADY_DONE", Problems.ALREADY_DONE);
    }

    /** Leads to the signed-in page whom the form of that address has signed in before; otherwise refuses. */
    void orElse(Context ctx, String email, Supplier<? extends RuntimeException> refusal) {
        if (!isSignedIn(ctx, email)) {
            throw refusal.get();
        }
        Answer.done(ctx, "That is done already. You are logged in.", "/?notice=ALREADY_DONE");
    }

    private boolean isSignedIn(Context ctx, String email) {
        String token = browser.accessToken(ctx);
        Optional<EmailAddress> address = EmailAddress.parse(email.strip());
        if (token.isEmpty() || address.isEmpty()) {
            return false;
        }
        try {
            return auth.verifySession(new VerifySession(token, Callers.of(ctx)))
                    .user()
                    .email()
                    .key()
                    .equals(address.get().key());
        } catch (AuthException ended) {
            return false;
        }
    }
}
