package io.github.keystile.auth.internal;

import io.github.keystile.auth.Account;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.event.AuthEventListener;
import io.github.keystile.auth.internal.email.EmailVerificationFlow;
import io.github.keystile.auth.internal.invite.AcceptInvitationFlow;
import io.github.keystile.auth.internal.invite.InviteFlow;
import io.github.keystile.auth.internal.kernel.AccountProofs;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Challenges;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.CodeMails;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Errands;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.HashGate;
import io.github.keystile.auth.internal.kernel.Housekeeper;
import io.github.keystile.auth.internal.kernel.LapsingBans;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.LiveSessions;
import io.github.keystile.auth.internal.kernel.LockNotices;
import io.github.keystile.auth.internal.kernel.MailQueue;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.Mails;
import io.github.keystile.auth.internal.kernel.NewUserIds;
import io.github.keystile.auth.internal.kernel.NewUsers;
import io.github.keystile.auth.internal.kernel.Newcomers;
import io.github.keystile.auth.internal.kernel.PasswordAftermath;
import io.github.keystile.auth.internal.kernel.PasswordRules;
import io.github.keystile.auth.internal.kernel.PendingSignups;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.ResetLink;
import io.github.keystile.auth.internal.kernel.RoleLimit;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SessionGuard;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.internal.kernel.TokenReader;
import io.github.keystile.auth.internal.kernel.UserChanges;
import io.github.keystile.auth.internal.kernel.Verbs;
import io.github.keystile.auth.internal.login.LoginFlow;
import io.github.keystile.auth.internal.password.ChangePasswordFlow;
import io.github.keystile.auth.internal.resend.ResendCodeFlow;
import io.github.keystile.auth.internal.reset.CheckResetFlow;
import io.github.keystile.auth.internal.reset.FinishResetFlow;
import io.github.keystile.auth.internal.reset.ResetProofs;
import io.github.keystile.auth.internal.reset.StartResetFlow;
import io.github.keystile.auth.internal.session.RefreshFlow;
import io.github.keystile.auth.internal.session.SessionsFlow;
import io.github.keystile.auth.internal.signup.FinishSignupFlow;
import io.github.keystile.auth.internal.signup.RegisterFlow;
import io.github.keystile.auth.internal.signup.StartSignupFlow;
import io.github.keystile.auth.internal.users.CreateUserFlow;
import io.github.keystile.auth.internal.users.DiagnoseFlow;
import io.github.keystile.auth.internal.users.SetPasswordFlow;
import io.github.keystile.auth.internal.users.UsersFlow;
import io.github.keystile.auth.internal.users.UsersVerbs;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.otp.CodeSource;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.password.BreachChecker;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.UserIds;
import io.github.keystile.auth.user.UserStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The only place that wires. What a flow works with is in its constructor; what there is of it is here. */
public final class Assembly {
    private final Choices choices;
    private final UserStore users;
    private final OtpStore store;
    private final SessionStore sessions;
    private final TokenIssuer issuer;
    private final OtpPolicy otp;
    /** Whole milliseconds, which is what every store keeps. */
    private final Clock clock;

    private final Secrets secrets;
    private final Events events;
    private final Verbs verbs;
    private final Refusals refusals;
    private final Limits limits;
    private final MailQueue queue;
    private final Mails mails;
    private final HashGate hashing;
    private final PasswordRules passwords;
    private final NewUserIds userIds;
    private final NewUsers newUsers;
    private final Newcomers newcomers;
    private final Challenges challenges;
    private final Errands errands;
    private final CodeCheck codes;
    private final MailedProofs proofs;
    private final Addressees addressees;
    private final PendingSignups pendings;
    private final RoleLimit roles;
    private final SignIn signIn;
    private final TokenReader tokens;
    private final SessionGuard guard;
    private final LiveSessions live;
    private final UserChanges changes;
    private final PasswordAftermath aftermath;
    private final LockNotices locks;
    private final Errand invitation;

    private Assembly(Choices choices) {
        this.choices = choices;
        this.clock = Clock.tick(choices.clock(), Duration.ofMillis(1));
        this.users = new LapsingBans(choices.stores().users(), clock);
        this.store = choices.stores().challenges();
        this.sessions = choices.stores().sessions();
        this.issuer = choices.issuer();
        this.otp = choices.otp();
        this.secrets = new Secrets(choices.secret(), new SecureRandom(), choices.codes());
        this.events = new Events(choices.listeners(), secrets, choices.clock());
        this.refusals = new Refusals(choices.disclosure());
        this.limits = new Limits(choices.stores().limits(), choices.limits(), otp, secrets);
        this.verbs = new Verbs(events, limits);
        this.queue = new MailQueue(choices.mailer(), choices.mails(), choices.clock());
        this.mails = new Mails(
                choices.texts(),
                choices.appName(),
                queue,
                choices.mails().sendInCall() ? choices.mailer() : null,
                events);
        this.hashing = new HashGate(choices.hasher(), choices.hashing());
        this.passwords = new PasswordRules(choices.passwords(), choices.breaches(), limits, choices.appName());
        this.userIds = new NewUserIds(choices.userIds(), events);
        this.newUsers = new NewUsers(users, userIds);
        this.newcomers = new Newcomers(choices.signup());
        this.challenges = new Challenges(store, otp, secrets);
        this.invitation = InviteFlow.errand(choices.invite().lifetime());
        CodeMails codeMails = new CodeMails(
                mails,
                events,
                secrets,
                otp,
                Map.of(Purpose.PASSWORD_RESET_LINK, choices.resetLink(), invitation.purpose(), choices.inviteLink()));
        this.proofs = new MailedProofs(limits, secrets, challenges, codeMails, events, otp);
        this.addressees = new Addressees(users, secrets);
        this.pendings = new PendingSignups(
                hashing,
                store,
                challenges,
                secrets,
                events,
                otp,
                choices.signup().finishByEmail());
        this.errands = errands(addressees, pendings, invitation);
        this.codes = new CodeCheck(store, limits, secrets, events, refusals, otp.cooldown(), errands);
        this.roles = new RoleLimit(issuer);
        this.signIn = new SignIn(sessions, issuer, choices.tokens(), secrets);
        this.tokens = new TokenReader(issuer, choices.tokens().leeway());
        this.guard = new SessionGuard(users, sessions, tokens, clock);
        this.live = new LiveSessions(sessions, clock);
        this.changes = new UserChanges(users);
        this.aftermath = new PasswordAftermath(sessions, limits, secrets, mails, events);
        this.locks = new LockNotices(limits, choices.limits().wrongPasswords().failures(), secrets, mails, events);
    }

    /** Wires a service and starts its housekeeping. */
    public static AuthService of(Choices choices) {
        Assembly parts = new Assembly(choices);
        parts.roles.check(choices.signup().roles());
        Housekeeper housekeeper = new Housekeeper(parts.purges(), choices.clock(), parts.events);
        if (choices.housekeeping()) {
            housekeeper.start();
        }
        return parts.service(housekeeper);
    }

    private AuthService service(Housekeeper housekeeper) {
        SessionsFlow ending = new SessionsFlow(users, sessions, events, guard, issuer, live);
        return new KeystileService(
                flows(ending),
                verbs,
                account(ending),
                new UsersVerbs(usersFlow(), diagnose(), setPassword(), createUser(), invite()::run, verbs),
                housekeeper,
                hashing,
                queue);
    }

    private Account account(SessionsFlow ending) {
        return new AccountVerbs(
                new ChangePasswordFlow(
                        passwords, hashing, limits, users, signIn, guard, aftermath, locks, events, clock),
                new EmailVerificationFlow(guard, addressees, proofs, codes, changes, events, clock),
                ending,
                verbs);
    }

    private UsersFlow usersFlow() {
        return new UsersFlow(users, sessions, events, store, changes, live, secrets, limits, roles, clock);
    }

    private DiagnoseFlow diagnose() {
        return new DiagnoseFlow(users, limits, secrets, events, clock);
    }

    private SetPasswordFlow setPassword() {
        return new SetPasswordFlow(passwords, hashing, users, aftermath, clock);
    }

    private InviteFlow invite() {
        return new InviteFlow(
                users,
                changes,
                newUsers,
                limits,
                secrets,
                addressees,
                proofs,
                invitation,
                choices.invite().linkPage(),
                clock);
    }

    private CreateUserFlow createUser() {
        return new CreateUserFlow(passwords, hashing, newUsers, events, clock);
    }

    /** What cannot be resent any more goes: until then, resending and the rules for contested addresses look at it. */
    private List<Housekeeper.Purge> purges() {
        return List.of(
                (now, limit) -> store.purge(now.minus(ChallengeStarted.RESENDABLE), limit),
                (now, limit) -> sessions.purge(now.minus(ChallengeStarted.RESENDABLE), limit),
                (now, limit) -> choices.stores().limits().purge(now, limit));
    }

    private static Errands errands(Addressees addressees, PendingSignups pendings, Errand invitation) {
        Errands.Again account = (challenge, call) -> Optional.of(addressees.subjectOf(challenge));
        return new Errands(List.of(
                new Errands.Known(
                        Errand.SIGNUP,
                        (challenge, call) -> pendings.of(challenge, call).map(addressees::ofPending)),
                new Errands.Known(Errand.EMAIL_VERIFICATION, account),
                new Errands.Known(Errand.RESET_BY_CODE, account),
                new Errands.Known(Errand.RESET_BY_LINK, account),
                new Errands.Known(invitation, account)));
    }

    private KeystileService.Flows flows(SessionsFlow ending) {
        AccountProofs ofAccounts = new AccountProofs(store, users, codes);
        ResetProofs resetProofs = new ResetProofs(codes, ofAccounts, store, secrets, users, refusals, limits);
        return new KeystileService.Flows(
                startSignup(),
                new FinishSignupFlow(codes, userIds, signIn, events, newcomers, users, pendings, clock),
                new ResendCodeFlow(store, errands, proofs, clock),
                new RegisterFlow(passwords, hashing, limits, newcomers, newUsers, events, clock),
                login(),
                new RefreshFlow(
                        users,
                        signIn,
                        sessions,
                        events,
                        tokens,
                        choices.tokens().grace(),
                        clock),
                guard,
                ending,
                new StartResetFlow(addressees, proofs, refusals, choices.resetLink(), clock),
                new CheckResetFlow(codes, secrets, otp, resetProofs, events, clock),
                finishReset(resetProofs),
                new AcceptInvitationFlow(
                        passwords, hashing, codes, ofAccounts, users, invitation, aftermath, events, clock));
    }

    private StartSignupFlow startSignup() {
        return new StartSignupFlow(
                users, hashing, passwords, limits, userIds, newcomers, refusals, addressees, proofs, pendings, clock);
    }

    private LoginFlow login() {
        return new LoginFlow(
                hashing, secrets, users, limits, signIn, events, passwords, refusals, pendings, locks, clock);
    }

    private FinishResetFlow finishReset(ResetProofs resetProofs) {
        return new FinishResetFlow(
                passwords, hashing, codes, users, choices.reset().signIn(), signIn, resetProofs, aftermath, clock);
    }

    /** Everything that the builder was told, handed over once. No flow sees it. */
    public record Choices(
            RootSecret secret,
            AuthStores stores,
            Mailer mailer,
            String appName,
            Disclosure disclosure,
            OtpPolicy otp,
            LimitPolicy limits,
            PasswordPolicy passwords,
            PasswordHasher hasher,
            HashingPolicy hashing,
            @Nullable BreachChecker breaches,
            TokenPolicy tokens,
            TokenIssuer issuer,
            MailPolicy mails,
            MailTexts texts,
            List<AuthEventListener> listeners,
            CodeSource codes,
            UserIds userIds,
            Clock clock,
            SignupPolicy signup,
            ResetPolicy reset,
            ResetLink resetLink,
            InvitePolicy invite,
            ResetLink inviteLink,
            boolean housekeeping) {
        @Override
        public String toString() {
            return "Choices[]";
        }
    }
}
