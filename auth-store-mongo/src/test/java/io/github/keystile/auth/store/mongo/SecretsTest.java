package io.github.keystile.auth.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.contract.Samples;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever reads the collections learns nothing that lets them in. */
class SecretsTest {
    private static final String PASSWORD = "violet-harbour-71";
    private static final String EMAIL = "ada@example.com";

    private TestServer server;
    private TestAuth test;
    private AuthService auth;

    @BeforeEach
    void start() {
        server = TestServer.start();
        test = TestAuth.on(
                server.indexed().all(),
                options -> options.reset(
                        ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset"))));
        // So late that no server deletes what it stores as expired.
        test.clock().set(Samples.NOW);
        auth = test.service();
    }

    @AfterEach
    void stop() {
        test.close();
        server.close();
    }

    @Test
    @Tag("OTP-09")
    @Tag("RST-02")
    void areNotStored() {
        ChallengeStarted signup =
                auth.startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
        String code = test.mailer().lastCode(EMAIL);
        assertThat(server.dump()).contains(signup.challengeId());
        assertNotStored(PASSWORD, code);
        SignedIn signedIn = auth.finishSignup(new FinishSignup(
                        new ChallengeCode(signup.challengeId(), code), SignupProfile.none(), Caller.unknown()))
                .signedIn();
        assertThat(server.dump()).contains(signedIn.sessionId());
        assertNotStored(
                PASSWORD, signedIn.tokens().accessToken(), signedIn.tokens().refreshToken());

        test.mailer().clear();
        test.clock().advance(Duration.ofMinutes(2));
        ChallengeStarted reset = auth.startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.CODE, Caller.unknown()));
        String resetCode = test.mailer().lastCode(EMAIL);
        ResetTicket ticket = auth.checkPasswordResetCode(
                new CheckPasswordResetCode(new ChallengeCode(reset.challengeId(), resetCode), Caller.unknown()));
        assertNotStored(resetCode, ticket.ticket());
    }

    @Test
    @Tag("RST-02")
    void linkTokensAreNotStored() {
        auth.registerUnverified(new RegisterUnverified(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
        auth.startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.LINK, Caller.unknown()));
        String link = test.mailer().lastLink(EMAIL);
        String token = link.substring(link.length() - 43);
        auth.checkPasswordResetLink(new CheckPasswordResetLink(token, Caller.unknown()));
        assertNotStored(token);
    }

    /** A short code may turn up inside a number or a hash by chance, but never as a whole value. */
    private void assertNotStored(String... secrets) {
        String dump = server.dump();
        assertThat(dump).isNotEmpty();
        for (String secret : secrets) {
            assertThat(dump).doesNotContain(secret.length() > 8 ? secret : "\"" + secret + "\"");
        }
    }
}
