package io.github.keystile.auth.internal.signup;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.internal.kernel.Addressee;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.CanonicalPassword;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.NewUserIds;
import io.github.keystile.auth.internal.kernel.Newcomers;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.PendingSignup;
import io.github.keystile.auth.internal.kernel.PendingSignups;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.Refused;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Begins a signup.
 *
 * <ol>
 *   <li>validate address, password and profile
 *   <li>a place in the queue to hash, before anything is counted
 *   <li>look for an account with the address, and refuse if that may be told
 *   <li>limits
 *   <li>a turn in the queue, then hash the password, whether there is an account or not
 *   <li>ask for a user's id
 *   <li>store a pending signup under a fresh challenge id, as a decoy if no code goes out
 *   <li>mail the code, or the news that there is an account
 * </ol>
 */
public final class StartSignupFlow {
    private final UserStore users;
    private final HashGate hashing;
    private final PasswordRules passwords;
    private final Limits limits;
    private final NewUserIds userIds;
    private final Newcomers newcomers;
    private final Refusals refusals;
    private final Addressees addressees;
    private final MailedProofs proofs;
    private final PendingSignups pendings;
    private final Clock clock;

    public StartSignupFlow(
            UserStore users,
            HashGate hashing,
            PasswordRules passwords,
            Limits limits,
            NewUserIds userIds,
            Newcomers newcomers,
            Refusals refusals,
            Addressees addressees,
            MailedProofs proofs,
            PendingSignups pendings,
            Clock clock) {
        this.users = users;
        this.hashing = hashing;
        this.passwords = passwords;
        this.limits = limits;
        this.userIds = userIds;
        this.newcomers = newcomers;
        this.refusals = refusals;
        this.addressees = addressees;
        this.proofs = proofs;
        this.pendings = pendings;
        this.clock = clock;
    }

    public ChallengeStarted run(StartSignup request, Call call) {
        EmailAddress email = Inputs.email(request.email());
        Username username = newcomers.name(request.profile().username());
        CanonicalPassword password = passwords.checkAlone(request.password());
        passwords.checkFor(password, email, username);
        Instant now = clock.instant();
        List<Challenge> recent = pendings.recent(email, now);
        try {
            return proofs.send(keep(email, username, password, recent, request, call, now));
        } catch (AuthException refused) {
            if (refused.code() == AuthError.BUSY && !recent.isEmpty()) {
                // Whoever is sent away may still receive, and type, the code of the other wish.
                pendings.contest(email, recent, call, now);
            }
            throw refused;
        }
    }

    private MailedProofs.Kept keep(
            EmailAddress email,
            @Nullable Username username,
            CanonicalPassword password,
            List<Challenge> recent,
            StartSignup request,
            Call call,
            Instant now) {
        hashing.checkRoomForSignup(call);
        boolean taken = users.findByEmail(email).isPresent();
        if (taken && refusals.explicit()) {
            // Nothing is mailed, so there is no pause to keep: who has just signed up is told so, not to wait.
            limits.registration(Identifier.of(email), call, now);
            throw AuthException.of(AuthError.EMAIL_TAKEN);
        }
        // Before the pause between two codes begins: whoever is told to choose another password need not wait to.
        passwords.checkBreaches(password, email.key(), call, now);
        MailedProofs.Asked asked = ask(addressees.ofSignup(email, taken), email, password, recent, call, now);
        Optional<Challenge> same = pendings.same(recent, password, call);
        String hash = hashing.hashForSignup(password, call);
        String userId = userIds.next();
        if (same.isPresent()) {
            return proofs.renew(asked, same.get());
        }
        PendingSignup pending = new PendingSignup(
                userId, email, username, hash, request.profile().attributes());
        return proofs.keep(asked, pending.toPayload());
    }

    private MailedProofs.Asked ask(
            Addressee to,
            EmailAddress email,
            CanonicalPassword password,
            List<Challenge> recent,
            Call call,
            Instant now) {
        try {
            return proofs.ask(Errand.SIGNUP, to, Identifier.of(email), call, now);
        } catch (Refused tooMany) {
            // Callers over their budget stand in no queue: theirs counts as another password.
            if (Limits.isAboutCaller(tooMany)
                    || pendings.same(recent, password, call).isEmpty()) {
                pendings.contest(email, recent, call, now);
            }
            throw tooMany;
        }
    }
}
