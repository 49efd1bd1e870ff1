package io.github.keystile.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keystile.auth.key.RootSecret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Test vectors of C2SP/wycheproof, where they are beside the repository or named by KEYSTILE_VECTORS. */
class WycheproofTest {
    /** Not among them: 367 and 370, which are well-formed copies of a valid one. */
    private static final Set<Integer> MALFORMED =
            Set.of(360, 361, 362, 363, 364, 365, 366, 368, 369, 371, 372, 373, 374, 375);

    @Test
    @Tag("JWT-01")
    void noTokenOfOthersIsRead() throws IOException {
        List<JsonNode> tests = tests("json_web_signature_test.json");
        tests.addAll(tests("json_web_crypto_test.json"));
        tests.addAll(tests("json_web_key_test.json"));

        assertThat(tests).hasSizeGreaterThan(450);
        for (JsonNode test : tests) {
            String token = test.path(test.has("jwe") ? "jwe" : "jws").asText();
            assertThat(Tokens.ISSUER.readAccess(token)).as(token).isEmpty();
            assertThat(Tokens.ISSUER.readRefresh(token)).as(token).isEmpty();
        }
    }

    @Test
    @Tag("JWT-01")
    @Tag("JWT-17")
    void signaturesOfPublicKeysAreCheckedExactly() throws IOException {
        int valid = 0;
        int invalid = 0;
        for (JsonNode group : groups("json_web_signature_test.json")) {
            String algorithm = group.path("public").path("alg").asText();
            if (!algorithm.equals("RS256") && !algorithm.equals("ES256")) {
                continue;
            }
            ObjectNode document = new ObjectMapper().createObjectNode();
            ObjectNode key = group.path("public").deepCopy();
            document.putArray("keys").add(key.put("use", "sig"));
            SigningKey verifying =
                    SigningKey.verifying(JwkReader.read(document.toString()).get(0));
            for (JsonNode test : group.path("tests")) {
                String token = test.path("jws").asText();
                boolean expected = test.path("result").asText().equals("valid");
                valid += expected ? 1 : 0;
                invalid += expected ? 0 : 1;
                assertThat(verifies(verifying, token)).as(test.toString()).isEqualTo(expected);
            }
        }
        assertThat(valid).isGreaterThan(5);
        assertThat(invalid).isGreaterThan(200);
    }

    @Test
    @Tag("JWT-03")
    void keysOfOtherUsesAreRefused() throws IOException {
        int seen = 0;
        for (JsonNode group : groups("json_web_signature_test.json")) {
            if (group.path("tests").path(0).path("comment").asText().startsWith("rejectWrong")) {
                seen++;
                String jwks = "{\"keys\":[" + group.path("public") + "]}";
                assertThatIllegalArgumentException().isThrownBy(() -> JwkReader.read(jwks));
            }
        }
        assertThat(seen).isEqualTo(4);
    }

    /** As a reader does, but for what is in the payload: theirs are not claims, and one is empty. */
    private static boolean verifies(SigningKey key, String token) {
        String[] parts = token.split("\\.", -1);
        return parts.length == 3
                && (parts[1].isEmpty() || Base64Url.decode(parts[1]).isPresent())
                && Base64Url.decode(parts[0])
                        .flatMap(StrictJson::object)
                        .filter(header ->
                                key.algorithm().equals(header.path("alg").textValue()))
                        .isPresent()
                && key.check()
                        .passes(
                                ByteBuffer.wrap((parts[0] + "." + parts[1]).getBytes(StandardCharsets.ISO_8859_1)),
                                parts[2].getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    @Tag("JWT-08")
    void malformedFormsAreNotDecoded() throws IOException {
        for (JsonNode test : tests("json_web_signature_test.json")) {
            int id = test.path("tcId").asInt();
            String token = test.path("jws").asText();
            if (MALFORMED.contains(id)) {
                assertThat(hasForm(token)).as("%d", id).isFalse();
            } else if (test.path("result").asText().equals("valid") && !token.contains("..")) {
                assertThat(hasForm(token)).as("%d", id).isTrue();
            }
        }
    }

    private static boolean hasForm(String token) {
        return CompactForm.of(token)
                .filter(form -> form.header().isPresent() && form.payload().isPresent())
                .filter(form -> Base64Url.decode(form.signature()).isPresent())
                .isPresent();
    }

    @Test
    @Tag("JWT-02")
    void shortAndEmptyKeysAreRefused() throws IOException {
        int seen = 0;
        for (JsonNode group : groups("json_web_key_test.json")) {
            JsonNode key = group.path("private").path("keys").path(0);
            String comment = group.path("tests").path(0).path("comment").asText();
            if (comment.equals("key_too_short") || comment.equals("empty_key")) {
                seen++;
                TokenPolicy policy = Tokens.POLICY.withAlgorithm(
                        TokenAlgorithm.valueOf(key.path("alg").asText()));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> JwtTokenIssuer.create(
                                policy, RootSecret.ofBase64(key.path("k").asText())));
            }
        }
        assertThat(seen).isEqualTo(6);
    }

    @Test
    @Tag("JWT-02")
    void theAlgorithmsAreHmac() throws IOException {
        assertHmac("hmac_sha256_test.json", 256, Algorithm::HMAC256);
        assertHmac("hmac_sha384_test.json", 384, Algorithm::HMAC384);
        assertHmac("hmac_sha512_test.json", 512, Algorithm::HMAC512);
    }

    private static void assertHmac(String file, int bits, Function<byte[], Algorithm> algorithm) throws IOException {
        HexFormat hex = HexFormat.of();
        int seen = 0;
        for (JsonNode group : groups(file)) {
            if (group.path("tagSize").asInt() != bits) {
                continue;
            }
            for (JsonNode test : group.path("tests")) {
                seen++;
                byte[] tag = algorithm
                        .apply(hex.parseHex(test.path("key").asText()))
                        .sign(hex.parseHex(test.path("msg").asText()));
                assertThat(hex.formatHex(tag).equals(test.path("tag").asText()))
                        .as(file + " " + test.path("tcId"))
                        .isEqualTo(test.path("result").asText().equals("valid"));
            }
        }
        assertThat(seen).isGreaterThan(50);
    }

    static List<JsonNode> tests(String file) throws IOException {
        List<JsonNode> tests = new ArrayList<>();
        groups(file).forEach(group -> group.path("tests").forEach(tests::add));
        return tests;
    }

    private static JsonNode groups(String file) throws IOException {
        Path path = vectors().resolve("wycheproof").resolve(file);
        return new ObjectMapper().readTree(Files.readString(path)).path("testGroups");
    }

    private static Path vectors() {
        String named = System.getProperty("KEYSTILE_VECTORS", System.getenv("KEYSTILE_VECTORS"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path beside = dir.resolve("shared").resolve("vectors");
            if (Files.isDirectory(beside)) {
                return beside;
            }
        }
        return Assumptions.abort("No test vectors: set KEYSTILE_VECTORS to their folder");
    }
}
