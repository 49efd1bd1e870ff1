package io.github.keystile.auth;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.PendingSignup;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finishes a signup.
 *
 * <ol>
 *   <li>validate the profile
 *   <li>claim an attempt and compare the code
 *   <li>insert the user under the id minted at the start: the store decides who gets address and username
 *   <li>a taken username leaves the code usable
 *   <li>consume the challenge: of two that insert the same id, one goes on
 *   <li>open a session
 * </ol>
 *
 * <p>A crash between insert and consume is mended by trying again: the same id twice is one insert.
 */
final class FinishSignupFlow {
    private final Parts parts;
    private final PendingSignups pendings;

    FinishSignupFlow(Parts parts, PendingSignups pendings) {
        this.parts = parts;
        this.pendings = pendings;
    }

    SignedIn run(FinishSignup request) {
        Username wished = Inputs.usernameOrNull(request.profile().username());
        Instant now = parts.now();
        CodeCheck.Proven proven = prove(request, now);
        StoredUser user = insert(proven, wishedUser(proven, wished, request, now), request.caller());
        parts.codes().consume(proven.challenge(), AuthError.INVALID_CODE, request.caller());
        if (!SignIn.mayEnter(user)) {
            throw AuthException.of(AuthError.INVALID_CODE);
        }
        SignedIn signedIn = parts.signIn().open(user, request.caller(), now);
        parts.events().about(AuthEventType.SIGNED_UP, user, request.caller());
        return signedIn;
    }

    private CodeCheck.Proven prove(FinishSignup request, Instant now) {
        if (request.proof() instanceof ChallengeCode proof) {
            return parts.codes().byChallenge(proof, Purpose.SIGNUP, request.caller(), now);
        }
        IdentifierCode proof = (IdentifierCode) request.proof();
        if (!parts.settings().finishSignupByEmail()) {
            throw new IllegalStateException(
                    "Finish a signup with its ChallengeCode, or switch finishSignupByEmail() on in the builder");
        }
        Optional<EmailAddress> email = EmailAddress.parse(proof.identifier());
        if (email.isEmpty() || pendings.contested(email.get(), now)) {
            throw parts.codes().refuse(AuthError.INVALID_CODE, request.caller());
        }
        return parts.codes().bySubject(email.get().key(), Purpose.SIGNUP, proof.code(), request.caller(), now);
    }

    /** What was said at the start and at the end can be too much together; the code is right nevertheless. */
    private StoredUser wishedUser(
            CodeCheck.Proven proven, @Nullable Username wished, FinishSignup request, Instant now) {
        try {
            return newUser(proven, wished, request, now);
        } catch (AuthException refused) {
            parts.codes().giveBack(proven);
            throw refused;
        }
    }

    private StoredUser newUser(CodeCheck.Proven proven, @Nullable Username wished, FinishSignup request, Instant now) {
        PendingSignup pending = pendingOf(proven);
        User user = new User(
                pending.userId(),
                pending.email(),
                wished == null ? pending.username() : wished,
                true,
                UserStatus.ACTIVE,
                parts.settings().signupRoles(),
                pending.attributes().plus(request.profile().attributes()),
                now);
        return new StoredUser(user, pending.passwordHash(), 0, 0);
    }

    private StoredUser insert(CodeCheck.Proven proven, StoredUser user, Caller caller) {
        Insert outcome = parts.users().insert(user);
        return switch (outcome) {
            case INSERTED -> user;
            case SAME_ID -> ofAnEarlierTry(proven, user, caller);
            case USERNAME_TAKEN -> {
                parts.codes().giveBack(proven);
                throw AuthException.of(AuthError.USERNAME_TAKEN);
            }
            case EMAIL_TAKEN -> {
                parts.codes().consume(proven.challenge(), AuthError.INVALID_CODE, caller);
                throw AuthException.of(AuthError.EMAIL_TAKEN);
            }
        };
    }

    /** An id that the application gave out twice must open nobody else's account, whoever proved their own address. */
    private StoredUser ofAnEarlierTry(CodeCheck.Proven proven, StoredUser wished, Caller caller) {
        StoredUser found = parts.users()
                .findById(wished.id())
                .orElseThrow(() -> parts.codes().refuse(AuthError.INVALID_CODE, caller));
        if (NewUserIds.isSameAddress(found, wished)
                && found.epoch() != proven.challenge().epoch()) {
            throw parts.codes().refuse(AuthError.INVALID_CODE, caller);
        }
        if (!NewUserIds.isOwn(found, wished)) {
            throw parts.userIds().repeated(wished, caller);
        }
        return found;
    }

    private static PendingSignup pendingOf(CodeCheck.Proven proven) {
        PendingSignup pending = proven.challenge().pending();
        if (pending == null) {
            throw new IllegalStateException("The store returned a signup challenge without its pending signup");
        }
        return pending;
    }
}
