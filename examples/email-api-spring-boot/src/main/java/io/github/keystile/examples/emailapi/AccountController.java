package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookieKind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the document's two systems have in common: each route is there under both paths. */
@RestController
@RequestMapping({"/api/auth", "/api/auth/otp"})
final class AccountController {
    private final AuthService auth;
    private final ChallengeCookies waiting;

    AccountController(AuthService auth, ChallengeCookies waiting) {
        this.auth = auth;
        this.waiting = waiting;
    }

    @PostMapping("/login")
    Answers.Session login(@RequestBody Bodies.Credentials body, Caller caller) {
        String email = Bodies.email(body.email());
        return Answers.Session.of(auth.login(new Login(email, Bodies.password(body.password()), caller)));
    }

    @PostMapping("/forgot-password")
    ResponseEntity<Answers.Done> forgotPassword(
            @RequestBody Bodies.Address body, @RequestHeader HttpHeaders headers, Caller caller) {
        String email = Bodies.email(body.email());
        ChallengeStarted started = auth.startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, caller));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        waiting.keep(CookieKind.RESET_CHALLENGE, email, started, CookieHeader.of(headers)))
                .body(Answers.Done.because("OTP sent to your email"));
    }

    /** Hands out no ticket, because the document's last step brings the code again. */
    @PostMapping("/forgot-password/verify")
    Answers.Done verifyOtp(@RequestBody Bodies.Code body, @RequestHeader HttpHeaders headers, Caller caller) {
        auth.checkPasswordResetCode(new CheckPasswordResetCode(proof(headers, body.email(), body.otp()), caller));
        return Answers.Done.because("OTP verified");
    }

    @PostMapping("/reset-password")
    ResponseEntity<Answers.Done> resetPassword(
            @RequestBody Bodies.NewPassword body, @RequestHeader HttpHeaders headers, Caller caller) {
        auth.finishPasswordReset(new FinishPasswordReset(
                proof(headers, body.email(), body.otp()), Bodies.password(body.newPassword()), caller));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        waiting.forget(
                                CookieKind.RESET_CHALLENGE, Bodies.email(body.email()), CookieHeader.of(headers)))
                .body(Answers.Done.because("Password reset successfully"));
    }

    /** Asks the database: a token whose session has ended is good no more. */
    @PostMapping("/verify-token")
    Answers.Good verifyToken(@RequestBody Bodies.Token body, Caller caller) {
        return new Answers.Good(
                true,
                Answers.UserView.of(auth.verifySession(new VerifySession(Bodies.token(body.token()), caller))
                        .user()));
    }

    @PostMapping("/refresh-token")
    Answers.Session refreshToken(@RequestBody Bodies.Token body, Caller caller) {
        return Answers.Session.of(auth.refresh(new Refresh(Bodies.token(body.token()), caller)));
    }

    /** With the cookie a code takes five guesses, without it three, so that strangers cannot use them all up. */
    private CodeProof proof(HttpHeaders headers, @Nullable String email, @Nullable String otp) {
        String address = Bodies.email(email);
        String challengeId = waiting.find(CookieKind.RESET_CHALLENGE, address, CookieHeader.of(headers))
                .orElse(null);
        return CodeProof.of(challengeId, address, Bodies.otp(otp));
    }
}
