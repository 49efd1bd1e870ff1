package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.ISSUED;
import static io.github.keystile.auth.token.Tokens.ISSUER;
import static io.github.keystile.auth.token.Tokens.POLICY;
import static io.github.keystile.auth.token.Tokens.REFRESH;
import static io.github.keystile.auth.token.Tokens.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.key.RootSecret;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JwtTokenIssuerTest {
    @ParameterizedTest
    @EnumSource(TokenAlgorithm.class)
    void readsWhatItIssued(TokenAlgorithm algorithm) {
        JwtTokenIssuer issuer = JwtTokenIssuer.create(POLICY.withAlgorithm(algorithm), SECRET);

        assertThat(issuer.readAccess(issuer.issueAccess(ACCESS))).contains(ACCESS);
        assertThat(issuer.readRefresh(issuer.issueRefresh(REFRESH))).contains(REFRESH);
    }

    @Test
    void readsAnAccessTokenWithoutRoles() {
        AccessClaims claims = new AccessClaims("u", "s", "t", Set.of(), ISSUED, ISSUED, true);

        assertThat(ISSUER.readAccess(ISSUER.issueAccess(claims))).contains(claims);
    }

    @Test
    @Tag("JWT-12")
    void saysNothingButTheListedClaims() {
        String[] access = ISSUER.issueAccess(ACCESS).split("\\.", -1);
        String[] refresh = ISSUER.issueRefresh(REFRESH).split("\\.", -1);

        assertThat(Tokens.decode(access[0]))
                .isEqualTo("{\"typ\":\"at+jwt\",\"kid\":\"" + SECRET.keyId() + "\",\"alg\":\"HS256\"}");
        assertThat(Tokens.decode(access[1])).isEqualTo(Tokens.PAYLOAD);
        assertThat(Tokens.decode(refresh[0]))
                .isEqualTo("{\"typ\":\"rt+jwt\",\"kid\":\"" + SECRET.keyId() + "\",\"alg\":\"HS256\"}");
        assertThat(Tokens.decode(refresh[1]))
                .isEqualTo("{\"iss\":\"keystile\",\"aud\":\"keystile\",\"sub\":\"user-1\",\"sid\":\"session-1\","
                        + "\"jti\":\"token-2\",\"iat\":1795255200,\"exp\":1795860000,\"remembered\":true,"
                        + "\"gen\":7,\"abs\":1797847200123}");
    }

    @Test
    @Tag("JWT-12")
    void saysWhetherTheBrowserRemembers() {
        AccessClaims access = new AccessClaims("u", "s", "t", Set.of(), ISSUED, ISSUED, false);
        RefreshClaims refresh = new RefreshClaims("u", "s", "t", 1, ISSUED, ISSUED, ISSUED, false);

        assertThat(ISSUER.readAccess(ISSUER.issueAccess(access))).contains(access);
        assertThat(ISSUER.readRefresh(ISSUER.issueRefresh(refresh))).contains(refresh);
        assertThat(ISSUER.readRefresh(ISSUER.issueRefresh(REFRESH))).contains(REFRESH);
    }

    @Test
    @Tag("JWT-05")
    void doesNotTakeOneKindForTheOther() {
        assertThat(ISSUER.readRefresh(ISSUER.issueAccess(ACCESS))).isEmpty();
        assertThat(ISSUER.readAccess(ISSUER.issueRefresh(REFRESH))).isEmpty();
    }

    @Test
    @Tag("JWT-05")
    void hasAnotherKeyForEachKindAndAlgorithm() {
        byte[] content = {1};

        assertThat(SigningKey.derive(SECRET, TokenAlgorithm.HS256, "at+jwt")
                        .signature()
                        .sign(content))
                .isNotEqualTo(SigningKey.derive(SECRET, TokenAlgorithm.HS256, "rt+jwt")
                        .signature()
                        .sign(content));
        assertThat(SECRET.derive("token at+jwt HS256", 32)).isNotEqualTo(SECRET.derive("token at+jwt HS512", 32));
    }

    @Test
    @Tag("JWT-06")
    void doesNotReadTokensOfOtherNames() {
        JwtTokenIssuer otherIssuer = JwtTokenIssuer.create(POLICY.withIssuer("other"), SECRET);
        JwtTokenIssuer otherAudience = JwtTokenIssuer.create(POLICY.withAudience("other"), SECRET);

        for (JwtTokenIssuer other : new JwtTokenIssuer[] {otherIssuer, otherAudience}) {
            assertThat(other.readAccess(ISSUER.issueAccess(ACCESS))).isEmpty();
            assertThat(ISSUER.readAccess(other.issueAccess(ACCESS))).isEmpty();
            assertThat(other.readRefresh(ISSUER.issueRefresh(REFRESH))).isEmpty();
            assertThat(ISSUER.readRefresh(other.issueRefresh(REFRESH))).isEmpty();
        }
    }

    @Test
    @Tag("JWT-01")
    void doesNotReadItsOwnTokensOfAnotherAlgorithm() {
        JwtTokenIssuer other = JwtTokenIssuer.create(POLICY.withAlgorithm(TokenAlgorithm.HS512), SECRET);

        assertThat(ISSUER.readAccess(other.issueAccess(ACCESS))).isEmpty();
        assertThat(other.readAccess(ISSUER.issueAccess(ACCESS))).isEmpty();
    }

    @Test
    @Tag("JWT-11")
    void leavesTimeToTheCaller() {
        Instant longAgo = Instant.EPOCH;
        Instant farAway = Instant.parse("9999-12-31T23:59:59Z");
        AccessClaims expired = new AccessClaims("u", "s", "t", Set.of(), longAgo, longAgo, true);
        AccessClaims future = new AccessClaims("u", "s", "t", Set.of(), farAway, farAway, false);

        assertThat(ISSUER.readAccess(ISSUER.issueAccess(expired))).contains(expired);
        assertThat(ISSUER.readAccess(ISSUER.issueAccess(future))).contains(future);
    }

    @Test
    @Tag("JWT-02")
    void refusesARootSecretShorterThanTheHash() {
        RootSecret of47 = RootSecret.of(SECRET.derive("test", 47));
        RootSecret of48 = RootSecret.of(SECRET.derive("test", 48));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokenIssuer.create(POLICY.withAlgorithm(TokenAlgorithm.HS384), of47))
                .withMessageContaining("openssl rand -base64 48");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtTokenIssuer.create(POLICY.withAlgorithm(TokenAlgorithm.HS512), of48))
                .withMessageContaining("openssl rand -base64 64");
        assertThat(JwtTokenIssuer.create(POLICY.withAlgorithm(TokenAlgorithm.HS384), of48))
                .isNotNull();
    }

    @Test
    @Tag("JWT-08")
    void issuesNothingThatItWouldNotRead() {
        Set<String> tooMany = IntStream.range(0, 60)
                .mapToObj(i -> ("r" + i + "-".repeat(60)).substring(0, 60))
                .collect(Collectors.toSet());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issueAccess(
                        new AccessClaims("u", "s", "t", tooMany, ISSUED, ISSUED.plusSeconds(9), true)))
                .withMessageContaining("4000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issueRefresh(
                        new RefreshClaims("u", "s", "t", -1, ISSUED, ISSUED.plusSeconds(9), ISSUED, true)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issueAccess(
                        new AccessClaims("u", "s", "t", Set.of(), Instant.EPOCH.minusMillis(1), ISSUED, true)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ISSUER.issueAccess(new AccessClaims("u", "s", "t", Set.of(), ISSUED, Instant.MAX, true)));
    }

    @ParameterizedTest
    @Tag("JWT-12")
    @ValueSource(strings = {"", "é", "a\n", "12345678901234567890123456789012345678901234567890123456789012345"})
    void refusesIdsThatAreNotOpaqueAscii(String id) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issueAccess(new AccessClaims(id, "s", "t", Set.of(), ISSUED, ISSUED, true)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ISSUER.issueAccess(new AccessClaims("u", id, "t", Set.of(), ISSUED, ISSUED, true)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ISSUER.issueRefresh(new RefreshClaims("u", "s", id, 0, ISSUED, ISSUED, ISSUED, true)));
    }
}
