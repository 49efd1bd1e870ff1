package io.github.keystile.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JwkReaderTest {
    private static final String OTHER = Tokens.base64(new byte[32]);

    private static String document(Consumer<ObjectNode> change, boolean rsa) {
        ObjectNode key = Jwk.of((rsa ? Keys.RSA : Keys.EC).getPublic()).json();
        change.accept(key);
        return "{\"keys\":[" + key + "]}";
    }

    private static void assertRefused(String jwks) {
        assertThatIllegalArgumentException().as(jwks).isThrownBy(() -> Keys.verifier(jwks));
    }

    @Test
    @Tag("JWT-03")
    void everyMemberIsChecked() {
        for (boolean rsa : new boolean[] {true, false}) {
            assertThatCode(() -> Keys.verifier(document(key -> key.put("x5t", "unknown"), rsa)))
                    .doesNotThrowAnyException();
            for (String secret : List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k")) {
                assertRefused(document(key -> key.put(secret, "AQAB"), rsa));
            }
            for (String needed : List.of("kid", "kty", "use", "alg")) {
                assertRefused(document(key -> key.remove(needed), rsa));
                assertRefused(document(key -> key.put(needed, 1), rsa));
                assertRefused(document(key -> key.put(needed, ""), rsa));
            }
            assertRefused(document(key -> key.put("use", "enc"), rsa));
            assertRefused(document(key -> key.put("alg", rsa ? "ES256" : "RS256"), rsa));
            assertRefused(document(key -> key.put("alg", "HS256"), rsa));
            assertRefused(document(key -> key.put("kty", rsa ? "EC" : "RSA"), rsa));
            assertRefused(document(key -> key.put("kty", "oct"), rsa));
            assertRefused(document(key -> key.putArray("key_ops").add("encrypt"), rsa));
            assertRefused(document(key -> key.putArray("key_ops").add("verify").add("sign"), rsa));
        }
    }

    @Test
    @Tag("JWT-01")
    void weakRsaKeysAreRefused() {
        RSAPublicKey weak = (RSAPublicKey) Keys.rsa(1024).getPublic();
        String n = Tokens.base64(weak.getModulus().toByteArray()).substring(0, 171);
        assertRefused(document(key -> key.put("n", n), true));
        byte[] of1024 = java.util.Arrays.copyOfRange(weak.getModulus().toByteArray(), 1, 129);
        assertRefused(document(key -> key.put("n", Tokens.base64(of1024)), true));
        for (byte[] e : List.of(new byte[] {1}, new byte[] {3}, new byte[] {1, 0, 2}, new byte[] {0, 1, 0, 1})) {
            assertRefused(document(key -> key.put("e", Tokens.base64(e)), true));
        }
        assertRefused(document(key -> key.put("e", key.path("n").textValue()), true));
    }

    @Test
    @Tag("JWT-01")
    void onlyPointsOfTheCurveAreTaken() {
        assertRefused(document(key -> key.put("crv", "P-384"), false));
        assertRefused(document(key -> key.put("crv", "secp256k1"), false));
        assertRefused(document(key -> key.put("x", OTHER), false));
        assertRefused(document(key -> key.put("x", OTHER).put("y", OTHER), false));
        assertRefused(document(key -> key.put("y", key.path("x").textValue()), false));
        assertRefused(document(key -> key.put("x", Tokens.base64(new byte[33])), false));
        assertRefused(document(key -> key.put("x", key.path("x").textValue() + "="), false));
    }

    @Test
    @Tag("JWT-18")
    void keysThatAreNotForUsAreLeftOut() {
        Jwk ours = Jwk.of(Keys.EC.getPublic());
        Jwk rsa = Jwk.of(Keys.RSA.getPublic());
        for (String other : List.of(
                "{}",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"" + ours.id() + "\",\"x\":\"" + OTHER + "\"}",
                rsa.json().put("use", "enc").toString(),
                rsa.json().put("alg", "PS256").toString(),
                rsa.json().put("e", "Aw").toString(),
                rsa.json().without("kid").toString())) {
            for (String keys : List.of(other + "," + ours.json(), ours.json() + "," + other)) {
                assertThat(JwkReader.read("{\"keys\":[" + keys + "]}"))
                        .as(other)
                        .containsExactly(ours);
            }
        }
        String secret = "{\"kty\":\"OKP\",\"d\":\"AQAB\"}";
        assertRefused("{\"keys\":[" + ours.json() + "," + secret + "]}");
    }

    @Test
    @Tag("JWT-03")
    void otherDocumentsAreRefused() {
        String key = Jwk.of(Keys.EC.getPublic()).json().toString();
        assertThat(JwkReader.read("{\"keys\":[" + key + "],\"more\":1}")).hasSize(1);
        for (String jwks : List.of(
                "",
                "null",
                "[]",
                "{}",
                key,
                "{\"keys\":[]}",
                "{\"keys\":{}}",
                "{\"keys\":[null]}",
                "{\"keys\":[" + key + "," + key + "]}",
                "{\"keys\":[" + key + "],\"keys\":[]}",
                "{\"keys\":[" + key + "]} {}",
                "{\"keys\":[" + "null,".repeat(16) + key + "]}",
                " ".repeat(65_536) + "{\"keys\":[" + key + "]}")) {
            assertRefused(jwks);
        }
        ObjectNode same = Jwk.of(Keys.RSA.getPublic()).json();
        same.put("kid", Jwk.of(Keys.EC.getPublic()).id());
        assertRefused(JsonNodeFactory.instance
                .objectNode()
                .set(
                        "keys",
                        JsonNodeFactory.instance
                                .arrayNode()
                                .add(same)
                                .add(Jwk.of(Keys.EC.getPublic()).json()))
                .toString());
    }
}
