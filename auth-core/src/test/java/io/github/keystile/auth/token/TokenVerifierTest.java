package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.ISSUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A service that has the JWKS document and nothing else. */
class TokenVerifierTest {
    private static final TokenKeys EC = TokenKeys.of(Keys.EC);
    private static final TokenKeys RSA = TokenKeys.of(Keys.RSA);
    private static final String BOTH = EC.alsoVerifying(Keys.RSA.getPublic()).jwks();
    private static final TokenVerifier VERIFIER = Keys.verifier(BOTH);
    private static final Algorithm EC_KEY = Algorithm.ECDSA256((ECPrivateKey) Keys.EC.getPrivate());
    private static final Algorithm RSA_KEY = Algorithm.RSA256((RSAPrivateKey) Keys.RSA.getPrivate());

    private static void assertRefused(TokenVerifier verifier, String token, AuthError code) {
        assertThatExceptionOfType(AuthException.class)
                .as(token)
                .isThrownBy(() -> verifier.verify(token))
                .returns(code, AuthException::code);
    }

    @Test
    @Tag("JWT-11")
    void timeIsJudgedToTheSecond() {
        String token = Keys.issuer(EC).issueAccess(ACCESS);

        assertThat(Keys.verifier(BOTH, ACCESS.expiresAt().minusNanos(1)).verify(token))
                .isEqualTo(ACCESS);
        assertRefused(Keys.verifier(BOTH, ACCESS.expiresAt()), token, AuthError.TOKEN_EXPIRED);
        assertThat(Keys.verifier(BOTH, ISSUED.minusSeconds(30)).verify(token)).isEqualTo(ACCESS);
        assertRefused(Keys.verifier(BOTH, ISSUED.minusSeconds(30).minusNanos(1)), token, AuthError.INVALID_TOKEN);
    }

    @Test
    @Tag("JWT-06")
    void otherNamesAreRefused() {
        String token = Keys.issuer(EC).issueAccess(ACCESS);
        Clock clock = Clock.fixed(ISSUED, java.time.ZoneOffset.UTC);

        assertRefused(TokenVerifier.of(BOTH, Tokens.POLICY.withIssuer("other"), clock), token, AuthError.INVALID_TOKEN);
        assertRefused(
                TokenVerifier.of(BOTH, Tokens.POLICY.withAudience("other"), clock), token, AuthError.INVALID_TOKEN);
    }

    @Test
    @Tag("JWT-16")
    void anUnknownKeyIsToldFromABadToken() {
        String token = Keys.issuer(EC).issueAccess(ACCESS);

        assertThat(VERIFIER.lacksKeyOf(token)).isFalse();
        assertThat(Keys.verifier(RSA.jwks()).lacksKeyOf(token)).isTrue();
        assertThat(VERIFIER.lacksKeyOf(Keys.sign(Keys.header("ES256", EC.keyId()), RSA_KEY)))
                .isFalse();
        for (String noToken : List.of("", "x", "..", "a.b.c", "{}", token + "=", token.repeat(20), "\u0000")) {
            assertThat(Keys.verifier(RSA.jwks()).lacksKeyOf(noToken)).isFalse();
        }
    }

    @Test
    @Tag("JWT-01")
    @Tag("JWT-03")
    void aHeaderOnlySelectsAKeyWithItsOwnAlgorithm() {
        assertThat(VERIFIER.verify(Keys.sign(Keys.header("ES256", EC.keyId()), EC_KEY)))
                .isEqualTo(ACCESS);
        assertThat(VERIFIER.verify(Keys.sign(Keys.header("RS256", RSA.keyId()), RSA_KEY)))
                .isEqualTo(ACCESS);
        String plain = Keys.header("ES256", EC.keyId());
        for (String token : List.of(
                Keys.sign(Keys.header("ES256", RSA.keyId()), EC_KEY),
                Keys.sign(Keys.header("RS256", EC.keyId()), RSA_KEY),
                Keys.sign(Keys.header("ES256", EC.keyId()), RSA_KEY),
                Keys.sign(Keys.header("es256", EC.keyId()), EC_KEY),
                Keys.sign(Keys.header("RS512", RSA.keyId()), Algorithm.RSA512((RSAPrivateKey) Keys.RSA.getPrivate())),
                Keys.sign(Keys.header("ES256", "../../dev/null"), EC_KEY),
                Keys.sign(plain.replace("at+jwt", "rt+jwt"), EC_KEY),
                Keys.sign(plain.replace("at+jwt", "JWT"), EC_KEY),
                Keys.sign("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", EC_KEY),
                Keys.sign(plain.replace("}", ",\"jku\":\"https://example.org\"}"), EC_KEY),
                Keys.sign(
                        plain.replace(
                                "}",
                                ",\"jwk\":" + Jwk.of(Keys.EC_OLD.getPublic()).json() + "}"),
                        Algorithm.ECDSA256((ECPrivateKey) Keys.EC_OLD.getPrivate())),
                Keys.sign(plain, Algorithm.ECDSA256((ECPrivateKey) Keys.EC_OLD.getPrivate())),
                Keys.sign(Keys.header("none", EC.keyId()), Algorithm.none()),
                Tokens.ISSUER.issueAccess(ACCESS),
                Tokens.ISSUER.issueRefresh(Tokens.REFRESH))) {
            assertRefused(VERIFIER, token, AuthError.INVALID_TOKEN);
        }
    }

    @Test
    @Tag("JWT-01")
    void aPublicKeyIsNoHmacSecret() {
        for (PublicKey key : List.of(Keys.EC.getPublic(), Keys.RSA.getPublic())) {
            Jwk jwk = Jwk.of(key);
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
            String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";
            for (byte[] secret : List.of(
                    key.getEncoded(),
                    pem.getBytes(StandardCharsets.US_ASCII),
                    pem.strip().getBytes(StandardCharsets.US_ASCII),
                    jwk.json().toString().getBytes(StandardCharsets.US_ASCII),
                    BOTH.getBytes(StandardCharsets.US_ASCII))) {
                for (String alg : List.of("HS256", jwk.algorithm())) {
                    String token = Keys.sign(Keys.header(alg, jwk.id()), Algorithm.HMAC256(secret));
                    assertRefused(VERIFIER, token, AuthError.INVALID_TOKEN);
                    assertThat(Keys.issuer(EC).readAccess(token)).isEmpty();
                }
            }
        }
    }

    @Test
    @Tag("JWT-17")
    void aSignatureOfZerosIsRefusedWhateverTheJdk() {
        String order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        String zero = "00".repeat(32);
        String one = "00".repeat(31) + "01";
        String content = Tokens.base64(Keys.header("ES256", EC.keyId())) + "." + Tokens.base64(Tokens.PAYLOAD);
        for (String signature : List.of(zero + zero, zero + one, one + zero, order + order, order + one, one + order)) {
            String token = content + "." + Tokens.base64(HexFormat.of().parseHex(signature));
            assertRefused(VERIFIER, token, AuthError.INVALID_TOKEN);
        }
    }

    /** Whatever the JDK would say of them: the key is none, so asking it is an error. */
    @Test
    @Tag("JWT-17")
    void numbersOutOfRangeDoNotReachTheJdk() {
        SignatureCheck check = SignatureCheck.es256(new NeverAsked((ECPublicKey) Keys.EC.getPublic()));
        String order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
        String one = "00".repeat(31) + "01";

        for (String signature : List.of(
                "00".repeat(64), "00".repeat(32) + one, one + "00".repeat(32), order + one, one + order, one, "")) {
            assertThat(check.passes(
                            ByteBuffer.allocate(0),
                            Base64Url.encodeToBytes(HexFormat.of().parseHex(signature))))
                    .isFalse();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> check.passes(
                        ByteBuffer.allocate(0),
                        Base64Url.encodeToBytes(HexFormat.of().parseHex(one + one))));
    }

    /** A key that has parameters and nothing else. */
    private record NeverAsked(ECPublicKey like) implements ECPublicKey {
        private static final long serialVersionUID = 1;

        @Override
        public ECParameterSpec getParams() {
            return like.getParams();
        }

        @Override
        public ECPoint getW() {
            throw new IllegalStateException("The JDK asked");
        }

        @Override
        public String getAlgorithm() {
            throw new IllegalStateException("The JDK asked");
        }

        @Override
        public String getFormat() {
            throw new IllegalStateException("The JDK asked");
        }

        @Override
        public byte[] getEncoded() {
            throw new IllegalStateException("The JDK asked");
        }
    }

    @Test
    @Tag("JWT-09")
    void onlyTheOriginalIsRead() {
        Random random = new Random(20261121);
        List<String> tokens =
                List.of(Keys.issuer(EC).issueAccess(ACCESS), Keys.issuer(RSA).issueAccess(ACCESS));
        for (int i = 0; i < 20_000; i++) {
            String token = tokens.get(i % 2);
            StringBuilder text = new StringBuilder(token);
            int at = random.nextInt(token.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                case 1 -> text.delete(at, at + random.nextInt(20));
                case 2 -> text.insert(at, (char) random.nextInt(0x10000));
                default -> text.setLength(0);
            }
            if (text.isEmpty()) {
                String[] parts = token.split("\\.", -1);
                StringBuilder json = new StringBuilder(Tokens.decode(parts[i / 2 % 2]));
                json.setCharAt(random.nextInt(json.length()), (char) random.nextInt(0x250));
                parts[i / 2 % 2] = Tokens.base64(json.toString());
                text.append(String.join(".", parts));
            }
            if (!tokens.contains(text.toString())) {
                assertRefused(VERIFIER, text.toString(), AuthError.INVALID_TOKEN);
            }
        }
    }
}
