package io.github.keystile.tests.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Profile;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.RevokeSession;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final Anna anna = Anna.signedUp();
    private final AuthService service = anna.service;
    private final TestAuth auth = anna.auth;

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void signup() {
        ChallengeCode code = startSignup(OTHER, "SIGNUP_STARTED b***@example.com");
        assertTold(() -> finishSignup(Anna.wrong(code)), "PROOF_REFUSED INVALID_CODE");
        assertTold(() -> finishSignup(code), "SIGNED_UP user b***@example.com");
        assertTold(() -> finishSignup(code), "PROOF_REFUSED INVALID_CODE");
        assertTold(() -> register("carl@example.com"), "REGISTERED_UNVERIFIED user c***@example.com");
    }

    @Test
    void signupForATakenAddress() {
        anna.later(MINUTE);
        assertTold(() -> signup(Anna.EMAIL), "SIGNUP_STARTED a***@example.com");
    }

    private ChallengeCode startSignup(String email, String event) {
        String[] id = new String[1];
        assertTold(() -> id[0] = signup(email), event);
        return new ChallengeCode(id[0], auth.mailer().lastCode(email));
    }

    private String signup(String email) {
        return service.startSignup(new StartSignup(email, Anna.NEXT, Profile.none(), CALLER))
                .challengeId();
    }

    private void finishSignup(ChallengeCode code) {
        service.finishSignup(new FinishSignup(code, Profile.none(), CALLER));
    }

    private void register(String email) {
        service.registerUnverified(new RegisterUnverified(email, Anna.NEXT, Profile.none(), CALLER));
    }

    @Test
    void login() {
        assertTold(() -> logIn(Anna.EMAIL, Anna.PASSWORD), "LOGGED_IN anna session");
        assertTold(() -> logIn(Anna.EMAIL, Anna.NEXT), "LOGIN_FAILED anna INVALID_CREDENTIALS");
        assertTold(() -> logIn(OTHER, Anna.NEXT), "LOGIN_FAILED USER_NOT_FOUND");
        for (int i = 2; i <= 10; i++) {
            assertTold(() -> logIn(Anna.EMAIL, Anna.NEXT), "LOGIN_FAILED anna INVALID_CREDENTIALS");
        }
        assertTold(() -> logIn(Anna.EMAIL, Anna.PASSWORD), "LOGIN_FAILED anna ACCOUNT_LOCKED");
        anna.later(Duration.ofMinutes(16));
        service.users().disable(anna.id());
        assertTold(() -> logIn(Anna.EMAIL, Anna.PASSWORD), "LOGIN_FAILED anna ACCOUNT_DISABLED");
    }

    @Test
    void loginOfAnAccountWhoseHashIsBroken() {
        StoredUser stored = anna.stored();
        anna.stores.users().rehash(anna.id(), Objects.requireNonNull(stored.passwordHash()), "broken");
        assertTold(
                () -> logIn(Anna.EMAIL, Anna.PASSWORD),
                "UNUSABLE_HASH anna a***@example.com",
                "LOGIN_FAILED anna INVALID_CREDENTIALS");
    }

    private void logIn(String identifier, String password) {
        service.login(new Login(identifier, password, CALLER));
    }

    @Test
    void refresh() {
        String old = anna.first.tokens().refreshToken();
        anna.later(MINUTE);
        assertTold(() -> refresh(old), "REFRESHED anna session");
        anna.later(MINUTE);
        assertTold(() -> refresh(old), "REFRESH_TOKEN_REUSED anna session");
        assertTold(() -> refresh(old), "REFRESH_FAILED anna session");
        assertTold(() -> refresh("forged"), "REFRESH_FAILED INVALID_TOKEN");
        anna.later(Duration.ofDays(31));
        assertTold(() -> refresh(old), "REFRESH_FAILED TOKEN_EXPIRED");
    }

    private void refresh(String token) {
        service.refresh(new Refresh(token, CALLER));
    }

    @Test
    void logoutAndSessions() {
        SignedIn second = anna.logIn(Anna.PASSWORD);
        SignedIn third = anna.logIn(Anna.PASSWORD);
        String token = anna.first.tokens().accessToken();
        assertToldNoCaller(() -> service.logout(third.tokens().accessToken()), "LOGGED_OUT anna session");
        assertToldNoCaller(() -> service.logout(third.tokens().accessToken()));
        assertTold(
                () -> service.revokeSession(new RevokeSession(token, second.sessionId(), CALLER)),
                "SESSION_REVOKED anna session");
        assertToldNoCaller(() -> service.revokeOtherSessions(token), "SESSION_REVOKED anna a***@example.com");
        assertToldNoCaller(() -> service.logoutEverywhere(token), "LOGGED_OUT_EVERYWHERE anna a***@example.com");
    }

    @Test
    void resetByCode() {
        String[] id = new String[1];
        assertTold(() -> id[0] = startReset(ResetBy.CODE), "CODE_REQUESTED a***@example.com PASSWORD_RESET_CODE");
        ChallengeCode code = new ChallengeCode(id[0], resetCode());
        assertTold(() -> check(Anna.wrong(code)), "PROOF_REFUSED anna INVALID_CODE");
        String[] ticket = new String[1];
        assertTold(() -> ticket[0] = check(code));
        assertTold(() -> finishReset(new TicketProof(ticket[0] + "x")), "PROOF_REFUSED INVALID_TICKET");
        assertTold(() -> finishReset(new TicketProof(ticket[0])), "PASSWORD_RESET anna a***@example.com");
        assertTold(() -> finishReset(new TicketProof(ticket[0])), "PROOF_REFUSED INVALID_TICKET");
        assertTold(() -> finishReset(code), "PROOF_REFUSED INVALID_CODE");
    }

    @Test
    void resetByLink() {
        assertTold(() -> startReset(ResetBy.LINK), "CODE_REQUESTED a***@example.com PASSWORD_RESET_LINK");
        LinkProof link = anna.mailedLink();
        assertToldNoCaller(() -> service.checkPasswordResetLink(link.token()));
        assertToldNoCaller(() -> service.checkPasswordResetLink("x".repeat(43)), "PROOF_REFUSED INVALID_LINK");
        assertTold(() -> finishReset(link), "PASSWORD_RESET anna a***@example.com");
        assertTold(() -> finishReset(link), "PROOF_REFUSED INVALID_LINK");
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
        assertTold(() -> startReset(ResetBy.CODE), "RATE_LIMITED identifier cooldown PASSWORD_RESET_CODE");
        assertTold(() -> resend(id), "RATE_LIMITED challenge");
        anna.later(MINUTE);
        assertTold(() -> resend(id), "CODE_REQUESTED a***@example.com PASSWORD_RESET_CODE");
        for (int mailed = 3; mailed < 10; mailed++) {
            // A mail whose code expires before it goes out leaves an event of its own.
            anna.auth.mailer().awaitCount(mailed);
            anna.later(MINUTE);
            assertTold(() -> startReset(ResetBy.CODE), "CODE_REQUESTED a***@example.com PASSWORD_RESET_CODE");
        }
        anna.later(MINUTE);
        assertTold(
                () -> startReset(ResetBy.CODE),
                "CODE_REQUESTED a***@example.com PASSWORD_RESET_CODE",
                "CODE_SUPPRESSED a***@example.com PASSWORD_RESET_CODE");
        anna.later(MINUTE);
        assertTold(
                () -> resend(id),
                "CODE_REQUESTED a***@example.com PASSWORD_RESET_CODE",
                "CODE_SUPPRESSED a***@example.com PASSWORD_RESET_CODE");
    }

    private void resend(String challengeId) {
        service.resendCode(new ResendCode(challengeId, CALLER));
    }

    @Test
    void changePassword() {
        assertTold(() -> change(Anna.NEXT), "LOGIN_FAILED anna INVALID_CREDENTIALS");
        assertTold(() -> change(Anna.PASSWORD), "PASSWORD_CHANGED anna a***@example.com");
    }

    private void change(String current) {
        String token = anna.first.tokens().accessToken();
        service.changePassword(new ChangePassword(token, current, "Birken im Maerz", CALLER));
    }

    @Test
    void emailVerification() {
        register(OTHER);
        SignedIn session = auth.logIn(OTHER, Anna.NEXT);
        String[] id = new String[1];
        assertTold(() -> id[0] = startVerification(session), "CODE_REQUESTED b***@example.com EMAIL_VERIFICATION");
        ChallengeCode code = new ChallengeCode(id[0], auth.mailer().lastCode(OTHER));
        assertTold(() -> finishVerification(Anna.wrong(code)), "PROOF_REFUSED user INVALID_CODE");
        assertTold(() -> finishVerification(code), "EMAIL_VERIFIED user b***@example.com");
    }

    private String startVerification(SignedIn session) {
        return service.startEmailVerification(
                        new StartEmailVerification(session.tokens().accessToken(), CALLER))
                .challengeId();
    }

    private void finishVerification(ChallengeCode code) {
        service.finishEmailVerification(new FinishEmailVerification(code, CALLER));
    }

    @Test
    void users() {
        String id = anna.id();
        assertToldNoCaller(() -> service.users().setUsername(id, "anna.h"), "USER_CHANGED anna a***@example.com");
        assertToldNoCaller(() -> service.users().setRoles(id, Set.of("admin")), "USER_CHANGED anna a***@example.com");
        assertToldNoCaller(
                () -> service.users().updateAttributes(id, old -> old.with("name", "Anna")),
                "USER_CHANGED anna a***@example.com");
        assertToldNoCaller(() -> service.users().disable(id), "USER_DISABLED anna a***@example.com");
        assertToldNoCaller(() -> service.users().enable(id), "USER_ENABLED anna a***@example.com");
        assertToldNoCaller(() -> service.users().logoutEverywhere(id), "LOGGED_OUT_EVERYWHERE anna BY_APPLICATION");
        assertToldNoCaller(() -> service.users().delete(id), "USER_DELETED anna BY_APPLICATION");
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

    /** For verbs that know of no request. */
    private void assertToldNoCaller(Runnable call, String... events) {
        assertThat(told(call))
                .allSatisfy(event -> assertThat(event.ip()).isNull())
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
        return auth.events().subList(before, auth.events().size());
    }

    private String text(AuthEvent event) {
        String user = event.userId() == null ? null : event.userId().equals(anna.id()) ? "anna" : "user";
        String session = event.sessionId() == null ? null : "session";
        return Stream.of(event.type().name(), user, session, event.maskedEmail(), event.reason())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
    }
}
