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
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
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
 *   <li>ask for a user's id and hash the password, whether there is an account or not
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
        // The permit to hash is given back before, because mailing can be slow.
        return proofs.send(keep(email, username, password, request, call));
    }

    private MailedProofs.Kept keep(
            EmailAddress email,
            @Nullable Username username,
            CanonicalPassword password,
            StartSignup request,
            Call call) {
        try (HashGate.Permit permit = hashing.enterForSignup()) {
            Instant now = clock.instant();
            boolean taken = users.findByEmail(email).isPresent();
            if (taken && refusals.explicit()) {
                // Nothing is mailed, so there is no pause to keep: who has just signed up is told so, not to wait.
                limits.registration(Identifier.of(email), call, now);
                throw AuthException.of(AuthError.EMAIL_TAKEN);
            }
            PendingSignups.Recent recent = pendings.recent(email, password, permit, call, now);
            MailedProofs.Asked asked = ask(addressees.ofSignup(email, taken), email, recent, call, now);
            String userId = userIds.next();
            String hash = permit.hash(password);
            if (recent.same() != null) {
                return proofs.renew(asked, recent.same());
            }
            PendingSignup pending = new PendingSignup(
                    userId, email, username, hash, request.profile().attributes());
            return proofs.keep(asked, pending.toPayload());
        }
    }

    private MailedProofs.Asked ask(
            Addressee to, EmailAddress email, PendingSignups.Recent recent, Call call, Instant now) {
        try {
            return proofs.ask(Errand.SIGNUP, to, Identifier.of(email), call, now);
        } catch (Refused tooMany) {
            pendings.contest(email, recent, call, now);
            throw tooMany;
        }
    }
}
