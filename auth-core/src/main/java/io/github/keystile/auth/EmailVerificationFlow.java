package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import java.time.Instant;

/**
 * Proves the address of an existing account.
 *
 * <ol>
 *   <li>start: the strict session check, limits, a challenge with the user's epoch, the code
 *   <li>finish: claim an attempt and compare, consume, mark the address if user and epoch still are the same
 * </ol>
 */
final class EmailVerificationFlow {
    private final Parts parts;
    private final SessionGuard guard;
    private final Challenges challenges;
    private final CodeMails codeMails;
    private final UserChanges changes;

    EmailVerificationFlow(
            Parts parts, SessionGuard guard, Challenges challenges, CodeMails codeMails, UserChanges changes) {
        this.parts = parts;
        this.guard = guard;
        this.challenges = challenges;
        this.codeMails = codeMails;
        this.changes = changes;
    }

    ChallengeStarted start(StartEmailVerification request) {
        StoredUser user = guard.strict(request.accessToken()).user();
        Instant now = parts.now();
        String id = parts.secrets().newId();
        Limits.MailRequest mail = new Limits.MailRequest(
                Purpose.EMAIL_VERIFICATION, parts.secrets().mailbox(user.user().email()), id, request.caller());
        boolean mayMail = parts.limits().mayMail(mail, Identifier.of(user.user().email()), now);
        String code = mayMail ? parts.secrets().newCode(parts.otp().digits()) : null;
        Challenge challenge = challenges.insertCode(
                id, new Challenges.Subject(Purpose.EMAIL_VERIFICATION, user.id(), user.epoch(), null), code, now);
        parts.events()
                .aboutAddress(
                        AuthEventType.CODE_REQUESTED,
                        user.user().email(),
                        request.caller(),
                        Purpose.EMAIL_VERIFICATION.name());
        codeMails.send(challenge, user.user().email(), code, null, request.caller(), now);
        return challenges.started(challenge);
    }

    User finish(FinishEmailVerification request) {
        Instant now = parts.now();
        Challenge challenge = parts.codes()
                .byChallenge(request.proof(), Purpose.EMAIL_VERIFICATION, request.caller(), now)
                .challenge();
        parts.codes().consume(challenge, AuthError.INVALID_CODE, request.caller());
        StoredUser verified = changes.change(challenge.subject(), user -> {
            if (!SignIn.mayEnter(user) || user.epoch() != challenge.epoch()) {
                throw parts.codes().refuse(AuthError.INVALID_CODE, challenge, request.caller());
            }
            return UserChanges.verified(user);
        });
        parts.events().about(AuthEventType.EMAIL_VERIFIED, verified, request.caller());
        return verified.user();
    }
}
