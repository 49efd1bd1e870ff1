package io.github.keystile.tests.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.Account;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckInvitationLink;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.Diagnose;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.tests.support.Anna;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an audit log gets to hear of every verb, whether it succeeds or is refused. */
@Tag("LOG-01")
class EventsOfEveryFlowTest {
    private static final String IP = "203.0.113.7";
    private static final Caller CALLER = Caller.at(IP);
    private static final Duration MINUTE = Duration.ofSeconds(61);
    private static final String OTHER = "bert@example.com";
    private static final String ANNA = " a***@example.com 'anna@example.com'";
    private static final String HANNA = " a***@example.com 'anna.h'";
    private static final String BERT = " b***@example.com 'bert@example.com'";

    private final Anna anna = Anna.signedUp(options ->
            options.invite(InvitePolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/welcome"))));
    private final AuthService service = anna.service;
    private final TestAuth auth = anna.auth;

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void signup() {
        ChallengeCode code = startSignup(OTHER, "SIGNUP_STARTED" + BERT + " SIGNUP");
        assertTold(() -> finishSignup(Anna.wrong(code)), "PROOF_REFUSED because INVALID_CODE");
        assertTold(() -> finishSignup(code), "SIGNED_UP user session" + BERT);
        assertTold(() -> finishSignup(code), "PROOF_REFUSED because INVALID_CODE");
        assertTold(
                () -> register("carl@example.com", Anna.NEXT),
                "REGISTERED_UNVERIFIED user c***@example.com 'carl@example.com'");
    }

    @Test
    void signupForATakenAddress() {
        anna.later(MINUTE);
        assertTold(() -> signup(Anna.EMAIL), "SIGNUP_STARTED" + ANNA + " SIGNUP");
    }

    @Test
    void signupRefused() {
        assertTold(() -> signup("no address"), "SIGNUP_REFUSED 'no address' because INVALID_EMAIL");
        assertTold(() -> register(OTHER, "password1"), "SIGNUP_REFUSED 'bert@example.com' because PASSWORD_TOO_COMMON");
        assertTold(() -> register(Anna.EMAIL, Anna.NEXT), "SIGNUP_REFUSED 'anna@example.com' because EMAIL_TAKEN");
        service.users().setUsername(new SetUsername(anna.id(), "anna", CALLER));
        ChallengeCode code = startSignup(OTHER, "SIGNUP_STARTED" + BERT + " SIGNUP");
        assertTold(
                () -> service.finishSignup(new FinishSignup(code, SignupProfile.named("anna"), CALLER)),
                "SIGNUP_REFUSED because USERNAME_TAKEN");
    }

    private ChallengeCode startSignup(String email, String event) {
        String[] id = new String[1];
        assertTold(() -> id[0] = signup(email), event);
        return new ChallengeCode(id[0], auth.mailer().lastCode(email));
    }

    private String signup(String email) {
        return service.startSignup(new StartSignup(email, Anna.NEXT, SignupProfile.none(), CALLER))
                .challengeId();
    }

    private void finishSignup(ChallengeCode code) {
        service.finishSignup(new FinishSignup(code, SignupProfile.none(), CALLER));
    }

    private void register(String email, String password) {
        service.registerUnverified(new RegisterUnverified(email, password, SignupProfile.none(), CALLER));
    }

    @Test
    void login() {
        assertTold(() -> logIn(Anna.EMAIL, Anna.PASSWORD), "LOGGED_IN anna session" + ANNA);
        assertTold(() -> logIn(Anna.EMAIL, Anna.NEXT), "LOGIN_FAILED anna" + ANNA + " because INVALID_CREDENTIALS");
        assertTold(() -> logIn(OTHER, Anna.NEXT), "LOGIN_FAILED 'bert@example.com' because USER_NOT_FOUND");
        assertTold(() -> logIn(" nobody ", Anna.NEXT), "LOGIN_FAILED 'nobody' because USER_NOT_FOUND");
        for (int i = 2; i < 10; i++) {
            assertTold(() -> logIn(Anna.EMAIL, Anna.NEXT), "LOGIN_FAILED anna" + ANNA + " because INVALID_CREDENTIALS");
        }
        assertTold(
                () -> logIn(Anna.EMAIL, Anna.NEXT),
                "ACCOUNT_LOCKED anna" + ANNA,
                "LOGIN_FAILED anna" + ANNA + " because INVALID_CREDENTIALS");
        assertTold(() -> logIn(Anna.EMAIL, Anna.PASSWORD), "LOGIN_FAILED anna" + ANNA + " because ACCOUNT_LOCKED");
        anna.later(Duration.ofMinutes(16));
        service.users().disable(new DisableUser(anna.id(), CALLER));
        assertTold(
                () -> logIn(Anna.EMAIL, Anna.PASSWORD),
                "ACCOUNT_LOCKED anna" + ANNA,
                "LOGIN_FAILED anna" + ANNA + " because ACCOUNT_DISABLED");
    }

    @Test
    void loginOfAnAccountWhoseHashIsBroken() {
        StoredUser stored = anna.stored();
        anna.stores.users().rehash(anna.id(), Objects.requireNonNull(stored.passwordHash()), "broken");
        assertTold(
                () -> logIn(Anna.EMAIL, Anna.PASSWORD),
                "UNUSABLE_HASH anna" + ANNA,
                "LOGIN_FAILED anna" + ANNA + " because INVALID_CREDENTIALS");
        assertTold(
                () -> change(Anna.PASSWORD, Anna.NEXT),
                "UNUSABLE_HASH anna session" + ANNA,
                "LOGIN_FAILED anna session" + ANNA + " because INVALID_CREDENTIALS");
    }

    private void logIn(String identifier, String password) {
        service.login(new Login(identifier, password, CALLER));
    }

    @Test
    void refresh() {
        String old = anna.first.tokens().refreshToken();
        anna.later(MINUTE);
        assertTold(() -> refresh(old), "REFRESHED anna session");
        assertTold(() -> refresh(old), "REFRESHED anna session");
        anna.later(MINUTE);
        assertTold(() -> refresh(old), "REFRESH_RETRIED anna session");
        SignedIn current = anna.refresh(anna.first);
        anna.later(MINUTE);
        anna.refresh(current);
        assertTold(() -> refresh(old), "REFRESH_TOKEN_REUSED anna session because INVALID_TOKEN");
        assertTold(() -> refresh(old), "REFRESH_FAILED anna session because INVALID_TOKEN");
        assertTold(() -> refresh("forged"), "REFRESH_FAILED because INVALID_TOKEN");
        anna.later(Duration.ofDays(31));
        assertTold(() -> refresh(old), "REFRESH_FAILED anna session because TOKEN_EXPIRED");
    }

    private void refresh(String token) {
        service.refresh(new Refresh(token, CALLER));
    }

    @Test
    void logoutAndSessions() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        SignedIn third = anna.logIn(Anna.PASSWORD);
        String token = anna.first.tokens().accessToken();
        assertTold(() -> service.logout(new Logout(third.tokens().accessToken(), CALLER)), "LOGGED_OUT anna session");
        assertTold(() -> service.logout(new Logout(third.tokens().accessToken(), CALLER)));
        assertTold(
                () -> service.account().endSession(new EndSession(token, second.sessionId(), CALLER)),
                "SESSION_ENDED anna session" + ANNA);
        assertTold(
                () -> service.account().endOtherSessions(new EndOtherSessions(token, CALLER)),
                "OTHER_SESSIONS_ENDED anna session" + ANNA);
        assertTold(
                () -> service.account().logoutEverywhere(new LogoutEverywhere(token, CALLER)),
                "LOGGED_OUT_EVERYWHERE anna session" + ANNA);
    }

    @Test
    void resetByCode() {
        String[] id = new String[1];
        assertTold(() -> id[0] = startReset(ResetBy.CODE), "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_CODE");
        ChallengeCode code = new ChallengeCode(id[0], resetCode());
        assertTold(() -> check(Anna.wrong(code)), "PROOF_REFUSED anna because INVALID_CODE");
        String[] ticket = new String[1];
        assertTold(() -> ticket[0] = check(code), "PROOF_ACCEPTED anna" + ANNA + " PASSWORD_RESET_CODE");
        assertTold(() -> finishReset(new TicketProof(ticket[0] + "x")), "PROOF_REFUSED because INVALID_TICKET");
        assertTold(() -> finishReset(new TicketProof(ticket[0])), "PASSWORD_RESET anna" + ANNA);
        assertTold(() -> finishReset(new TicketProof(ticket[0])), "PROOF_REFUSED because INVALID_TICKET");
        assertTold(() -> finishReset(code), "PROOF_REFUSED because INVALID_CODE");
    }

    @Test
    void resetByLink() {
        assertTold(() -> startReset(ResetBy.LINK), "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_LINK");
        LinkProof link = anna.mailedLink();
        assertTold(
                () -> service.checkPasswordResetLink(new CheckPasswordResetLink(link.token(), CALLER)),
                "PROOF_ACCEPTED anna" + ANNA + " PASSWORD_RESET_LINK");
        assertTold(
                () -> service.checkPasswordResetLink(new CheckPasswordResetLink("x".repeat(43), CALLER)),
                "PROOF_REFUSED because INVALID_LINK");
        assertTold(() -> finishReset(link), "PASSWORD_RESET anna" + ANNA);
        assertTold(() -> finishReset(link), "PROOF_REFUSED because INVALID_LINK");
    }

    private String startReset(ResetBy by) {
        return service.startPasswordReset(new StartPasswordReset(Anna.EMAIL, by, CALLER))
                .challengeId();
    }

    private String resetCode() {
        auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        return auth.mailer().lastCode(Anna.EMAIL);
    }

    private String check(ChallengeCode code) {
        return service.checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER))
                .ticket();
    }

    private void finishReset(ResetProof proof) {
        service.finishPasswordReset(new FinishPasswordReset(proof, Anna.NEXT, CALLER));
    }

    @Test
    void limits() {
        String id = startReset(ResetBy.CODE);
        assertTold(
                () -> startReset(ResetBy.CODE),
                "RATE_LIMITED anna" + ANNA + " because identifier cooldown PASSWORD_RESET_CODE");
        assertTold(() -> resend(id), "RATE_LIMITED anna" + ANNA + " because challenge");
        anna.later(MINUTE);
        assertTold(() -> resend(id), "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_CODE");
        for (int mailed = 3; mailed < 10; mailed++) {
            // A mail whose code expires before it goes out leaves an event of its own.
            anna.auth.mailer().awaitCount(mailed);
            anna.later(MINUTE);
            assertTold(() -> startReset(ResetBy.CODE), "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_CODE");
        }
        anna.later(MINUTE);
        assertTold(
                () -> startReset(ResetBy.CODE),
                "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_CODE",
                "CODE_SUPPRESSED anna" + ANNA + " PASSWORD_RESET_CODE");
        anna.later(MINUTE);
        assertTold(
                () -> resend(id),
                "CODE_REQUESTED anna" + ANNA + " PASSWORD_RESET_CODE",
                "CODE_SUPPRESSED anna" + ANNA + " PASSWORD_RESET_CODE");
    }

    private void resend(String challengeId) {
        service.resendCode(new ResendCode(challengeId, CALLER));
    }

    @Test
    void changePassword() {
        String next = "Birken im Maerz";
        assertTold(() -> change(Anna.NEXT, next), "LOGIN_FAILED anna session" + ANNA + " because INVALID_CREDENTIALS");
        assertTold(
                () -> change(Anna.PASSWORD, "password1"),
                "PASSWORD_REFUSED anna session" + ANNA + " because PASSWORD_TOO_COMMON");
        assertTold(() -> change(Anna.PASSWORD, next), "PASSWORD_CHANGED anna session" + ANNA);
        assertTold(() -> change(next, Anna.PASSWORD), "TOKEN_REFUSED anna session because INVALID_TOKEN");
    }

    private void change(String current, String next) {
        String token = anna.first.tokens().accessToken();
        service.account().changePassword(new ChangePassword(token, current, next, CALLER));
    }

    @Test
    void emailVerification() {
        register(OTHER, Anna.NEXT);
        SignedIn session = auth.logIn(OTHER, Anna.NEXT);
        String[] id = new String[1];
        assertTold(
                () -> id[0] = startVerification(session), "CODE_REQUESTED user session" + BERT + " EMAIL_VERIFICATION");
        ChallengeCode code = new ChallengeCode(id[0], auth.mailer().lastCode(OTHER));
        assertTold(() -> finishVerification(Anna.wrong(code)), "PROOF_REFUSED user because INVALID_CODE");
        assertTold(() -> finishVerification(code), "EMAIL_VERIFIED user" + BERT);
    }

    private String startVerification(SignedIn session) {
        return service.account()
                .startEmailVerification(
                        new StartEmailVerification(session.tokens().accessToken(), CALLER))
                .challengeId();
    }

    private void finishVerification(ChallengeCode code) {
        service.account().finishEmailVerification(new FinishEmailVerification(code, CALLER));
    }

    @Test
    void users() {
        String id = anna.id();
        assertTold(
                () -> service.users().setUsername(new SetUsername(id, "anna.h", CALLER)), "USER_CHANGED anna" + ANNA);
        assertTold(
                () -> service.users().setRoles(new SetRoles(id, Set.of("admin"), CALLER)), "USER_CHANGED anna" + ANNA);
        assertTold(
                () -> service.users()
                        .updateAttributes(new UpdateAttributes(id, old -> old.with("name", "Anna"), CALLER)),
                "USER_CHANGED anna" + ANNA);
        assertTold(() -> service.users().disable(new DisableUser(id, CALLER)), "USER_DISABLED anna" + ANNA);
        assertTold(() -> service.users().enable(new EnableUser(id, CALLER)), "USER_ENABLED anna" + ANNA);
        assertTold(() -> service.users().diagnose(new Diagnose("ANNA.h", CALLER)), "USER_DIAGNOSED anna" + HANNA);
        assertTold(() -> service.users().diagnose(new Diagnose(OTHER, CALLER)), "USER_DIAGNOSED 'bert@example.com'");
        assertTold(
                () -> service.users().create(new CreateUser(OTHER, Anna.NEXT, SignupProfile.none(), CALLER)),
                "USER_CREATED user" + BERT);
        assertTold(
                () -> service.users().create(new CreateUser(OTHER, Anna.NEXT, SignupProfile.none(), CALLER)),
                "USER_CHANGE_REFUSED 'bert@example.com' because EMAIL_TAKEN");
        assertTold(
                () -> service.users().setPassword(new SetPassword(id, "password1", CALLER)),
                "USER_CHANGE_REFUSED anna because PASSWORD_TOO_COMMON");
        assertTold(
                () -> service.users().setPassword(new SetPassword(id, Anna.NEXT, CALLER)), "PASSWORD_SET anna" + ANNA);
        String session = anna.logIn(Anna.NEXT).sessionId();
        assertTold(
                () -> service.users().endSession(new EndUserSession(id, session, CALLER)),
                "SESSION_ENDED anna session because BY_APPLICATION");
        assertTold(() -> service.users().endSession(new EndUserSession(id, session, CALLER)));
        assertTold(
                () -> service.users().markEmailVerified(new MarkEmailVerified(id, CALLER)),
                "EMAIL_VERIFIED anna" + ANNA + " because BY_APPLICATION");
        assertTold(() -> service.users().requireReset(new RequireReset(id, CALLER)), "RESET_REQUIRED anna" + ANNA);
        assertTold(() -> logIn(Anna.EMAIL, Anna.NEXT), "LOGIN_FAILED anna" + ANNA + " because PASSWORD_RESET_REQUIRED");
        for (int i = 0; i < 5; i++) {
            assertTold(() -> service.users().unlock(new UnlockUser(id, CALLER)), "USER_UNLOCKED anna" + ANNA);
        }
        assertTold(() -> service.users().unlock(new UnlockUser(id, CALLER)), "RATE_LIMITED anna because unlocks");
        assertTold(
                () -> service.users().endSessions(new EndUserSessions(id, CALLER)),
                "LOGGED_OUT_EVERYWHERE anna because BY_APPLICATION");
        assertTold(() -> service.users().delete(new DeleteUser(id, CALLER)), "USER_DELETED anna");
        assertTold(
                () -> service.users().delete(new DeleteUser(id, CALLER)),
                "USER_CHANGE_REFUSED anna because USER_NOT_FOUND");
    }

    @Test
    void invitation() {
        InviteUser invite = new InviteUser(OTHER, SignupProfile.none(), CALLER);
        assertTold(() -> service.users().invite(invite), "USER_INVITED user" + BERT + " INVITATION");
        assertTold(() -> service.users().invite(invite), "RATE_LIMITED 'bert@example.com' because mailbox INVITATION");
        String link = auth.mailer().lastLink(OTHER);
        String token = link.substring(link.indexOf("token=") + "token=".length());
        assertTold(() -> checkInvitation(token), "PROOF_ACCEPTED user" + BERT + " INVITATION");
        assertTold(() -> checkInvitation("x".repeat(43)), "PROOF_REFUSED because INVALID_LINK");
        assertTold(() -> accept(token, "password1"), "PASSWORD_REFUSED because PASSWORD_TOO_COMMON");
        assertTold(() -> accept("x".repeat(43), Anna.NEXT), "PROOF_REFUSED because INVALID_LINK");
        assertTold(() -> accept(token, Anna.NEXT), "INVITATION_ACCEPTED user" + BERT);
        assertTold(() -> accept(token, Anna.NEXT), "PROOF_REFUSED because INVALID_LINK");
        assertTold(() -> service.users().invite(invite), "USER_CHANGE_REFUSED 'bert@example.com' because EMAIL_TAKEN");
    }

    private void checkInvitation(String token) {
        service.checkInvitationLink(new CheckInvitationLink(token, CALLER));
    }

    private void accept(String token, String password) {
        service.acceptInvitation(new AcceptInvitation(token, password, CALLER));
    }

    @Test
    void theActorIsNamed() {
        Users helpDesk = service.users().actingAs("help desk");
        assertThat(told(() -> helpDesk.disable(new DisableUser(anna.id(), CALLER))))
                .extracting(AuthEvent::actor)
                .containsExactly("help desk");
        assertThat(told(() -> helpDesk.enable(new EnableUser("nobody", CALLER))))
                .extracting(AuthEvent::actor, AuthEvent::userId, AuthEvent::reason)
                .containsExactly(tuple("help desk", "nobody", "USER_NOT_FOUND"));
        assertThat(told(() -> service.users().enable(new EnableUser(anna.id(), CALLER))))
                .extracting(AuthEvent::actor)
                .containsOnlyNulls();
        for (String name : List.of("", "two\nlines", "J\u00f6rg", "x".repeat(101))) {
            assertThatIllegalArgumentException().isThrownBy(() -> helpDesk.actingAs(name));
        }
    }

    @Test
    @Tag("LOG-02")
    void whatIsNobodysIdIsNotRepeated() {
        for (String id : List.of("x\r\nFAKE", "", "x".repeat(65))) {
            assertTold(
                    () -> service.users().delete(new DeleteUser(id, CALLER)),
                    "USER_CHANGE_REFUSED because USER_NOT_FOUND");
        }
    }

    @Test
    void aDeadTokenIsToldOfByEveryVerbThatTakesOne() {
        String token = anna.first.tokens().accessToken();
        service.logout(new Logout(token, CALLER));
        Account account = service.account();
        for (Runnable verb : List.<Runnable>of(
                () -> service.verifySession(new VerifySession(token, CALLER)),
                () -> account.sessions(new ListSessions(token, CALLER)),
                () -> account.endSession(new EndSession(token, "x", CALLER)),
                () -> account.endOtherSessions(new EndOtherSessions(token, CALLER)),
                () -> account.logoutEverywhere(new LogoutEverywhere(token, CALLER)),
                () -> account.startEmailVerification(new StartEmailVerification(token, CALLER)),
                () -> account.changePassword(new ChangePassword(token, Anna.PASSWORD, Anna.NEXT, CALLER)))) {
            assertTold(verb, "TOKEN_REFUSED anna session because INVALID_TOKEN");
        }
        assertTold(
                () -> service.verifySession(new VerifySession("forged", CALLER)),
                "TOKEN_REFUSED because INVALID_TOKEN");
    }

    @Test
    void aResendForNothingIsToldOf() {
        assertTold(() -> resend("0".repeat(32)), "CODE_REFUSED because CHALLENGE_NOT_FOUND");
    }

    @Test
    void everyMailThatGoesOutIsToldOfWithWhoAskedForIt() {
        startReset(ResetBy.CODE);
        auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        await().until(() -> mails(AuthEventType.MAIL_SENT).size() == 1);
        assertThat(mails(AuthEventType.MAIL_SENT))
                .extracting(AuthEvent::ip, this::text)
                .containsExactly(tuple(IP, "MAIL_SENT anna" + ANNA + " PASSWORD_RESET_CODE"));
    }

    @Test
    @Tag("LOG-02")
    void aMailThatFailsIsToldOfWithWhomItWasForAndWhyInOneLine() {
        auth.mailer().failNext(MailException.permanent("550 no such user\r\nFAKE " + "x".repeat(300), null));
        startReset(ResetBy.CODE);
        await().until(() -> !mails(AuthEventType.MAIL_FAILED).isEmpty());
        AuthEvent failed = mails(AuthEventType.MAIL_FAILED).get(0);
        assertThat(failed.userId()).isEqualTo(anna.id());
        assertThat(failed.purpose()).isEqualTo("PASSWORD_RESET_CODE");
        assertThat(failed.reason()).contains("550 no such user??FAKE").hasSize(200);
    }

    private List<AuthEvent> mails(AuthEventType type) {
        return auth.events().stream()
                .filter(event -> event.type() == type && "PASSWORD_RESET_CODE".equals(event.purpose()))
                .toList();
    }

    @Test
    void everySpellingOfAnAddressHasOnePseudonym() {
        Users users = service.users();
        assertThat(users.pseudonym("ANNA@Example.COM")).isEqualTo(users.pseudonym(Anna.EMAIL));
        assertThat(users.pseudonym(OTHER)).isNotEqualTo(users.pseudonym(Anna.EMAIL));
    }

    @Test
    void everyEventTellsWhenInUtc() {
        assertThat(told(() -> logIn(Anna.EMAIL, Anna.NEXT)))
                .extracting(AuthEvent::at)
                .containsExactly(auth.clock().instant());
    }

    private void assertTold(Runnable call, String... events) {
        assertThat(told(call))
                .allSatisfy(event -> assertThat(event.ip()).isEqualTo(IP))
                .extracting(this::text)
                .containsExactly(events);
    }

    private List<AuthEvent> told(Runnable call) {
        int before = auth.events().size();
        try {
            call.run();
        } catch (AuthException refused) {
            // The events say so.
        }
        return auth.events().stream()
                .skip(before)
                .filter(event -> !event.type().name().startsWith("MAIL_"))
                .toList();
    }

    /** Everything that an event says, in the order of its components. */
    private String text(AuthEvent event) {
        String user = event.userId() == null ? null : event.userId().equals(anna.id()) ? "anna" : "user";
        String session = event.sessionId() == null ? null : "session";
        String reason = event.reason() == null ? null : "because " + event.reason();
        return Stream.of(event.type().name(), user, session, event.maskedEmail(), typed(event), event.purpose(), reason)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }

    private @Nullable String typed(AuthEvent event) {
        String identifier = event.identifier();
        if (identifier == null) {
            return null;
        }
        return Stream.of(Anna.EMAIL, OTHER, "carl@example.com", "anna", "anna.h", "nobody", "no address")
                .filter(text -> service.users().pseudonym(text).equals(identifier))
                .map(text -> "'" + text + "'")
                .findFirst()
                .orElse("somebody else");
    }
}
