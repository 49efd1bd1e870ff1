package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.HEADER;
import static io.github.keystile.auth.token.Tokens.ISSUER;
import static io.github.keystile.auth.token.Tokens.PAYLOAD;
import static io.github.keystile.auth.token.Tokens.REFRESH;
import static io.github.keystile.auth.token.Tokens.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reader and java-jwt say the same of every text: what one refuses the other does, and the claims are the same. */
@Tag("JWT-09")
class DifferentialTest {
    private static final int TEXTS = 40_000;
    private static final ByTrees TREES = new ByTrees(Map.of(
            "at+jwt " + SECRET.keyId(), key("at+jwt").signature(),
            "rt+jwt " + SECRET.keyId(), key("rt+jwt").signature()));

    private static final String REFRESH_HEADER = HEADER.replace("at+jwt", "rt+jwt");
    private static final String REFRESH_PAYLOAD =
            PAYLOAD.replace("\"roles\":[\"admin\",\"user\"]", "\"gen\":7,\"abs\":1797847200123");

    /** What may stand where a value stands, so that numbers, nesting and names come in every shape. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "01",
            "1.0",
            "1.5",
            "1e3",
            "1E400",
            "-1e400",
            "1795255200",
            "31556889864403199",
            "31556889864403200",
            "-31557014167219200",
            "-31557014167219201",
            "3.2e16",
            "9223372036854775807",
            "9223372036854775808",
            "1" + "0".repeat(999),
            "1" + "0".repeat(1000),
            "0." + "1".repeat(999),
            "0." + "1".repeat(1001),
            "1e" + "9".repeat(20),
            "\"\"",
            "\"keystile\"",
            "\"user-1\"",
            "\"\\u0041\"",
            "\"\\ud800\"",
            "\"\\x\"",
            "\"\u00e9\"",
            "\"\t\"",
            "NaN",
            "[]",
            "[null]",
            "[1]",
            "[\"a\"]",
            "[\"a\",\"a\"]",
            "[\"a\",[]]",
            "[[[\"a\"]]]",
            "[\"a\",]",
            "{}",
            "{\"a\":1}",
            "{\"a\":1,\"a\":2}",
            "[{\"a\":1,\"b\":2,\"a\":2}]",
            "[\"a\",{\"b\":{\"a\":1,\"\\u0061\":2}}]",
            "[".repeat(1001) + "]".repeat(1001),
            "[".repeat(999) + "]".repeat(999));

    private static final List<String> NAMES = List.of(
            "iss",
            "aud",
            "sub",
            "sid",
            "jti",
            "iat",
            "exp",
            "nbf",
            "roles",
            "gen",
            "abs",
            "remembered",
            "client_id",
            "x",
            "",
            "s\\u0075b");

    private final Random random = new Random(20261125);
    private int read;

    @Test
    void bothKindsAreRead() {
        assertThat(ISSUER.readAccess(Tokens.sign(HEADER, PAYLOAD))).isPresent();
        String refresh = Tokens.base64(REFRESH_HEADER) + "." + Tokens.base64(REFRESH_PAYLOAD);
        assertThat(ISSUER.readRefresh(refresh + "."
                        + Tokens.base64(key("rt+jwt").signature().sign(refresh.getBytes(StandardCharsets.UTF_8)))))
                .isPresent();
    }

    @Test
    void theySayTheSameOfEveryValueOfEveryClaim() {
        for (String name : NAMES) {
            for (String value : VALUES) {
                same(HEADER, PAYLOAD.replaceFirst("\\{", "{\"" + escaped(name) + "\":" + escaped(value) + ","));
                same(HEADER, replaced(PAYLOAD, name, value));
                same(REFRESH_HEADER, replaced(REFRESH_PAYLOAD, name, value));
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void theySayTheSameOfAlteredTextsThatAreSigned() {
        for (int i = 0; i < TEXTS; i++) {
            boolean access = random.nextBoolean();
            String header = access ? HEADER : REFRESH_HEADER;
            String payload = access ? PAYLOAD : REFRESH_PAYLOAD;
            switch (random.nextInt(4)) {
                case 0 -> same(altered(header), payload);
                case 1 -> same(header, altered(payload));
                case 2 -> same(header, replaced(payload, anyOf(NAMES), anyOf(VALUES)));
                default -> same(spaced(header), spaced(payload));
            }
        }
        assertThat(read).isGreaterThan(TEXTS / 10);
    }

    @Test
    void theySayTheSameOfTextsThatEndTooSoon() {
        for (int end = 0; end <= PAYLOAD.length(); end++) {
            same(HEADER, PAYLOAD.substring(0, end));
            same(HEADER.substring(0, Math.min(end, HEADER.length())), PAYLOAD);
        }
        assertThat(read).isEqualTo(PAYLOAD.length() - HEADER.length() + 2);
    }

    /** Bytes that are no UTF-8, and marks of other encodings. */
    @Test
    void theySayTheSameOfAnyBytes() {
        for (int i = 0; i < TEXTS / 4; i++) {
            byte[] payload = PAYLOAD.replace("{", "{\"x\":\"~~~~\",").getBytes(StandardCharsets.UTF_8);
            for (int at = 6 + random.nextInt(3); at < 10 && random.nextInt(5) > 0; at++) {
                payload[at] = (byte) (0x80 + random.nextInt(0x80));
            }
            same(Tokens.sign(HEADER.getBytes(StandardCharsets.UTF_8), payload));
        }
        for (String start : List.of("\uFEFF", "\u0000", "{\u0000", " ", "\n\t\r", "\u00a0")) {
            same(HEADER, start + PAYLOAD);
            same(start + HEADER, PAYLOAD);
            same(HEADER, PAYLOAD + start);
        }
        for (var encoding : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            same(Tokens.sign(HEADER.getBytes(StandardCharsets.UTF_8), PAYLOAD.getBytes(encoding)));
            same(Tokens.sign(HEADER.getBytes(encoding), PAYLOAD.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void theySayTheSameOfTextsThatNobodySigned() {
        List<String> tokens = List.of(ISSUER.issueAccess(ACCESS), ISSUER.issueRefresh(REFRESH));
        for (int i = 0; i < TEXTS; i++) {
            StringBuilder text = new StringBuilder(tokens.get(i % 2));
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.setCharAt(at, (char) (' ' + random.nextInt(95)));
                    case 1 -> text.insert(at, (char) random.nextInt(0x200));
                    case 2 -> text.setCharAt(at, text.charAt(random.nextInt(text.length())));
                    default -> text.deleteCharAt(at);
                }
            }
            same(text.toString());
        }
        tokens.forEach(this::same);
        assertThat(read).isGreaterThanOrEqualTo(2);
    }

    @Test
    void theySayTheSameOfTheVectors() throws IOException {
        for (String file :
                List.of("json_web_signature_test.json", "json_web_crypto_test.json", "json_web_key_test.json")) {
            for (JsonNode test : WycheproofTest.tests(file)) {
                same(test.path(test.has("jwe") ? "jwe" : "jws").asText());
            }
        }
        assertThat(read).isZero();
    }

    private void same(String header, String payload) {
        same(Tokens.sign(header, payload));
        String content = Tokens.base64(header) + "." + Tokens.base64(payload);
        same(content + "." + Tokens.base64(key("rt+jwt").signature().sign(content.getBytes(StandardCharsets.UTF_8))));
    }

    private void same(String token) {
        assertThat(ISSUER.readAccess(token)).as(token).isEqualTo(TREES.access(token));
        assertThat(ISSUER.readRefresh(token)).as(token).isEqualTo(TREES.refresh(token));
        read += ISSUER.readAccess(token).isPresent()
                        || ISSUER.readRefresh(token).isPresent()
                ? 1
                : 0;
    }

    private static SigningKey key(String type) {
        return SigningKey.derive(SECRET, TokenAlgorithm.HS256, type);
    }

    private static String replaced(String payload, String name, String value) {
        return payload.replaceFirst(
                "\"" + name.replace("\\", "\\\\") + "\":(\"[^\"]*\"|\\d+|true|\\[[^]]*])",
                "\"" + escaped(name) + "\":" + escaped(value));
    }

    /** For the second argument of {@code replaceFirst}. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }

    private String altered(String json) {
        StringBuilder text = new StringBuilder(json);
        for (int changes = random.nextInt(2); changes >= 0; changes--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, "{}[]\":,\\ue0 1-.\n\u00e9".charAt(random.nextInt(17)));
                case 1 -> text.insert(at, "{}[]\":,\\ue0 1-.\n\u00e9".charAt(random.nextInt(17)));
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    /** Another spelling of the same: blanks between, and letters by their numbers. */
    private String spaced(String json) {
        String text =
                json.replace(",\"", ",".concat(" \n".repeat(random.nextInt(2))).concat("\""));
        return random.nextBoolean()
                ? text.replace("\"typ\"", "\"t\\u0079p\"").replace("\"sub\"", "\"\\u0073ub\"")
                : text;
    }

    private String anyOf(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }
}
