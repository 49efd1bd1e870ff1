package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static io.github.keystile.auth.testkit.attack.TwoServices.wrong;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndOtherSessions;
import io.github.keystile.auth.EndSession;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.Stay;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The whole life of an account on your stores, all four together, step by step. {@link AuthServiceRaces} says what the
 * service promises under concurrent calls, {@link AuthServiceThefts} what a thief gets, and the package how to run all
 * three.
 */
public abstract class AuthServiceContract extends ServiceContract {
    private static final String NEW_PASSWORD = "another horse battery";
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    private final String email = Fresh.email("Anna").address();
    private final String username = Fresh.username("Anna").name();

    /** For subclasses. */
    protected AuthServiceContract() {}

    @Test
    final void noAccountExistsBeforeTheCodeArrives() {
        ChallengeCode code = services().startSignup(email);
        assertRefused(AuthError.INVALID_CREDENTIALS, () -> services().logIn(email, PASSWORD));
        ChallengeCode guess = new ChallengeCode(code.challengeId(), wrong(code.code()));
        assertRefused(AuthError.INVALID_CODE, () -> finish(guess, SignupProfile.none()));
        assertTrue(any().users().findByEmail(email).isEmpty(), "a user without proof of the address");
    }

    @Test
    final void aSignupKeepsWhatWasSaid() {
        SignupProfile profile = SignupProfile.named(username)
                .with("name", "Änne \uD83D\uDE00 O'Hara")
                .with("age", 42);
        User made = finish(services().startSignup(email), profile).user();
        for (User found : List.of(
                any().users().findById(made.id()).orElseThrow(),
                any().users().findByEmail(email.toUpperCase(Locale.ROOT)).orElseThrow(),
                any().users().findByUsername(username.toLowerCase(Locale.ROOT)).orElseThrow())) {
            assertEquals(made, found);
            assertEquals(email, found.email().address());
            assertEquals(
                    "Änne \uD83D\uDE00 O'Hara", found.attributes().text("name").orElseThrow());
            assertTrue(found.emailVerified(), "verified");
        }
    }

    @Test
    final void aCodeEndsAfterItsLifetime() {
        ChallengeCode code = services().startSignup(email);
        services().clock().advance(CODE_LIFETIME);
        assertRefused(AuthError.INVALID_CODE, () -> finish(code, SignupProfile.none()));
        services().clock().advance(Duration.ofMillis(-1));
        finish(code, SignupProfile.none());
    }

    @Test
    final void aNewCodeReplacesTheOldOne() {
        ChallengeCode old = services().startSignup(email);
        services().clock().advance(CODE_LIFETIME);
        ChallengeCode renewed =
                services().mailed(email, () -> any().resendCode(new ResendCode(old.challengeId(), Caller.unknown())));
        assertRefused(AuthError.INVALID_CODE, () -> finish(old, SignupProfile.none()));
        finish(renewed, SignupProfile.none());
    }

    @Test
    final void aSessionIsRefreshedUntilItEnds() {
        SignedIn first = services().signUp(email);
        services().clock().advance(Duration.ofMinutes(5));
        SignedIn second = refresh(first);
        assertEquals(first.sessionId(), second.sessionId());
        assertNotEquals(first.tokens().refreshToken(), second.tokens().refreshToken());
        assertEquals(
                second.user(),
                any().verifySession(new VerifySession(second.tokens().accessToken(), Caller.unknown()))
                        .user());
        any().logout(new Logout(second.tokens().refreshToken(), Caller.unknown()));
        assertDead(second);
    }

    @Test
    final void aReplayedRefreshTokenEndsTheSession() {
        SignedIn first = services().signUp(email);
        services().clock().advance(Duration.ofMinutes(5));
        SignedIn second = refresh(first);
        services().clock().advance(Duration.ofMinutes(5));
        SignedIn third = refresh(second);
        assertRefused(AuthError.INVALID_TOKEN, () -> refresh(first));
        assertDead(third);
    }

    @Test
    final void sessionsAreListedAndEnded() {
        SignedIn phone = services().signUp(email);
        SignedIn tablet = services().logIn(email, PASSWORD);
        SignedIn laptop = services().logIn(email, PASSWORD);
        String token = laptop.tokens().accessToken();
        assertEquals(
                3,
                any().account()
                        .sessions(new ListSessions(token, Caller.unknown()))
                        .size());
        any().account().endSession(new EndSession(token, phone.sessionId(), Caller.unknown()));
        assertDead(phone);
        any().account().endOtherSessions(new EndOtherSessions(token, Caller.unknown()));
        assertDead(tablet);
        any().verifySession(new VerifySession(token, Caller.unknown()));
        any().account().logoutEverywhere(new LogoutEverywhere(token, Caller.unknown()));
        assertDead(laptop);
    }

    @Test
    final void sessionsComeInPagesTheOneThatAsksFirst() {
        SignedIn asking = services().signUp(email);
        List<String> wanted = new ArrayList<>(List.of(asking.sessionId()));
        for (int i = 0; i < 7; i++) {
            services().clock().advance(Duration.ofMillis(1));
            wanted.add(1, services().logIn(email, PASSWORD).sessionId());
        }
        for (int limit : new int[] {1, 3, 8, 100}) {
            List<String> found = new ArrayList<>();
            SessionCursor place = SessionCursor.start();
            List<SessionInfo> page;
            do {
                page = any().account()
                        .sessions(new ListSessions(asking.tokens().accessToken(), place, limit, Caller.unknown()));
                page.forEach(session -> found.add(session.id()));
                place = page.isEmpty() ? place : page.get(page.size() - 1).place();
            } while (page.size() == limit);
            assertEquals(wanted, found, "pages of " + limit);
        }
    }

    @Test
    final void aSessionShowsWhereItWasLastRefreshedAndStaysForgotten() {
        services().signUp(email);
        SignedIn first = any().login(new Login(
                email, PASSWORD, Stay.UNTIL_CLOSED, Caller.at("203.0.113.7").withUserAgent("one")));
        services().clock().advance(Duration.ofMinutes(5));
        Refresh request = new Refresh(
                first.tokens().refreshToken(), Caller.at("198.51.100.9").withUserAgent("two"));
        SignedIn second = any().refresh(request);
        assertEquals(
                new Device("two", "198.51.100.9"),
                any().verifySession(new VerifySession(second.tokens().accessToken(), Caller.unknown()))
                        .session()
                        .device());
        assertFalse(first.tokens().remembered(), "who wished to be forgotten is not remembered");
        assertFalse(second.tokens().remembered(), "nor after a refresh");
    }

    @Test
    final void aResetByCodeEndsWhatWasBefore() {
        SignedIn before = services().signUp(email);
        ChallengeCode code = services().startReset(email);
        CheckPasswordResetCode check = new CheckPasswordResetCode(code, Caller.unknown());
        TicketProof ticket = new TicketProof(any().checkPasswordResetCode(check).ticket());
        any().finishPasswordReset(new FinishPasswordReset(ticket, NEW_PASSWORD, Caller.unknown()));
        assertDead(before);
        assertRefused(AuthError.INVALID_CREDENTIALS, () -> services().logIn(email, PASSWORD));
        services().logIn(email, NEW_PASSWORD);
        assertRefused(AuthError.INVALID_CODE, () -> any().checkPasswordResetCode(check));
        services().mailer().await(email, MailPurpose.PASSWORD_CHANGED);
    }

    @Test
    final void aResetLinkWorksOnce() {
        services().signUp(email);
        String token = services().startResetByLink(email);
        any().checkPasswordResetLink(new CheckPasswordResetLink(token, Caller.unknown()));
        FinishPasswordReset finish = new FinishPasswordReset(new LinkProof(token), NEW_PASSWORD, Caller.unknown());
        any().finishPasswordReset(finish);
        assertRefused(AuthError.INVALID_LINK, () -> any().finishPasswordReset(finish));
        services().logIn(email, NEW_PASSWORD);
    }

    @Test
    final void aChangedPasswordLeavesOneSession() {
        SignedIn other = services().signUp(email);
        SignedIn asking = services().logIn(email, PASSWORD);
        SignedIn after = any().account()
                .changePassword(
                        new ChangePassword(asking.tokens().accessToken(), PASSWORD, NEW_PASSWORD, Caller.unknown()));
        assertDead(other);
        assertDead(asking);
        any().verifySession(new VerifySession(after.tokens().accessToken(), Caller.unknown()));
        services().logIn(email, NEW_PASSWORD);
    }

    @Test
    final void anUnverifiedAccountProvesItsAddress() {
        User made = any().registerUnverified(
                        new RegisterUnverified(email, PASSWORD, SignupProfile.named(username), Caller.unknown()));
        assertFalse(made.emailVerified(), "verified without proof");
        String token = services().logIn(username, PASSWORD).tokens().accessToken();
        ChallengeCode code = services()
                .mailed(
                        email,
                        () -> any().account()
                                .startEmailVerification(new StartEmailVerification(token, Caller.unknown())));
        FinishEmailVerification finish = new FinishEmailVerification(code, Caller.unknown());
        assertTrue(any().account().finishEmailVerification(finish).emailVerified(), "verified");
        assertTrue(any().users().findById(made.id()).orElseThrow().emailVerified(), "stored");
        assertRefused(AuthError.INVALID_CODE, () -> any().account().finishEmailVerification(finish));
    }

    @Test
    final void aDisabledUserComesInNowhere() {
        SignedIn session = services().signUp(email);
        ChallengeCode code = services().startReset(email);
        any().users().disable(new DisableUser(session.user().id(), Caller.unknown()));
        assertDead(session);
        assertRefused(AuthError.INVALID_CREDENTIALS, () -> services().logIn(email, PASSWORD));
        assertRefused(
                AuthError.INVALID_CODE,
                () -> any().finishPasswordReset(new FinishPasswordReset(code, NEW_PASSWORD, Caller.unknown())));
        any().users().enable(new EnableUser(session.user().id(), Caller.unknown()));
        services().logIn(email, PASSWORD);
        assertDead(session);
    }

    @Test
    final void aUserIsChangedAndDeleted() {
        SignedIn session = finish(services().startSignup(email), SignupProfile.named(username));
        String id = session.user().id();
        any().users()
                .updateAttributes(
                        new UpdateAttributes(id, attributes -> attributes.with("name", "Anna"), Caller.unknown()));
        any().users().setRoles(new SetRoles(id, Set.of("admin", "editor"), Caller.unknown()));
        String newName = Fresh.username("b").name();
        any().users().setUsername(new SetUsername(id, newName, Caller.unknown()));
        User changed = services().logIn(newName, PASSWORD).user();
        assertEquals(Set.of("admin", "editor"), changed.roles());
        assertEquals("Anna", changed.attributes().text("name").orElseThrow());
        assertRefused(AuthError.INVALID_CREDENTIALS, () -> services().logIn(username, PASSWORD));
        any().users().delete(new DeleteUser(id, Caller.unknown()));
        assertDead(session);
        services().clock().advance(COOLDOWN);
        assertNotEquals(
                id,
                finish(services().startSignup(email), SignupProfile.named(newName))
                        .user()
                        .id());
    }

    @Test
    final void aTakenAddressIsToldByMailOnly() {
        services().signUp(email);
        services().clock().advance(COOLDOWN);
        services().mailer().clear();
        ChallengeCode guess = new ChallengeCode(
                any().startSignup(new StartSignup(email, NEW_PASSWORD, SignupProfile.none(), Caller.unknown()))
                        .challengeId(),
                "000000");
        services().mailer().await(email, MailPurpose.ALREADY_REGISTERED);
        assertRefused(AuthError.INVALID_CODE, () -> finish(guess, SignupProfile.none()));
        services().logIn(email, PASSWORD);
    }

    @Test
    final void housekeepingLeavesTheLivingAlone() {
        SignedIn session = services().signUp(email);
        ChallengeCode code = services().startReset(email);
        any().purgeExpired();
        any().checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()));
        any().verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown()));
    }

    private AuthService any() {
        return services().next();
    }

    private SignedIn finish(ChallengeCode code, SignupProfile profile) {
        return Objects.requireNonNull(any().finishSignup(new FinishSignup(code, profile, Caller.unknown()))
                .signedIn());
    }

    private SignedIn refresh(SignedIn session) {
        return any().refresh(new Refresh(session.tokens().refreshToken(), Caller.unknown()));
    }

    private void assertDead(SignedIn session) {
        assertRefused(
                AuthError.INVALID_TOKEN,
                () -> any().verifySession(new VerifySession(session.tokens().accessToken(), Caller.unknown())));
        assertRefused(AuthError.INVALID_TOKEN, () -> refresh(session));
    }

    private static void assertRefused(AuthError expected, Supplier<?> call) {
        assertEquals(expected, outcome(call));
    }
}
