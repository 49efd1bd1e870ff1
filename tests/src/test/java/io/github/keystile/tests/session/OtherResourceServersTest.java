package io.github.keystile.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.sun.net.httpserver.HttpServer;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenKeys;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.token.TokenType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** The recipes of docs/tokens.md. */
@Tag("JWT-18")
class OtherResourceServersTest {
    private static final TokenPolicy POLICY = TokenPolicy.ofDefaults()
            .withIssuer("https://auth.example.com")
            .withAudience("shop")
            .withClientId("web");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final AccessClaims claims =
            new AccessClaims("user-1", "session-1", "token-1", Set.of("admin"), now, now.plusSeconds(900), true);

    private HttpServer server;
    private String url;
    private byte[] document = new byte[0];

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        url = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/.well-known/jwks.json";
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
            exchange.sendResponseHeaders(200, document.length);
            exchange.getResponseBody().write(document);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void springReadsOurTokensAsRfc9068SaysOfBothKinds() {
        for (SignatureAlgorithm algorithm : Set.of(SignatureAlgorithm.ES256, SignatureAlgorithm.RS256)) {
            TokenKeys keys = serve(algorithm == SignatureAlgorithm.ES256 ? "EC" : "RSA");
            Jwt jwt = atJwt(algorithm, "web").decode(token(POLICY, keys));

            assertThat(jwt.getSubject()).isEqualTo("user-1");
            assertThat(jwt.getClaimAsStringList("roles")).containsExactly("admin");
            assertThat(jwt.getExpiresAt()).isEqualTo(claims.expiresAt());
            for (TokenPolicy other : Set.of(
                    POLICY.withIssuer("other"), POLICY.withAudience("other"), POLICY.withAccessType(TokenType.JWT))) {
                assertThatExceptionOfType(JwtException.class)
                        .isThrownBy(() -> atJwt(algorithm, "web").decode(token(other, keys)));
            }
            assertThatExceptionOfType(JwtException.class)
                    .isThrownBy(() -> atJwt(algorithm, "other").decode(token(POLICY, keys)));
        }
    }

    @Test
    void springAsItIsReadsTheTypeJwt() {
        TokenKeys keys = serve("RSA");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(url).build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithIssuer(POLICY.issuer()));

        assertThat(decoder.decode(token(POLICY.withAccessType(TokenType.JWT), keys))
                        .getSubject())
                .isEqualTo("user-1");
        assertThatExceptionOfType(JwtException.class).isThrownBy(() -> decoder.decode(token(POLICY, keys)));
    }

    @Test
    void nimbusReadsOurTokens() throws Exception {
        TokenKeys keys = serve("EC");
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(JWKSet.parse(keys.jwks()))));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                POLICY.audience(),
                new JWTClaimsSet.Builder().issuer(POLICY.issuer()).build(),
                Set.of("sub", "exp", "iat", "jti", "sid")));

        assertThat(processor.process(token(POLICY, keys), null).getSubject()).isEqualTo("user-1");
        assertThatExceptionOfType(BadJOSEException.class)
                .isThrownBy(() -> processor.process(token(POLICY.withAudience("other"), keys), null));
    }

    private NimbusJwtDecoder atJwt(SignatureAlgorithm algorithm, String clientId) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(url)
                .jwsAlgorithm(algorithm)
                .validateType(false)
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(POLICY.issuer())
                .audience(POLICY.audience())
                .clientId(clientId)
                .build());
        return decoder;
    }

    private String token(TokenPolicy policy, TokenKeys keys) {
        return JwtTokenIssuer.asymmetric(policy, RootSecret.generate(), keys).issueAccess(claims);
    }

    private TokenKeys serve(String type) {
        TokenKeys keys = TokenKeys.of(pair(type).generateKeyPair());
        document = keys.jwks().getBytes(StandardCharsets.UTF_8);
        return keys;
    }

    private static KeyPairGenerator pair(String type) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            generator.initialize(type.equals("EC") ? 256 : 2048);
            return generator;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
