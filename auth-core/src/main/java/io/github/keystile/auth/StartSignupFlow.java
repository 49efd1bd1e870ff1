package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Begins a signup.
 *
 * <ol>
 *   <li>validate address, password and profile
 *   <li>a permit to hash
 *   <li>look for an account with the address, and refuse if that may be told
 *   <li>limits
 *   <li>mint a user's id and hash the password, whether there is an account or not
 *   <li>store a pending signup under a fresh challenge id, as a decoy if no code goes out
 *   <li>mail the code, or the news that there is an account
 * </ol>
 */
final class StartSignupFlow {
    private final Parts parts;
    private final Challenges challenges;
    private final PendingSignups pendings;
    private final CodeMails codeMails;

    StartSignupFlow(Parts parts, Challenges challenges, PendingSignups pendings, CodeMails codeMails) {
        this.parts = parts;
        this.challenges = challenges;
        this.pendings = pendings;
        this.codeMails = codeMails;
    }

    ChallengeStarted run(StartSignup request) {
        EmailAddress email = Inputs.email(request.email());
        Username username = Inputs.usernameOrNull(request.profile().username());
        String password = parts.passwords().checkAlone(request.password());
        parts.passwords().checkFor(password, email, username);

        Wish wish = keep(email, username, password, request);
        codeMails.send(wish.challenge(), email, wish.code(), wish.otherwise(), request.caller(), wish.now());
        return challenges.started(wish.challenge());
    }

    /** What was stored and what is to be mailed; the permit to hash is given back before, because mailing can be slow. */
    private record Wish(
            Challenge challenge,
            @Nullable String code,
            @Nullable MailPurpose otherwise,
            Instant now) {
        @Override
        public String toString() {
            return "Wish[]";
        }
    }

    private Wish keep(EmailAddress email, @Nullable Username username, String password, StartSignup request) {
        Challenge challenge;
        try (HashGate.Permit permit = parts.hashing().enterForSignup()) {
            Instant now = parts.now();
            boolean taken = parts.users().findByEmail(email).isPresent();
            if (taken && parts.explicit()) {
                // Nothing is mailed, so there is no pause to keep: who has just signed up is told so, not to wait.
                parts.limits().registration(Identifier.of(email), request.caller(), now);
                throw AuthException.of(AuthError.EMAIL_TAKEN);
            }
            PendingSignups.Recent recent = pendings.recent(email, password, permit, now);
            String id = parts.secrets().newId();
            boolean mayMail = mayMail(email, id, recent, request.caller(), now);
            String userId = parts.userIds().next();
            String hash = permit.hash(password);
            String code =
                    mayMail && !taken ? parts.secrets().newCode(parts.otp().digits()) : null;
            if (recent.same() != null) {
                challenge = mayMail
                        ? challenges.renewCode(recent.same(), code, now)
                        : challenges.pretendToRenew(recent.same(), now);
            } else {
                PendingSignup pending = new PendingSignup(
                        userId, email, username, hash, request.profile().attributes());
                challenge = challenges.insertCode(
                        id, new Challenges.Subject(Purpose.SIGNUP, email.key(), 0, pending), code, now);
            }
            parts.events().aboutAddress(AuthEventType.SIGNUP_STARTED, email, request.caller(), null);
            return new Wish(challenge, code, mayMail && taken ? MailPurpose.ALREADY_REGISTERED : null, now);
        }
    }

    private boolean mayMail(EmailAddress email, String id, PendingSignups.Recent recent, Caller caller, Instant now) {
        try {
            return parts.limits()
                    .mayMail(
                            new Limits.MailRequest(
                                    Purpose.SIGNUP, parts.secrets().mailbox(email), id, caller),
                            Identifier.of(email),
                            now);
        } catch (AuthException tooMany) {
            pendings.contest(email, recent, now);
            throw tooMany;
        }
    }
}
