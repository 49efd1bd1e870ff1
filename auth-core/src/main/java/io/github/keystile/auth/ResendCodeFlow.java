package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Mails a new code for a challenge.
 *
 * <ol>
 *   <li>find the challenge, live or expired
 *   <li>find whom it is about; a decoy is about nobody
 *   <li>limits; over those of the mailbox, the code that was mailed stays good and the answer is the same
 *   <li>replace the code, by a decoy if none goes out
 *   <li>mail it
 * </ol>
 */
final class ResendCodeFlow {
    private final Parts parts;
    private final Challenges challenges;
    private final CodeMails codeMails;

    ResendCodeFlow(Parts parts, Challenges challenges, CodeMails codeMails) {
        this.parts = parts;
        this.challenges = challenges;
        this.codeMails = codeMails;
    }

    ChallengeStarted run(ResendCode request) {
        Instant now = parts.now();
        Challenge old = find(request.challengeId());
        Addressee addressee = old.pending() == null ? ofAccount(old) : ofSignup(old.pending());
        String mailbox =
                addressee.email() == null ? old.subject() : parts.secrets().mailbox(addressee.email());
        boolean mayMail = parts.limits()
                .mayMailAgain(new Limits.MailRequest(old.purpose(), mailbox, old.id(), request.caller()), now);
        parts.events()
                .aboutAddress(
                        AuthEventType.CODE_REQUESTED,
                        addressee.email(),
                        request.caller(),
                        old.purpose().name());
        if (!mayMail) {
            Challenge unchanged = challenges.pretendToRenew(old, now);
            if (addressee.email() == null) {
                codeMails.sendToNobody(unchanged, null, request.caller(), now);
            } else {
                codeMails.send(unchanged, addressee.email(), null, null, request.caller(), now);
            }
            return challenges.started(unchanged);
        }
        String secret = newSecret(old, addressee);
        Challenge renewed = old.purpose() == Purpose.PASSWORD_RESET_LINK
                ? challenges.renewLink(old, secret, now)
                : challenges.renewCode(old, secret, now);
        boolean lostToAnother = renewed.secretHash().equals(old.secretHash());
        if (addressee.email() == null) {
            codeMails.sendToNobody(renewed, secret, request.caller(), now);
        } else if (!lostToAnother) {
            codeMails.send(renewed, addressee.email(), secret, addressee.notice(), request.caller(), now);
        }
        return challenges.started(renewed);
    }

    /**
     * Who gets the mail.
     *
     * @param email null for a decoy
     * @param notice what goes out where no code does
     */
    private record Addressee(
            @Nullable EmailAddress email,
            boolean getsSecret,
            @Nullable MailPurpose notice) {}

    private Challenge find(String id) {
        return (Secrets.isId(id) ? parts.challenges().find(id) : Optional.<Challenge>empty())
                .orElseThrow(() -> AuthException.of(AuthError.CHALLENGE_NOT_FOUND));
    }

    private Addressee ofSignup(PendingSignup pending) {
        boolean taken = parts.users().findByEmail(pending.email()).isPresent();
        return new Addressee(pending.email(), !taken, MailPurpose.ALREADY_REGISTERED);
    }

    private Addressee ofAccount(Challenge challenge) {
        return parts.users()
                .findById(challenge.subject())
                .filter(SignIn::mayEnter)
                .filter(user -> user.epoch() == challenge.epoch())
                .map(StoredUser::user)
                .map(user -> new Addressee(user.email(), true, null))
                .orElse(new Addressee(null, false, null));
    }

    /** Null where none goes out; nobody's is one that cannot be guessed, as at the start of a reset. */
    private @Nullable String newSecret(Challenge old, Addressee addressee) {
        if (addressee.email() == null && Secrets.isPseudonym(old.subject())) {
            return parts.secrets().newLinkToken();
        }
        if (!addressee.getsSecret()) {
            return null;
        }
        return old.purpose() == Purpose.PASSWORD_RESET_LINK
                ? parts.secrets().newLinkToken()
                : parts.secrets().newCode(parts.otp().digits());
    }
}
