package io.github.keystile.auth.internal.signup;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignedUp;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.NewUserIds;
import io.github.keystile.auth.internal.kernel.Newcomers;
import io.github.keystile.auth.internal.kernel.PendingSignup;
import io.github.keystile.auth.internal.kernel.PendingSignups;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
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
public final class FinishSignupFlow {
    private final CodeCheck codes;
    private final NewUserIds userIds;
    private final SignIn signIn;
    private final Events events;
    private final Newcomers newcomers;
    private final UserStore users;
    private final PendingSignups pendings;
    private final Clock clock;

    public FinishSignupFlow(
            CodeCheck codes,
            NewUserIds userIds,
            SignIn signIn,
            Events events,
            Newcomers newcomers,
            UserStore users,
            PendingSignups pendings,
            Clock clock) {
        this.clock = clock;
        this.codes = codes;
        this.userIds = userIds;
        this.signIn = signIn;
        this.events = events;
        this.newcomers = newcomers;
        this.users = users;
        this.pendings = pendings;
    }

    public SignedUp run(FinishSignup request, Call call) {
        Username wished = newcomers.name(request.profile().username());
        Instant now = clock.instant();
        CodeCheck.Proven proven = prove(request, call, now);
        StoredUser user = insert(proven, wishedUser(proven, wished, request, call, now), call);
        codes.consume(proven.challenge(), AuthError.INVALID_CODE, call);
        if (!SignIn.mayEnter(user)) {
            throw codes.refuse(AuthError.INVALID_CODE);
        }
        SignedIn signedIn = signIn.admit(user, call, now);
        events.tell(AuthEventType.SIGNED_UP, call);
        return new SignedUp(user.user(), signedIn);
    }

    private CodeCheck.Proven prove(FinishSignup request, Call call, Instant now) {
        if (request.proof() instanceof ChallengeCode proof) {
            return codes.byChallenge(proof, Errand.SIGNUP, call, now);
        }
        IdentifierCode proof = (IdentifierCode) request.proof();
        if (!pendings.finishByEmail()) {
            throw new IllegalStateException(
                    "Finish a signup with its ChallengeCode, or set SignupPolicy.withFinishByEmail(true)");
        }
        Optional<EmailAddress> email = Identifier.parse(proof.identifier()).email();
        if (email.isEmpty() || pendings.contested(email.get(), now)) {
            throw codes.refuse(AuthError.INVALID_CODE);
        }
        return codes.bySubject(Identifier.of(email.get()), email.get().key(), Errand.SIGNUP, proof.code(), call, now);
    }

    /** What was said at the start and at the end can be too much together; the code is right nevertheless. */
    private StoredUser wishedUser(
            CodeCheck.Proven proven, @Nullable Username wished, FinishSignup request, Call call, Instant now) {
        try {
            return newUser(proven, wished, request, call, now);
        } catch (AuthException refused) {
            codes.giveBack(proven);
            throw refused;
        }
    }

    private StoredUser newUser(
            CodeCheck.Proven proven, @Nullable Username wished, FinishSignup request, Call call, Instant now) {
        PendingSignup pending =
                pendings.of(proven.challenge(), call).orElseThrow(() -> codes.refuse(AuthError.INVALID_CODE));
        User user = new User(
                pending.userId(),
                pending.email(),
                wished == null ? pending.username() : wished,
                true,
                UserStatus.ACTIVE,
                newcomers.roles(),
                pending.attributes().plus(request.profile().attributes()),
                now);
        return new StoredUser(user, pending.passwordHash(), 0, 0);
    }

    private StoredUser insert(CodeCheck.Proven proven, StoredUser user, Call call) {
        Insert outcome = users.insert(user);
        return switch (outcome) {
            case INSERTED -> user;
            case SAME_ID -> ofAnEarlierTry(proven, user, call);
            case USERNAME_TAKEN -> {
                codes.giveBack(proven);
                throw AuthException.of(AuthError.USERNAME_TAKEN);
            }
            case EMAIL_TAKEN -> {
                codes.consume(proven.challenge(), AuthError.INVALID_CODE, call);
                throw AuthException.of(AuthError.EMAIL_TAKEN);
            }
        };
    }

    /** An id that the application gave out twice must open nobody else's account, whoever proved their own address. */
    private StoredUser ofAnEarlierTry(CodeCheck.Proven proven, StoredUser wished, Call call) {
        StoredUser found = users.findById(wished.id()).orElseThrow(() -> codes.refuse(AuthError.INVALID_CODE));
        if (NewUserIds.isSameAddress(found, wished)
                && found.epoch() != proven.challenge().epoch()) {
            throw codes.refuse(AuthError.INVALID_CODE);
        }
        if (!NewUserIds.isOwn(found, wished)) {
            throw userIds.repeated(wished, call);
        }
        return found;
    }
}
