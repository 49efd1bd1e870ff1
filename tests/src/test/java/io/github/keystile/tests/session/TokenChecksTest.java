package io.github.keystile.tests.session;

import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.TOKEN_EXPIRED;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.tests.support.Anna;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenChecksTest {
    private final Anna anna = Anna.signedUp();
    private final String access = anna.first.tokens().accessToken();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void bothChecksTellWhoAndWhichSession() {
        AccessClaims claims = anna.service.verifyAccessToken(access);
        VerifiedSession strict = anna.service.verifySession(new VerifySession(access, Caller.unknown()));

        assertThat(claims.userId()).isEqualTo(anna.id());
        assertThat(claims.sessionId()).isEqualTo(anna.first.sessionId());
        assertThat(strict.user()).isEqualTo(anna.first.user());
        assertThat(strict.session().id()).isEqualTo(anna.first.sessionId());
    }

    @Test
    @Tag("JWT-05")
    void noTokenIsTakenForAnotherKind() {
        String refresh = anna.first.tokens().refreshToken();
        String ticket = anna.resetTicket().ticket();

        for (String other : List.of(refresh, ticket)) {
            refused(INVALID_TOKEN, () -> anna.service.verifyAccessToken(other));
            refused(INVALID_TOKEN, () -> anna.service.verifySession(new VerifySession(other, Caller.unknown())));
        }
        for (String other : List.of(access, ticket)) {
            refused(INVALID_TOKEN, () -> anna.service.refresh(new Refresh(other, Caller.unknown())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "a.b.c", "null", "\u0000", "eyJhbGciOiJub25lIn0.e30."})
    @Tag("JWT-04")
    void whatIsNoTokenIsRefusedAsInvalid(String text) {
        refused(INVALID_TOKEN, () -> anna.service.verifyAccessToken(text));
        refused(INVALID_TOKEN, () -> anna.service.verifySession(new VerifySession(text, Caller.unknown())));
        refused(INVALID_TOKEN, () -> anna.service.refresh(new Refresh(text, Caller.unknown())));
        anna.service.logout(new Logout(text, Caller.unknown()));
    }

    @Test
    @Tag("JWT-04")
    void aTokenOfAnotherApplicationWithTheSameSecretIsRefused() {
        RootSecret secret = RootSecret.generate();
        AuthStores stores = AuthStores.inMemory();
        AccessClaims claims = new AccessClaims(
                anna.id(),
                anna.first.sessionId(),
                "0123",
                Set.of(),
                Instant.EPOCH,
                Instant.parse("2999-01-01T00:00:00Z"),
                true);
        TokenPolicy ours = TokenPolicy.ofDefaults().withIssuer("shop").withAudience("shop");
        try (AuthService service = AuthService.builder(secret, stores, new CapturingMailer())
                .tokens(ours)
                .build()) {
            service.verifyAccessToken(JwtTokenIssuer.create(ours, secret).issueAccess(claims));
            for (TokenPolicy theirs :
                    List.of(ours.withIssuer("forum"), ours.withAudience("forum"), ours.withIssuer("Shop"))) {
                String token = JwtTokenIssuer.create(theirs, secret).issueAccess(claims);
                refused(INVALID_TOKEN, () -> service.verifyAccessToken(token));
            }
            String stranger = JwtTokenIssuer.create(ours, RootSecret.generate()).issueAccess(claims);
            refused(INVALID_TOKEN, () -> service.verifyAccessToken(stranger));
        }
    }

    @Test
    @Tag("JWT-04")
    void aChangedClaimBreaksTheToken() {
        String[] parts = access.split("\\.", -1);
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String admin = payload.replace("\"roles\":[]", "\"roles\":[\"admin\"]");
        assertThat(admin).isNotEqualTo(payload);

        String forged = parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(admin.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];

        refused(INVALID_TOKEN, () -> anna.service.verifyAccessToken(forged));
    }

    @Test
    @Tag("JWT-11")
    void aTokenIsExpiredAtItsEndToTheMillisecond() {
        Instant end = anna.first.tokens().accessExpiresAt();
        anna.auth.clock().set(end.minusMillis(1));
        anna.service.verifyAccessToken(access);
        anna.verify(anna.first);

        anna.auth.clock().set(end);

        refused(TOKEN_EXPIRED, () -> anna.service.verifyAccessToken(access));
        refused(TOKEN_EXPIRED, () -> anna.verify(anna.first));
        Instant sessionEnd = anna.first.tokens().refreshExpiresAt();
        anna.auth.clock().set(sessionEnd);
        refused(TOKEN_EXPIRED, () -> anna.refresh(anna.first));
        anna.auth.clock().set(sessionEnd.minusMillis(1));
        anna.refresh(anna.first);
    }

    @Test
    @Tag("JWT-11")
    void aTokenFromTheFutureIsRefusedBeyondTheDifferenceOfClocks() {
        Instant issuedAt = anna.service.verifyAccessToken(access).issuedAt();
        anna.auth.clock().set(issuedAt.minusSeconds(30));
        anna.service.verifyAccessToken(access);
        anna.refresh(anna.first);

        assertThat(anna.happened(AuthEventType.TOKEN_FROM_FUTURE)).isZero();

        anna.auth.clock().set(issuedAt.minusMillis(30_001));

        refused(INVALID_TOKEN, () -> anna.service.verifyAccessToken(access));
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        assertThat(anna.auth.events().stream()
                        .filter(event -> event.type() == AuthEventType.TOKEN_FROM_FUTURE)
                        .map(AuthEvent::userId))
                .containsExactly(anna.id(), anna.id(), anna.id());
    }

    @Test
    @Tag("JWT-11")
    void theLeewayIsForTheStartOnlyAndMayBeNone() {
        try (Anna other =
                Anna.signedUp(options -> options.tokens(TokenPolicy.ofDefaults().withLeeway(Duration.ZERO)))) {
            String token = other.first.tokens().accessToken();
            Instant issuedAt = other.service.verifyAccessToken(token).issuedAt();
            other.auth.clock().set(issuedAt.minusMillis(1));

            refused(INVALID_TOKEN, () -> other.service.verifyAccessToken(token));
        }
    }

    @Test
    @Tag("JWT-13")
    void lifetimesAreBounded() {
        TokenPolicy policy = TokenPolicy.ofDefaults();

        assertThat(anna.first.tokens().accessExpiresAt())
                .isEqualTo(anna.service.verifyAccessToken(access).issuedAt().plus(Duration.ofMinutes(15)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy.withAccessLifetime(Duration.ofHours(24)))
                .withMessageContaining("accessLifetime");
    }

    @Test
    @Tag("JWT-14")
    void aRaisedEpochEndsOldTokensAndNotTheNextOneOfTheSameSecond() {
        anna.service.users().endSessions(new EndUserSessions(anna.id(), Caller.unknown()));
        SignedIn next = anna.logIn(Anna.PASSWORD);

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        anna.verify(next);
        anna.refresh(next);
    }

    @Test
    @Tag("JWT-14")
    void aSessionOfAnOlderEpochIsDeadAlthoughItsRowIsLeft() {
        anna.stores.users().raiseEpoch(anna.id());
        assertThat(anna.stores.sessions().find(anna.first.sessionId())).isPresent();
        assertThat(anna.service.users().sessions(anna.id(), SessionCursor.start(), 100))
                .isEmpty();

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
    }

    @Test
    @Tag("JWT-15")
    void theStatelessCheckLagsAndTheStrictOneDoesNot() {
        anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()));

        anna.service.verifyAccessToken(access);
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        anna.auth.clock().set(anna.first.tokens().accessExpiresAt());
        refused(TOKEN_EXPIRED, () -> anna.service.verifyAccessToken(access));
    }

    @Test
    @Tag("JWT-15")
    @Tag("RFR-07")
    void aDeletedUsersTokensOpenNothingEvenForWhoSignsUpAgain() {
        anna.service.users().delete(new DeleteUser(anna.id(), Caller.unknown()));
        anna.later(Duration.ofSeconds(61));
        anna.auth.mailer().clear();
        SignedIn again = anna.auth.signUp(Anna.EMAIL, Anna.PASSWORD);

        assertThat(again.user().id()).isNotEqualTo(anna.id());
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        anna.verify(again);
    }

    @Test
    @Tag("JWT-05")
    void twoServicesOnOneDatabaseWithDifferentSecretsDoNotTakeEachOthersTokens() {
        try (TestAuth other = TestAuth.on(anna.stores, options -> options)) {
            refused(INVALID_TOKEN, () -> other.service().verifySession(new VerifySession(access, Caller.unknown())));
            refused(
                    INVALID_TOKEN,
                    () -> other.service()
                            .refresh(new Refresh(anna.first.tokens().refreshToken(), Caller.unknown())));
            other.service().logout(new Logout(access, Caller.unknown()));
        }
        anna.verify(anna.first);
    }
}
