package io.github.keystile.auth.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.spec.ECPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads a JWKS document (RFC 7517 section 5): keys that are not for us are left out, as the RFC asks, but no
 * document that gives a private key away is believed. */
final class JwkReader {
    static final int MAX_KEYS = 16;
    private static final int MAX_LENGTH = 65_536;
    private static final List<String> SECRET = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private JwkReader() {}

    /** At least one key, in the order of the document; ids may repeat, which is for the {@link KeyRing} to refuse. */
    static List<Jwk> read(String jwks) {
        if (jwks.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The JWKS is longer than 65536 characters");
        }
        JsonNode array = StrictJson.object(jwks.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalArgumentException("The JWKS is not a JSON object"))
                .path("keys");
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_KEYS) {
            throw new IllegalArgumentException("The JWKS needs \"keys\", an array of 1 to 16 keys");
        }
        List<Jwk> keys = new ArrayList<>();
        IllegalArgumentException whyNone = null;
        for (JsonNode key : array) {
            ObjectNode open = open(key);
            try {
                keys.add(key(open));
            } catch (IllegalArgumentException unknown) {
                whyNone = unknown;
            }
        }
        if (keys.isEmpty()) {
            throw Objects.requireNonNull(whyNone);
        }
        return keys;
    }

    private static ObjectNode open(JsonNode key) {
        if (!(key instanceof ObjectNode json)) {
            throw new IllegalArgumentException("A key of the JWKS is not an object");
        }
        // Whoever publishes a private key has none any more (RFC 7517 section 9.2).
        if (SECRET.stream().anyMatch(json::has)) {
            throw new IllegalArgumentException("The JWKS holds a private or symmetric key: replace that key");
        }
        return json;
    }

    private static Jwk key(ObjectNode json) {
        String id = ClaimRules.requireId("kid", text(json, "kid"));
        Jwk key = switch (text(json, "kty")) {
            case "RSA" -> new Jwk(id, KeyRules.rsa(number(json, "n"), number(json, "e")));
            case "EC" -> {
                require(json, "crv", "P-256");
                yield new Jwk(id, KeyRules.ec(new ECPoint(coordinate(json, "x"), coordinate(json, "y"))));
            }
            default -> throw new IllegalArgumentException("A key of the JWKS is neither RSA nor EC");
        };
        require(json, "use", "sig");
        require(json, "alg", key.algorithm());
        JsonNode operations = json.path("key_ops");
        if (!operations.isMissingNode()
                && !(operations.size() == 1
                        && "verify".equals(operations.path(0).textValue()))) {
            throw new IllegalArgumentException("A key of the JWKS has other key_ops than [\"verify\"]");
        }
        return key;
    }

    private static void require(ObjectNode json, String name, String expected) {
        if (!text(json, name).equals(expected)) {
            throw new IllegalArgumentException("A key of the JWKS needs \"" + name + "\": \"" + expected + "\"");
        }
    }

    private static BigInteger coordinate(ObjectNode json, String name) {
        byte[] bytes = bytes(json, name);
        if (bytes.length != Jwk.COORDINATE_BYTES) {
            throw new IllegalArgumentException("A coordinate of P-256 has 32 bytes");
        }
        return new BigInteger(1, bytes);
    }

    private static BigInteger number(ObjectNode json, String name) {
        byte[] bytes = bytes(json, name);
        if (bytes[0] == 0) {
            throw new IllegalArgumentException("A number of an RSA key begins with a zero byte");
        }
        return new BigInteger(1, bytes);
    }

    private static byte[] bytes(ObjectNode json, String name) {
        return Base64Url.decode(text(json, name))
                .orElseThrow(
                        () -> new IllegalArgumentException("A key of the JWKS has \"" + name + "\" not in base64url"));
    }

    private static String text(ObjectNode json, String name) {
        String text = json.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("A key of the JWKS has no text \"" + name + "\"");
        }
        return text;
    }
}
