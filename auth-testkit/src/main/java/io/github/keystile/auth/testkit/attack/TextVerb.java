package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AcceptInvitation;
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
import io.github.keystile.auth.IdentifierCode;
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
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.session.SessionCursor;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Every text that a verb takes. */
enum TextVerb {
    SIGNUP_EMAIL((known, text) -> known.service().startSignup(new StartSignup(text, password(), nothing(), who()))),
    SIGNUP_PASSWORD((known, text) -> known.service().startSignup(new StartSignup(fresh(), text, nothing(), who()))),
    SIGNUP_USERNAME((known, text) ->
            known.service().startSignup(new StartSignup(fresh(), password(), SignupProfile.named(text), who()))),
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
            .registerUnverified(new RegisterUnverified(fresh(), password(), SignupProfile.named(text), who()))),
    LOGIN_IDENTIFIER((known, text) -> known.service().login(new Login(text, password(), who()))),
    LOGIN_PASSWORD((known, text) -> known.service().login(new Login(known.email(), text, who()))),
    LOGIN_CALLER((known, text) -> known.service()
            .login(new Login(
                    fresh(), password(), Caller.at(text).withUserAgent(text).withLocale(Locale.forLanguageTag(text))))),
    REFRESH((known, text) -> known.service().refresh(new Refresh(text, who()))),
    LOGOUT((known, text) -> known.service().logout(new Logout(text, who()))),
    LOGOUT_EVERYWHERE((known, text) -> known.service().account().logoutEverywhere(new LogoutEverywhere(text, who()))),
    SESSIONS((known, text) -> known.service().account().sessions(new ListSessions(text, who()))),
    END_ACCESS((known, text) -> known.service().account().endSession(new EndSession(text, "x", who()))),
    END_ID((known, text) -> known.service().account().endSession(new EndSession(known.access(), text, who()))),
    END_OTHERS((known, text) -> known.service().account().endOtherSessions(new EndOtherSessions(text, who()))),
    RESET_IDENTIFIER(
            (known, text) -> known.service().startPasswordReset(new StartPasswordReset(text, ResetBy.CODE, who()))),
    CHECK_ID((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new ChallengeCode(text, "000000"), who()))),
    CHECK_IDENTIFIER((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new IdentifierCode(text, "000000"), who()))),
    CHECK_CODE((known, text) -> known.service()
            .checkPasswordResetCode(new CheckPasswordResetCode(new IdentifierCode(known.email(), text), who()))),
    CHECK_LINK((known, text) -> known.service().checkPasswordResetLink(new CheckPasswordResetLink(text, who()))),
    FINISH_RESET_TICKET((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new TicketProof(text), password(), who()))),
    FINISH_RESET_LINK((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new LinkProof(text), password(), who()))),
    FINISH_RESET_PASSWORD((known, text) ->
            known.service().finishPasswordReset(new FinishPasswordReset(new LinkProof("none"), text, who()))),
    CHANGE_ACCESS((known, text) -> known.service()
            .account()
            .changePassword(new ChangePassword(text, password(), "another one of mine", who()))),
    CHANGE_OLD((known, text) -> known.service()
            .account()
            .changePassword(new ChangePassword(known.access(), text, "another one of mine", who()))),
    CHANGE_NEW((known, text) -> known.service()
            .account()
            .changePassword(new ChangePassword(known.access(), "not the password", text, who()))),
    VERIFY_EMAIL_ACCESS(
            (known, text) -> known.service().account().startEmailVerification(new StartEmailVerification(text, who()))),
    VERIFY_EMAIL_CODE((known, text) -> known.service()
            .account()
            .finishEmailVerification(new FinishEmailVerification(new ChallengeCode(known.challenge(), text), who()))),
    VERIFY_ACCESS((known, text) -> known.service().verifyAccessToken(text)),
    VERIFY_SESSION((known, text) -> known.service().verifySession(new VerifySession(text, who()))),
    FIND_ID((known, text) -> known.service().users().findById(text)),
    FIND_EMAIL((known, text) -> known.service().users().findByEmail(text)),
    PSEUDONYM((known, text) -> known.service().users().pseudonym(text)),
    FIND_USERNAME((known, text) -> known.service().users().findByUsername(text)),
    SET_USERNAME((known, text) -> known.service().users().setUsername(new SetUsername(known.id(), text, who()))),
    SET_USERNAME_ID((known, text) -> known.service().users().setUsername(new SetUsername(text, "vera", who()))),
    SET_ATTRIBUTE((known, text) -> known.service()
            .users()
            .updateAttributes(new UpdateAttributes(known.id(), was -> was.with("a", text), who()))),
    SET_ROLES_ID((known, text) -> known.service().users().setRoles(new SetRoles(text, Set.of(), who()))),
    DISABLE((known, text) -> known.service().users().disable(new DisableUser(text, who()))),
    ENABLE((known, text) -> known.service().users().enable(new EnableUser(text, who()))),
    DIAGNOSE((known, text) -> known.service().users().diagnose(new Diagnose(text, who()))),
    CREATE_EMAIL((known, text) -> known.service().users().create(new CreateUser(text, password(), nothing(), who()))),
    CREATE_PASSWORD((known, text) -> known.service().users().create(new CreateUser(fresh(), text, nothing(), who()))),
    CREATE_USERNAME((known, text) ->
            known.service().users().create(new CreateUser(fresh(), password(), SignupProfile.named(text), who()))),
    INVITE_EMAIL((known, text) -> known.service().users().invite(new InviteUser(text, nothing(), who()))),
    INVITE_USERNAME(
            (known, text) -> known.service().users().invite(new InviteUser(fresh(), SignupProfile.named(text), who()))),
    CHECK_INVITATION((known, text) -> known.service().checkInvitationLink(new CheckInvitationLink(text, who()))),
    ACCEPT_TOKEN((known, text) -> known.service().acceptInvitation(new AcceptInvitation(text, password(), who()))),
    ACCEPT_PASSWORD((known, text) -> known.service().acceptInvitation(new AcceptInvitation("none", text, who()))),
    SET_PASSWORD_ID((known, text) -> known.service().users().setPassword(new SetPassword(text, password(), who()))),
    SET_PASSWORD((known, text) -> known.service().users().setPassword(new SetPassword("nobody", text, who()))),
    REQUIRE_RESET((known, text) -> known.service().users().requireReset(new RequireReset(text, who()))),
    MARK_VERIFIED((known, text) -> known.service().users().markEmailVerified(new MarkEmailVerified(text, who()))),
    USERS_END_SESSION_ID((known, text) -> known.service().users().endSession(new EndUserSession(text, "x", who()))),
    USERS_END_SESSION((known, text) -> known.service().users().endSession(new EndUserSession(known.id(), text, who()))),
    UNLOCK((known, text) -> known.service().users().unlock(new UnlockUser(text, who()))),
    USERS_LOGOUT((known, text) -> known.service().users().endSessions(new EndUserSessions(text, who()))),
    USERS_SESSIONS((known, text) -> known.service().users().sessions(text, SessionCursor.start(), 1)),
    DELETE((known, text) -> known.service().users().delete(new DeleteUser(text, who())));

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

    private static SignupProfile nothing() {
        return SignupProfile.none();
    }

    private static Caller who() {
        return Caller.unknown();
    }

    private static String fresh() {
        return UUID.randomUUID() + "@example.com";
    }
}
