package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TokenKeysTest {
    @Test
    @Tag("JWT-01")
    void theTypeOfTheKeyIsItsAlgorithm() {
        assertRoundTrip(Keys.RSA, "RS256");
        assertRoundTrip(Keys.EC, "ES256");
    }

    private static void assertRoundTrip(KeyPair pair, String algorithm) {
        TokenKeys keys = TokenKeys.of(pair);
        JwtTokenIssuer issuer = Keys.issuer(keys);
        String token = issuer.issueAccess(ACCESS);

        assertThat(Tokens.decode(token.split("\\.", -1)[0]))
                .contains("\"alg\":\"" + algorithm + "\"", "\"kid\":\"" + keys.keyId() + "\"");
        assertThat(issuer.readAccess(token)).contains(ACCESS);
        assertThat(Keys.verifier(keys.jwks()).verify(token)).isEqualTo(ACCESS);
        assertThat(issuer.readAccess(Tokens.ISSUER.issueAccess(ACCESS))).isEmpty();
    }

    @Test
    @Tag("JWT-05")
    void refreshTokensStayWithTheRootSecret() {
        JwtTokenIssuer issuer = Keys.issuer(TokenKeys.of(Keys.EC));
        String refresh = issuer.issueRefresh(REFRESH);

        assertThat(Tokens.ISSUER.readRefresh(refresh)).contains(REFRESH);
        assertThat(issuer.readRefresh(refresh)).contains(REFRESH);
        assertThat(issuer.readAccess(refresh)).isEmpty();
        assertThat(issuer.readRefresh(issuer.issueAccess(ACCESS))).isEmpty();
    }

    @Test
    @Tag("JWT-16")
    void bothKeysLiveUntilTheOldOneIsLeftOut() {
        for (List<KeyPair> pairs :
                List.of(List.of(Keys.EC_OLD, Keys.EC), List.of(Keys.RSA_OLD, Keys.RSA), List.of(Keys.RSA, Keys.EC))) {
            TokenKeys before = TokenKeys.of(pairs.get(0));
            TokenKeys after = TokenKeys.of(pairs.get(1));
            TokenKeys during = after.alsoVerifying(pairs.get(0).getPublic());
            String old = Keys.issuer(before).issueAccess(ACCESS);
            String current = Keys.issuer(during).issueAccess(ACCESS);

            assertThat(during.keyId()).isEqualTo(after.keyId());
            assertThat(Keys.issuer(during).readAccess(old)).contains(ACCESS);
            assertThat(Keys.verifier(during.jwks()).verify(old)).isEqualTo(ACCESS);
            assertThat(Keys.verifier(during.jwks()).verify(current)).isEqualTo(ACCESS);
            assertThat(Keys.issuer(after).readAccess(old)).isEmpty();
            assertThat(Keys.issuer(before).readAccess(current)).isEmpty();
            assertThat(Keys.issuer(after).readAccess(current)).contains(ACCESS);
        }
    }

    @Test
    @Tag("JWT-03")
    void theDocumentHasPublicMembersOnly() throws IOException {
        TokenKeys keys = TokenKeys.of(Keys.EC).alsoVerifying(Keys.RSA.getPublic());
        JsonNode document = new ObjectMapper().readTree(keys.jwks());

        assertThat(document.properties()).hasSize(1);
        assertThat(document.path("keys")).hasSize(2);
        assertThat(document.path("keys").path(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kty", "crv", "x", "y", "kid", "use", "alg");
        assertThat(document.path("keys").path(1).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kty", "n", "e", "kid", "use", "alg");
        assertThat(keys.toString()).contains(keys.keyId()).hasSizeLessThan(110);
    }

    @Test
    void theIdIsTheThumbprint() {
        // RFC 7638 section 3.1.
        String n =
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZ"
                        + "CiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZ"
                        + "gnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniI"
                        + "qbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        Jwk read = JwkReader.read("{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"kid\":\"1\",\"use\":\"sig\",\"alg\":"
                        + "\"RS256\",\"n\":\"" + n + "\"}]}")
                .get(0);

        assertThat(Jwk.of(read.key()).id()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    @Test
    void coordinatesKeepTheirLeadingZeros() {
        KeyPair pair = IntStream.range(0, 20_000)
                .mapToObj(i -> Keys.ec("secp256r1"))
                .filter(each -> ((java.security.interfaces.ECPublicKey) each.getPublic())
                                .getW()
                                .getAffineX()
                                .bitLength()
                        <= 248)
                .findFirst()
                .orElseThrow();
        TokenKeys keys = TokenKeys.of(pair);

        assertThat(Keys.verifier(keys.jwks()).verify(Keys.issuer(keys).issueAccess(ACCESS)))
                .isEqualTo(ACCESS);
    }

    @Test
    @Tag("JWT-01")
    void otherKeysAreRefused() {
        KeyPair weak = Keys.rsa(1024);
        for (KeyPair pair : List.of(
                weak,
                Keys.ec("secp384r1"),
                Keys.ec("secp521r1"),
                new KeyPair(Keys.RSA.getPublic(), Keys.RSA_OLD.getPrivate()),
                new KeyPair(Keys.EC.getPublic(), Keys.EC_OLD.getPrivate()),
                new KeyPair(Keys.EC.getPublic(), Keys.ec("secp384r1").getPrivate()),
                new KeyPair(Keys.EC.getPublic(), Keys.RSA.getPrivate()))) {
            assertThatIllegalArgumentException()
                    .as(pair.getPublic().toString())
                    .isThrownBy(() -> TokenKeys.of(pair))
                    .withMessageMatching("(Use|Give) .*");
        }
        TokenKeys keys = TokenKeys.of(Keys.EC);
        assertThatIllegalArgumentException().isThrownBy(() -> keys.alsoVerifying(weak.getPublic()));
        assertThatIllegalArgumentException().isThrownBy(() -> keys.alsoVerifying(Keys.EC.getPublic()));
    }
}
