package io.github.keystile.examples.storefront;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.examples.storefront.Bodies.Account;
import io.github.keystile.examples.storefront.Bodies.Credentials;
import io.github.keystile.examples.storefront.Bodies.LoggedIn;
import io.github.keystile.examples.storefront.Bodies.Message;
import io.github.keystile.examples.storefront.Bodies.NewPassword;
import io.github.keystile.examples.storefront.Bodies.OtpCheck;
import io.github.keystile.examples.storefront.Bodies.OtpRequest;
import io.github.keystile.examples.storefront.Bodies.Registration;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** The five routes of the API's document. They block, and so run on worker threads: hashing takes its time. */
@Path("/api/auth")
public final class AuthResource {
    private final AuthService auth;
    private final Visitor visitor;

    AuthResource(AuthService auth, Visitor visitor) {
        this.auth = auth;
        this.visitor = visitor;
    }

    @POST
    @Path("register")
    @ResponseStatus(RestResponse.StatusCode.CREATED)
    public Message register(Registration sent) {
        Registration body = sent.checked();
        SignupProfile profile = SignupProfile.none().with("name", body.name()).with("phone", body.phone());
        auth.registerUnverified(new RegisterUnverified(body.email(), body.password(), profile, visitor.caller()));
        return new Message("User registered successfully!");
    }

    @POST
    @Path("login")
    public LoggedIn login(Credentials sent) {
        Credentials body = sent.checked();
        SignedIn signedIn = signIn(new Login(body.email(), body.password(), visitor.caller()));
        return new LoggedIn("Login successful!", signedIn.tokens().accessToken(), Account.of(signedIn.user()));
    }

    @POST
    @Path("send-otp")
    public Message sendOtp(OtpRequest sent) {
        OtpRequest body = sent.checked();
        auth.startPasswordReset(new StartPasswordReset(body.email(), ResetBy.CODE, visitor.caller()));
        return new Message("OTP sent successfully.");
    }

    /** The right code buys a ticket, which only this browser gets; the documented body says nothing of it. */
    @POST
    @Path("verify-otp")
    public RestResponse<Message> verifyOtp(OtpCheck sent) {
        OtpCheck body = sent.checked();
        IdentifierCode proof = new IdentifierCode(body.email(), body.otp());
        ResetTicket ticket = auth.checkPasswordResetCode(new CheckPasswordResetCode(proof, visitor.caller()));
        return withCookie("OTP verified successfully.", visitor.keepTicket(body.email(), ticket));
    }

    /** Whoever sends the address alone is a stranger: the ticket in the cookie is what counts, and must be its own. */
    @POST
    @Path("reset-password")
    public RestResponse<Message> resetPassword(NewPassword sent) {
        NewPassword body = sent.checked();
        IdentifierTicket proof = new IdentifierTicket(body.email(), visitor.ticket(body.email()));
        auth.finishPasswordReset(new FinishPasswordReset(proof, body.newPassword(), visitor.caller()));
        return withCookie("Password reset successfully.", visitor.forgetTicket(body.email()));
    }

    /** Even where this API tells who has an account, its login does not. */
    private SignedIn signIn(Login login) {
        try {
            return auth.login(login);
        } catch (AuthException refused) {
            throw refused.code() == AuthError.USER_NOT_FOUND
                    ? AuthException.of(AuthError.INVALID_CREDENTIALS)
                    : refused;
        }
    }

    private static RestResponse<Message> withCookie(String message, String setCookie) {
        return RestResponse.ResponseBuilder.ok(new Message(message))
                .header(HttpHeaders.SET_COOKIE, setCookie)
                .build();
    }
}
