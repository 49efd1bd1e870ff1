package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mails a code or link that allows a new password.
 *
 * <ol>
 *   <li>find the user; a disabled one counts as unknown
 *   <li>limits
 *   <li>store a challenge, as a decoy if nothing goes out; for nobody, with a secret that nobody gets
 *   <li>mail to the stored address, never to what was submitted
 * </ol>
 */
final class StartResetFlow {
    private final Parts parts;
    private final Challenges challenges;
    private final CodeMails codeMails;

    StartResetFlow(Parts parts, Challenges challenges, CodeMails codeMails) {
        this.parts = parts;
        this.challenges = challenges;
        this.codeMails = codeMails;
    }

    ChallengeStarted run(StartPasswordReset request) {
        boolean byLink = request.by() == ResetBy.LINK;
        if (byLink) {
            parts.settings().resetLink().requirePage();
        }
        Instant now = parts.now();
        Purpose purpose = byLink ? Purpose.PASSWORD_RESET_LINK : Purpose.PASSWORD_RESET_CODE;
        Identifier identifier = Identifier.parse(request.identifier());
        Optional<StoredUser> user = identifier.find(parts.users()).filter(SignIn::mayEnter);
        Challenges.Subject about = subject(purpose, identifier, user);
        EmailAddress to = user.map(StoredUser::user).map(User::email).orElse(null);
        String mailbox = to == null ? about.subject() : parts.secrets().mailbox(to);
        String id = parts.secrets().newId();
        boolean mayMail =
                parts.limits().mayMail(new Limits.MailRequest(purpose, mailbox, id, request.caller()), identifier, now);
        if (user.isEmpty() && parts.explicit()) {
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        String secret = mayMail ? newSecret(byLink, user.isPresent()) : null;
        Challenge challenge = insert(about, id, secret, now);
        parts.events().aboutAddress(AuthEventType.CODE_REQUESTED, to, request.caller(), purpose.name());
        if (to != null) {
            codeMails.send(challenge, to, secret, null, request.caller(), now);
        } else {
            codeMails.sendToNobody(challenge, secret, request.caller(), now);
        }
        return challenges.started(challenge);
    }

    /** Nobody's is one that cannot be guessed: wrong codes for it are then counted as those for an account are. */
    private String newSecret(boolean byLink, boolean known) {
        return byLink || !known
                ? parts.secrets().newLinkToken()
                : parts.secrets().newCode(parts.otp().digits());
    }

    private Challenge insert(Challenges.Subject about, String id, @Nullable String secret, Instant now) {
        return about.purpose() == Purpose.PASSWORD_RESET_LINK
                ? challenges.insertLink(id, about, secret, now)
                : challenges.insertCode(id, about, secret, now);
    }

    private Challenges.Subject subject(Purpose purpose, Identifier identifier, Optional<StoredUser> user) {
        return user.map(known -> new Challenges.Subject(purpose, known.id(), known.epoch(), null))
                .orElseGet(() -> new Challenges.Subject(purpose, parts.secrets().pseudonym(identifier), 0, null));
    }
}
