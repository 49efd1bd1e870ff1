package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore.Replace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * A next version of Keystile runs beside this one and writes rows that this one does not understand: they let nobody in,
 * and nothing of them is lost. The package says how to run it.
 */
public abstract class NextVersionContract {
    private static final Caller CALLER = Caller.unknown();
    private static final String OTHER_PASSWORD = "staple anvil feather";
    private static final String NEXT = "{\"version\":2,\"only\":\"with a second factor\"}";
    private static final Purpose UNHEARD_OF = new Purpose("SOMETHING_FROM_LATER");

    private static final Duration COOLDOWN = Duration.ofMinutes(1);

    private final String address = Fresh.email("Next").address();
    private TestAuth auth;

    /** For subclasses. */
    protected NextVersionContract() {}

    /**
     * Makes the adapters, on the database under test.
     *
     * @return the stores
     */
    protected abstract AuthStores createStores();

    @BeforeEach
    final void start() {
        auth = TestAuth.on(
                createStores(),
                options -> options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true))
                        .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset"))));
        auth.clock().set(Tomorrow.now());
    }

    @AfterEach
    final void close() {
        auth.close();
    }

    @Test
    final void aPayloadWithAMemberMoreIsRead() {
        ChallengeCode code = startSignup();
        rewrite(
                code.challengeId(),
                Purpose.SIGNUP,
                payload(code).replace("{\"version\":1,", "{\"version\":1,\"more\":[{}],"));
        finishSignup(code);
        assertEquals(0, told());
        auth.logIn(address, PASSWORD);
    }

    @Test
    final void aSignupOfANextVersionProvesNothing() {
        ChallengeCode code = startSignup();
        rewrite(code.challengeId(), Purpose.SIGNUP, payload(code).replace("{\"version\":1,", "{\"version\":2,"));
        assertRefused(AuthError.INVALID_CODE, () -> finishSignup(code));
        assertEquals(1, told());
        IdentifierCode byEmail = new IdentifierCode(address, code.code());
        assertRefused(
                AuthError.INVALID_CODE,
                () -> auth.service().finishSignup(new FinishSignup(byEmail, SignupProfile.none(), CALLER)));
        assertEquals(2, told());
        assertNothingToResend(code);
        assertEquals(3, told());
        assertTrue(auth.service().users().findByEmail(address).isEmpty());
    }

    @Test
    final void aCodeOfANextVersionSetsNoPassword() {
        register();
        ChallengeCode code = startReset();
        String ticket = check(code);
        rewrite(code.challengeId(), Purpose.PASSWORD_RESET_CODE, NEXT);
        assertRefused(AuthError.INVALID_CODE, () -> check(code));
        assertRefused(AuthError.INVALID_CODE, () -> finishReset(code));
        assertRefused(
                AuthError.INVALID_CODE,
                () -> auth.service()
                        .finishPasswordReset(new FinishPasswordReset(
                                new IdentifierCode(address, code.code()), OTHER_PASSWORD, CALLER)));
        assertRefused(
                AuthError.INVALID_TICKET,
                () -> auth.service()
                        .finishPasswordReset(new FinishPasswordReset(new TicketProof(ticket), OTHER_PASSWORD, CALLER)));
        assertEquals(4, told());
        auth.logIn(address, PASSWORD);
    }

    @Test
    final void aLinkOfANextVersionSetsNoPassword() {
        register();
        String challengeId = auth.service()
                .startPasswordReset(new StartPasswordReset(address, ResetBy.LINK, CALLER))
                .challengeId();
        String link = auth.mailer().lastLink(address);
        String token = link.substring(link.indexOf("token=") + "token=".length());
        auth.service().checkPasswordResetLink(new CheckPasswordResetLink(token, CALLER));
        rewrite(challengeId, Purpose.PASSWORD_RESET_LINK, NEXT);
        assertRefused(
                AuthError.INVALID_LINK,
                () -> auth.service().checkPasswordResetLink(new CheckPasswordResetLink(token, CALLER)));
        assertRefused(
                AuthError.INVALID_LINK,
                () -> auth.service()
                        .finishPasswordReset(new FinishPasswordReset(new LinkProof(token), OTHER_PASSWORD, CALLER)));
        assertEquals(2, told());
        auth.logIn(address, PASSWORD);
    }

    @Test
    final void aCodeOfANextVersionVerifiesNoAddress() {
        register();
        ChallengeCode code = startVerification();
        rewrite(code.challengeId(), Purpose.EMAIL_VERIFICATION, NEXT);
        assertRefused(AuthError.INVALID_CODE, () -> finishVerification(code));
        assertEquals(1, told());
        assertFalse(auth.service().users().findByEmail(address).orElseThrow().emailVerified());
    }

    @Test
    final void aPurposeThatNobodyHasHeardOfIsNone() {
        ChallengeCode signup = startSignup();
        rewrite(signup.challengeId(), UNHEARD_OF, payload(signup));
        assertWorthNothing(signup);
        assertTrue(auth.service().users().findByEmail(address).isEmpty());
        register();
        ChallengeCode reset = startReset();
        String ticket = check(reset);
        rewrite(reset.challengeId(), UNHEARD_OF, null);
        assertWorthNothing(reset);
        assertRefused(
                AuthError.INVALID_TICKET,
                () -> auth.service()
                        .finishPasswordReset(new FinishPasswordReset(new TicketProof(ticket), OTHER_PASSWORD, CALLER)));
        auth.logIn(address, PASSWORD);
    }

    @Test
    final void factsOfANextVersionSurviveEveryWrite() {
        String facts = "{\"version\":1,\"more\":{}}";
        SignedIn session = auth.signUp(address, PASSWORD);
        String id = session.user().id();
        plant(id, facts);
        writeAll(address, id, session);
        assertEquals(facts, factsOf(id));
    }

    @Test
    final void factsThatThisVersionDoesNotKnowLetNobodyIn() {
        for (String facts : List.of(
                "{\"version\":2,\"mustReset\":true}",
                "?",
                "{\"version\":1,\"mustReset\":\"perhaps\"}",
                "{\"version\":1,\"disabledUntil\":\"later\"}")) {
            String email = Fresh.email("Next").address();
            SignedIn session = auth.signUp(email, PASSWORD);
            String id = session.user().id();
            plant(id, facts);
            assertRefused(AuthError.INVALID_CREDENTIALS, () -> auth.logIn(email, PASSWORD));
            assertRefused(
                    AuthError.INVALID_TOKEN,
                    () -> auth.service().refresh(new Refresh(session.tokens().refreshToken(), CALLER)));
            for (Executable verb : List.<Executable>of(
                    () -> auth.service()
                            .verifySession(new VerifySession(session.tokens().accessToken(), CALLER)),
                    () -> auth.service().users().enable(new EnableUser(id, CALLER)),
                    () -> auth.service().users().setRoles(new SetRoles(id, Set.of("admin"), CALLER)))) {
                assertThrows(UnreadableRowException.class, verb);
            }
            assertEquals(facts, factsOf(id));
        }
    }

    private void plant(String id, String facts) {
        StoredUser before = createStores().users().findById(id).orElseThrow();
        StoredUser planted =
                new StoredUser(before.user(), before.passwordHash(), before.version(), before.epoch(), facts);
        assertEquals(Replace.REPLACED, createStores().users().replace(planted));
    }

    private @Nullable String factsOf(String id) {
        return createStores().users().findById(id).orElseThrow().facts();
    }

    @Test
    final void aCredentialOfAKindThatNobodyHasHeardOfIsNeverLost() {
        if (createStores().credentials().isEmpty()) {
            return;
        }
        SignedIn session = auth.signUp(address, PASSWORD);
        String id = session.user().id();
        StoredCredential credential = new StoredCredential(
                Fresh.id(),
                id,
                new CredentialKind("SOMETHING_FROM_LATER"),
                Fresh.id(),
                NEXT,
                0,
                Tomorrow.now(),
                null,
                null);
        CredentialStore credentials = createStores().credentials().orElseThrow();
        assertEquals(CredentialStore.Insert.INSERTED, credentials.insert(credential));
        writeAll(address, id, session);
        assertEquals(List.of(credential), credentials.list(id, 10));
    }

    /** Every verb that writes a user, but those that delete them. */
    private void writeAll(String email, String id, SignedIn session) {
        auth.service()
                .account()
                .changePassword(new ChangePassword(session.tokens().accessToken(), PASSWORD, OTHER_PASSWORD, CALLER));
        auth.mailer().clear();
        auth.clock().advance(COOLDOWN);
        String challenge = auth.service()
                .startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, CALLER))
                .challengeId();
        ChallengeCode code = new ChallengeCode(challenge, auth.mailer().lastCode(email));
        auth.service().finishPasswordReset(new FinishPasswordReset(code, PASSWORD, CALLER));
        Users users = auth.service().users();
        users.updateAttributes(new UpdateAttributes(id, all -> Attributes.none().with("name", "Ada"), CALLER));
        users.setRoles(new SetRoles(id, Set.of("admin"), CALLER));
        users.setUsername(new SetUsername(id, Fresh.username().name(), CALLER));
        users.disable(new DisableUser(id, CALLER));
        users.enable(new EnableUser(id, CALLER));
        users.endSessions(new EndUserSessions(id, CALLER));
        auth.logIn(email, PASSWORD);
    }

    private void assertWorthNothing(ChallengeCode code) {
        assertNothingToResend(code);
        assertRefused(AuthError.INVALID_CODE, () -> finishSignup(code));
        assertRefused(AuthError.INVALID_CODE, () -> check(code));
        assertRefused(AuthError.INVALID_CODE, () -> finishReset(code));
        assertRefused(AuthError.INVALID_CODE, () -> finishVerification(code));
        assertTrue(createStores().challenges().find(code.challengeId()).isPresent(), "it is the next version's");
    }

    private static void assertRefused(AuthError why, Supplier<?> call) {
        assertEquals(why, outcome(call));
    }

    private long told() {
        return auth.events().stream()
                .filter(event -> event.type() == AuthEventType.UNREADABLE_CHALLENGE)
                .count();
    }

    private void rewrite(String challengeId, Purpose purpose, @Nullable String payload) {
        Challenge old = createStores().challenges().find(challengeId).orElseThrow();
        assertTrue(createStores().challenges().consume(old.id(), old.secretHash()));
        createStores()
                .challenges()
                .insert(new Challenge(
                        old.id(),
                        purpose,
                        old.subject(),
                        old.epoch(),
                        old.secretHash(),
                        0,
                        0,
                        old.maxAttempts(),
                        old.maxAttemptsWithoutId(),
                        old.issuedAt(),
                        old.expiresAt(),
                        payload));
    }

    private String payload(ChallengeCode code) {
        return Objects.requireNonNull(createStores()
                .challenges()
                .find(code.challengeId())
                .orElseThrow()
                .payload());
    }

    private void register() {
        auth.service().registerUnverified(new RegisterUnverified(address, PASSWORD, SignupProfile.none(), CALLER));
        auth.clock().advance(COOLDOWN);
    }

    private ChallengeCode startSignup() {
        return mailed(auth.service()
                .startSignup(new StartSignup(address, PASSWORD, SignupProfile.none(), CALLER))
                .challengeId());
    }

    private SignedIn finishSignup(ChallengeCode code) {
        return Objects.requireNonNull(auth.service()
                .finishSignup(new FinishSignup(code, SignupProfile.none(), CALLER))
                .signedIn());
    }

    private ChallengeCode startReset() {
        return mailed(auth.service()
                .startPasswordReset(new StartPasswordReset(address, ResetBy.CODE, CALLER))
                .challengeId());
    }

    private String check(ChallengeCode code) {
        return auth.service()
                .checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER))
                .ticket();
    }

    private Object finishReset(ChallengeCode code) {
        return auth.service().finishPasswordReset(new FinishPasswordReset(code, OTHER_PASSWORD, CALLER));
    }

    private ChallengeCode startVerification() {
        String access = auth.logIn(address, PASSWORD).tokens().accessToken();
        return mailed(auth.service()
                .account()
                .startEmailVerification(new StartEmailVerification(access, CALLER))
                .challengeId());
    }

    private Object finishVerification(ChallengeCode code) {
        return auth.service().account().finishEmailVerification(new FinishEmailVerification(code, CALLER));
    }

    private void assertNothingToResend(ChallengeCode code) {
        ResendCode resend = new ResendCode(code.challengeId(), CALLER);
        assertRefused(AuthError.CHALLENGE_NOT_FOUND, () -> auth.service().resendCode(resend));
    }

    private ChallengeCode mailed(String challengeId) {
        String code = auth.mailer().lastCode(address);
        auth.mailer().clear();
        return new ChallengeCode(challengeId, code);
    }
}
