package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.Security;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Private keys that are no {@code RSAPrivateKey} and no {@code ECPrivateKey}, but sign. */
@Tag("JWT-01")
class HardwareKeyTest {
    private static final List<KeyPair> PAIRS = List.of(Hardware.keep(Keys.RSA), Hardware.keep(Keys.EC));

    @BeforeEach
    void plugIn() {
        Hardware.isDown = false;
        Hardware.answer = null;
        Security.addProvider(new Hardware());
    }

    @AfterEach
    void pullOut() {
        Security.removeProvider("Hardware");
    }

    @Test
    void signsLikeAnyOther() {
        for (KeyPair pair : PAIRS) {
            TokenKeys keys = TokenKeys.of(pair);
            JwtTokenIssuer issuer = Keys.issuer(keys);
            TokenVerifier elsewhere = Keys.verifier(keys.jwks());
            // Enough for numbers of the EC signatures that are shorter than others.
            for (int i = 0; i < 600; i++) {
                String token = issuer.issueAccess(ACCESS);
                assertThat(issuer.readAccess(token)).contains(ACCESS);
                assertThat(elsewhere.verify(token)).isEqualTo(ACCESS);
            }
        }
    }

    @Test
    void ofAnotherPublicKeyIsRefused() {
        for (KeyPair pair : List.of(
                new KeyPair(Keys.RSA.getPublic(), Hardware.keep(Keys.RSA_OLD).getPrivate()),
                new KeyPair(Keys.EC.getPublic(), Hardware.keep(Keys.EC_OLD).getPrivate()),
                new KeyPair(Keys.EC.getPublic(), Hardware.keep(Keys.RSA).getPrivate()))) {
            assertRefused(pair);
        }
    }

    @Test
    void thatNoProviderSignsWithIsRefused() {
        pullOut();
        PAIRS.forEach(HardwareKeyTest::assertRefused);
    }

    @Test
    void thatDoesNotSignIsRefused() {
        Hardware.isDown = true;
        PAIRS.forEach(HardwareKeyTest::assertRefused);
        Hardware.isDown = false;
        for (String answer : List.of("", "30", "3006020101020101", "300602010102017f00", "3080", "ff".repeat(256))) {
            Hardware.answer = HexFormat.of().parseHex(answer);
            PAIRS.forEach(HardwareKeyTest::assertRefused);
        }
    }

    @Test
    void thatFailsLaterMakesNoToken() {
        for (KeyPair pair : PAIRS) {
            JwtTokenIssuer issuer = Keys.issuer(TokenKeys.of(pair));
            Hardware.isDown = true;
            assertThatThrownBy(() -> issuer.issueAccess(ACCESS)).isInstanceOf(RuntimeException.class);
            Hardware.isDown = false;
            assertThat(issuer.readAccess(issuer.issueAccess(ACCESS))).contains(ACCESS);
        }
    }

    private static void assertRefused(KeyPair pair) {
        assertThatIllegalArgumentException()
                .as(() -> pair.getPublic().getAlgorithm() + " " + Arrays.toString(Hardware.answer))
                .isThrownBy(() -> TokenKeys.of(pair))
                .withMessageContaining("install the provider");
    }
}
