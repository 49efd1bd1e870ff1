package io.github.keystile.auth.internal.invite;

import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Inputs;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.NewUsers;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.UserChanges;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mails a link to somebody for whom an account is made.
 *
 * <ol>
 *   <li>find the account: one that waits for its owner is invited again, any other has its address taken
 *   <li>limits of the mailbox, aloud
 *   <li>insert the account without a password, or raise its epoch: earlier invitations are dead with it
 *   <li>store a challenge with that epoch; mail the link
 * </ol>
 */
public final class InviteFlow {
    private static final Purpose PURPOSE = new Purpose("INVITATION");

    private final UserStore users;
    private final UserChanges changes;
    private final NewUsers newUsers;
    private final Limits limits;
    private final Secrets secrets;
    private final Addressees addressees;
    private final MailedProofs proofs;
    private final Errand errand;
    private final @Nullable URI page;
    private final Clock clock;

    public InviteFlow(
            UserStore users,
            UserChanges changes,
            NewUsers newUsers,
            Limits limits,
            Secrets secrets,
            Addressees addressees,
            MailedProofs proofs,
            Errand errand,
            @Nullable URI page,
            Clock clock) {
        this.users = users;
        this.changes = changes;
        this.newUsers = newUsers;
        this.limits = limits;
        this.secrets = secrets;
        this.addressees = addressees;
        this.proofs = proofs;
        this.errand = errand;
        this.page = page;
        this.clock = clock;
    }

    /** What an invitation is in the recipe of whatever is mailed. */
    public static Errand errand(Duration lifetime) {
        return new Errand(
                PURPOSE,
                new InvitationLink(lifetime),
                MailPurpose.INVITATION_LINK,
                AuthEventType.USER_INVITED,
                true,
                false);
    }

    public User run(InviteUser request, Call call) {
        if (page == null) {
            throw new IllegalStateException("No page to link to: set InvitePolicy.withLinkPage");
        }
        EmailAddress email = Inputs.email(request.email());
        Username username = Inputs.usernameOrNull(request.profile().username());
        Instant now = clock.instant();
        Optional<StoredUser> found = users.findByEmail(email);
        found.ifPresent(InviteFlow::checkWaits);
        String id = secrets.newId();
        limits.invitation(new Limits.MailRequest(PURPOSE, secrets.mailbox(email), id, call), now);
        StoredUser user = found.isPresent()
                ? again(found.get().id())
                : insert(
                        new User(
                                newUsers.nextId(),
                                email,
                                username,
                                false,
                                UserStatus.ACTIVE,
                                Set.of(),
                                request.profile().attributes(),
                                now),
                        call);
        call.about(user);
        MailedProofs.Asked asked =
                new MailedProofs.Asked(errand, addressees.account(user), id, true, false, errand.started(), call, now);
        proofs.send(proofs.keep(asked, null));
        return user.user();
    }

    private StoredUser again(String id) {
        return changes.change(id, user -> {
            checkWaits(user);
            return user.withStatus(user.user().status());
        });
    }

    private StoredUser insert(User user, Call call) {
        StoredUser stored = new StoredUser(user, null, 0, 0);
        newUsers.insert(stored, call);
        return stored;
    }

    private static void checkWaits(StoredUser user) {
        if (user.passwordHash() != null || user.user().emailVerified()) {
            throw AuthException.of(AuthError.EMAIL_TAKEN);
        }
    }
}
