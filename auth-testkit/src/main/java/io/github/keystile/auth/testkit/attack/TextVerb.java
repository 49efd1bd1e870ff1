package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Profile;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.RevokeSession;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Every text that a verb takes. */
enum TextVerb {
    SIGNUP_EMAIL((known, text) -> known.service().startSignup(new StartSignup(text, password(), nothing(), who()))),
    SIGNUP_PASSWORD((known, text) -> known.service().startSignup(new StartSignup(fresh(), text, nothing(), who()))),
    SIGNUP_USERNAME((known, text) ->
            known.service().startSignup(new StartSignup(fresh(), password(), Profile.named(text), who()))),
    SIGNUP_ATTRIBUTE_NAME((known, text) -> known.service()
            .startSignup(new StartSignup(fresh(), password(), nothing().with(text, 1), who()))),
    SIGNUP_ATTRIBUTE((known, text) -> known.service()
            .startSignup(new StartSignup(fresh(), password(), nothing().with("name", text), who()))),
    FINISH_SIGNUP_ID((known, text) ->
            known.service().finishSignup(new FinishSignup(new ChallengeCode(text, "000000"), nothing(), who()))),
    FINISH_SIGNUP_CODE((known, text) -> known.service()
            .finishSignup(new FinishSignup(new ChallengeCode(known.challenge(), text), nothing(), who()))),
    FINISH_SIGNUP_EMAIL((known, text) ->
            known.service().finishSignup(new FinishSignup(new IdentifierCode(text, "000000"), nothing(), who()))),
    RESEND((known, text) -> known.service().resendCode(new ResendCode(text, who()))),
    REGISTER_EMAIL((known, text) ->
            known.service().registerUnverified(new RegisterUnverified(text, password(), nothing(), who()))),
    REGISTER_PASSWORD((known, text) ->
            known.service().registerUnverified(new RegisterUnverified(fresh(), text, nothing(), who()))),
    REGISTER_USERNAME((known, text) -> known.service()
            .registerUnverified(new RegisterUnverified(fresh(), password(), Profile.named(text), who()))),
    LOGIN_IDENTIFIER((known, text) -> known.service().login(new Login(text, password(), who()))),
    LOGIN_PASSWORD((known, text) -> known.service().login(new Login(known.email(), text, who()))),
    LOGIN_CALLER((known, text) -> known.service()
            .login(new Login(
                    fresh(), password(), Caller.at(text).withUserAgent(text).withLocale(Locale.forLanguageTag(text))))),
    REFRESH((known, text) -> known.service().refresh(new Refresh(text, who()))),
    LOGOUT((known, text) -> known.service().logout(text)),
    LOGOUT_EVERYWHERE((known, text) -> known.service().logoutEverywhere(text)),
    SESSIONS((known, text) -> known.service().sessions(text)),
    REVOKE_ACCESS((known, text) -> known.service().revokeSession(new RevokeSession(text, "x", who()))),
    REVOKE_ID((known, text) -> known.service().revokeSession(new RevokeSession(known.access(), text, who()))),
    REVOKE_OTHERS((known, text) -> known.service().revokeOtherSessions(text)),
    RESET_IDENTIFIER(
            (known, text) -> known.service().startPasswordReset(new StartPasswordReset(text, ResetBy.CODE, who()))),
    CHECK_ID((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new ChallengeCode(text, "000000"), who()))),
    CHECK_IDENTIFIER((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new IdentifierCode(text, "000000"), who()))),
    CHECK_CODE((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new IdentifierCode(known.email(), text), who()))),
    CHECK_LINK((known, text) -> known.service().checkPasswordResetLink(text)),
    FINISH_RESET_TICKET((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new TicketProof(text), password(), who()))),
    FINISH_RESET_LINK((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new LinkProof(text), password(), who()))),
    FINISH_RESET_PASSWORD((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new LinkProof("none"), text, who()))),
    CHANGE_ACCESS((known, text) ->
            known.service().changePassword(new ChangePassword(text, password(), "another one of mine", who()))),
    CHANGE_OLD((known, text) ->
            known.service().changePassword(new ChangePassword(known.access(), text, "another one of mine", who()))),
    CHANGE_NEW((known, text) ->
            known.service().changePassword(new ChangePassword(known.access(), "not the password", text, who()))),
    VERIFY_EMAIL_ACCESS(
            (known, text) -> known.service().startEmailVerification(new StartEmailVerification(text, who()))),
    VERIFY_EMAIL_CODE((known, text) -> known.service()
            .finishEmailVerification(new FinishEmailVerification(new ChallengeCode(known.challenge(), text), who()))),
    VERIFY_ACCESS((known, text) -> known.service().verifyAccessToken(text)),
    VERIFY_SESSION((known, text) -> known.service().verifySession(text)),
    FIND_ID((known, text) -> known.service().users().findById(text)),
    FIND_EMAIL((known, text) -> known.service().users().findByEmail(text)),
    FIND_USERNAME((known, text) -> known.service().users().findByUsername(text)),
    SET_USERNAME((known, text) -> known.service().users().setUsername(known.id(), text)),
    SET_USERNAME_ID((known, text) -> known.service().users().setUsername(text, "vera")),
    SET_ATTRIBUTE((known, text) -> known.service().users().updateAttributes(known.id(), was -> was.with("a", text))),
    SET_ROLES_ID((known, text) -> known.service().users().setRoles(text, Set.of())),
    DISABLE((known, text) -> known.service().users().disable(text)),
    ENABLE((known, text) -> known.service().users().enable(text)),
    USERS_LOGOUT((known, text) -> known.service().users().logoutEverywhere(text)),
    USERS_SESSIONS((known, text) -> known.service().users().sessions(text)),
    DELETE((known, text) -> known.service().users().delete(text));

    /** A service with one account, and what its owner holds. */
    record Known(AuthService service, String id, String email, String access, String challenge) {}

    private interface Call {
        void with(Known known, String text);
    }

    @SuppressWarnings("ImmutableEnumChecker") // the lambdas above, which hold nothing
    private final Call call;

    TextVerb(Call call) {
        this.call = call;
    }

    void run(Known known, String text) {
        call.with(known, text);
    }

    private static String password() {
        return TwoServices.PASSWORD;
    }

    private static Profile nothing() {
        return Profile.none();
    }

    private static Caller who() {
        return Caller.unknown();
    }

    private static String fresh() {
        return UUID.randomUUID() + "@example.com";
    }
}
