package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookieKind;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signup in two steps, which the document has in its second system only. */
@RestController
@RequestMapping("/api/auth/otp")
final class SignupController {
    private final AuthService auth;
    private final ChallengeCookies waiting;

    SignupController(AuthService auth, ChallengeCookies waiting) {
        this.auth = auth;
        this.waiting = waiting;
    }

    @PostMapping("/signup-request-otp")
    ResponseEntity<Answers.Done> requestOtp(
            @RequestBody Bodies.Credentials body, @RequestHeader HttpHeaders headers, Caller caller) {
        String email = Bodies.email(body.email());
        ChallengeStarted started = auth.startSignup(
                new StartSignup(email, Bodies.password(body.password()), SignupProfile.none(), caller));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        waiting.keep(CookieKind.SIGNUP_CHALLENGE, email, started, CookieHeader.of(headers)))
                .body(Answers.Done.because("OTP sent to your email"));
    }

    @PostMapping("/signup-verify-otp")
    ResponseEntity<Answers.Session> verifyOtp(
            @RequestBody Bodies.Verification body, @RequestHeader HttpHeaders headers, Caller caller) {
        // Without the cookie, address and code do, as long as nobody else wants an account with that address.
        String email = Bodies.email(body.email());
        String cookieHeader = CookieHeader.of(headers);
        String challengeId =
                waiting.find(CookieKind.SIGNUP_CHALLENGE, email, cookieHeader).orElse(null);
        CodeProof proof = CodeProof.of(challengeId, email, Bodies.otp(body.otp()));
        // Nothing in this application asks for more than the code.
        SignedIn signedIn = Objects.requireNonNull(auth.finishSignup(new FinishSignup(proof, profile(body), caller))
                .signedIn());
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, waiting.forget(CookieKind.SIGNUP_CHALLENGE, email, cookieHeader))
                .body(Answers.Session.of(signedIn));
    }

    private static SignupProfile profile(Bodies.Verification body) {
        Attributes attributes = body.preferences() == null
                ? Attributes.none()
                : Attributes.of(Map.of(Answers.PREFERENCES, body.preferences()));
        return new SignupProfile(body.username(), attributes);
    }
}
