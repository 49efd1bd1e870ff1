package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.HEADER;
import static io.github.keystile.auth.token.Tokens.ISSUER;
import static io.github.keystile.auth.token.Tokens.PAYLOAD;
import static io.github.keystile.auth.token.Tokens.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that bear the right signature and still must not be read. */
class ForgedTokenTest {
    private static final String KID = SECRET.keyId();

    /** Without it, every other test here could pass for the wrong reason. */
    @Test
    void theUnalteredTokenIsRead() {
        assertThat(ISSUER.readAccess(Tokens.sign(HEADER, PAYLOAD))).contains(Tokens.ACCESS);
    }

    @Test
    void claimsOfALaterVersionAreIgnored() {
        assertThat(ISSUER.readAccess(Tokens.sign(HEADER, PAYLOAD.replace("{\"iss\"", "{\"amr\":[],\"iss\""))))
                .contains(Tokens.ACCESS);
    }

    @ParameterizedTest
    @Tag("JWT-01")
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", "hs256", "HS384", "HS512", "RS256", "ES256", "PS256", ""})
    void otherAlgorithms(String algorithm) {
        String header = HEADER.replace("HS256", algorithm);
        String unsigned = Tokens.base64(header) + "." + Tokens.base64(PAYLOAD);

        assertUnread(Tokens.sign(header, PAYLOAD));
        assertUnread(unsigned + ".");
        assertUnread(unsigned);
        assertUnread(unsigned + ".AA");
    }

    @ParameterizedTest
    @Tag("JWT-01")
    @ValueSource(strings = {"null", "256", "[\"HS256\"]", "true", "{}"})
    void algorithmsThatAreNoStrings(String algorithm) {
        assertUnread(Tokens.sign(HEADER.replace("\"HS256\"", algorithm), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-03")
    @CsvSource(
            delimiter = '|',
            value = {
                "jwk|{\"kty\":\"oct\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}",
                "jku|\"https://attacker.example/keys\"",
                "x5u|\"https://attacker.example/cert\"",
                "x5c|[\"MIIB\"]",
                "cty|\"JWT\"",
                "anything|1"
            })
    void headersThatBringSomething(String name, String value) {
        assertUnread(Tokens.sign(HEADER.replace("{", "{\"" + name + "\":" + value + ","), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-07")
    @ValueSource(strings = {"\"crit\":[\"exp\"]", "\"crit\":[]", "\"b64\":false", "\"b64\":false,\"crit\":[\"b64\"]"})
    void criticalHeaders(String member) {
        assertUnread(Tokens.sign(HEADER.replace("{", "{" + member + ","), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-03")
    @ValueSource(
            strings = {
                "\"../../dev/null\"",
                "\"' OR 1=1\"",
                "\"\"",
                "null",
                "0",
                "[]",
                "{}",
                "\"\\u0000\"",
                "\"constructor\"",
                "\"file:///etc/passwd\""
            })
    void keyIdsThatSelectNoKey(String kid) {
        assertUnread(Tokens.sign(HEADER.replace("\"" + KID + "\"", kid), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-05")
    @ValueSource(strings = {"JWT", "rt+jwt", "AT+JWT", "application/at+jwt", ""})
    void otherTypes(String type) {
        assertUnread(Tokens.sign(HEADER.replace("at+jwt", type), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-04")
    @ValueSource(strings = {"alg", "typ", "kid"})
    void absentHeaderMembers(String name) {
        assertUnread(Tokens.sign(HEADER.replace("\"" + name + "\"", "\"x\""), PAYLOAD));
        assertUnread(Tokens.sign(HEADER.replaceAll(",?\"" + name + "\":\"[^\"]*\"", ""), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-04")
    @ValueSource(strings = {"iss", "aud", "sub", "sid", "jti", "iat", "exp", "roles"})
    void absentNullAndRetypedClaims(String name) {
        String member = "\"" + name + "\":(\"[^\"]*\"|\\d+|\\[[^]]*])";
        assertThat(PAYLOAD).containsPattern(member);

        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("\"" + name + "\":", "\"x\":")));
        for (String value : List.of(
                "null",
                "true",
                "1.5",
                "1e3",
                "-1",
                "{}",
                "[1]",
                "[null]",
                "\"\"",
                "[\"a\",[]]",
                "9223372036854775807")) {
            assertUnread(Tokens.sign(HEADER, PAYLOAD.replaceFirst(member, "\"" + name + "\":" + value)));
        }
    }

    @ParameterizedTest
    @Tag("JWT-04")
    @ValueSource(strings = {"null", "\"true\"", "\"\"", "0", "1", "[true]", "{}"})
    void whatIsNeitherTrueNorFalse(String value) {
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("\"remembered\":true", "\"remembered\":" + value)));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("\"remembered\":true,", "")));
    }

    @ParameterizedTest
    @Tag("JWT-04")
    @ValueSource(strings = {"sub", "sid", "jti"})
    void idsThatAreTooLongOrNotAscii(String name) {
        String member = "\"" + name + "\":\"[^\"]*\"";

        for (String id : List.of("x".repeat(65), "é", "\\u0000", "\\ud800")) {
            String other = Matcher.quoteReplacement("\"" + name + "\":\"" + id + "\"");
            assertUnread(Tokens.sign(HEADER, PAYLOAD.replaceFirst(member, other)));
        }
    }

    @ParameterizedTest
    @Tag("JWT-06")
    @ValueSource(strings = {"[\"keystile\"]", "[\"keystile\",\"other\"]", "\"Keystile\"", "\"keystile \"", "\"other\""})
    void audiencesAndIssuersThatAreNotExact(String value) {
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("\"aud\":\"keystile\"", "\"aud\":" + value)));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("\"iss\":\"keystile\"", "\"iss\":" + value)));
    }

    @Test
    @Tag("JWT-10")
    void membersThatComeTwice() {
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"sub\":\"admin\",")));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"s\\u0075b\":\"user-1\",")));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"x\":{\"y\":1,\"y\":2},")));
        assertUnread(Tokens.sign(HEADER.replace("{", "{\"alg\":\"HS256\","), PAYLOAD));
    }

    @ParameterizedTest
    @Tag("JWT-09")
    @ValueSource(strings = {"null", "[]", "1", "\"a\"", "", "{", "{}{}", "{} x", "// c\n{}", "{'a':1}", "\u0000"})
    void partsThatAreNoJsonObject(String json) {
        assertUnread(Tokens.sign(json, PAYLOAD));
        assertUnread(Tokens.sign(HEADER, json));
        assertUnread(Tokens.sign(HEADER, PAYLOAD + json + "x"));
        assertUnread(Tokens.sign(HEADER + "1", PAYLOAD));
    }

    @Test
    @Tag("JWT-09")
    void utf8ThatIsNotWellFormed() {
        byte[] payload = PAYLOAD.replace("{", "{\"x\":\"~\",").getBytes(StandardCharsets.UTF_8);
        payload[6] = (byte) 0xff;

        assertUnread(Tokens.sign(HEADER.getBytes(StandardCharsets.UTF_8), payload));
    }

    @ParameterizedTest
    @Tag("JWT-09")
    @ValueSource(
            strings = {"9223372036854775807", "1000000000000000000", "-9223372036854775808", "1e400", "253402300800"})
    void timesOutOfEveryRange(String number) {
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replaceFirst("\"exp\":\\d+", "\"exp\":" + number)));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replaceFirst("\"iat\":\\d+", "\"iat\":" + number)));
    }

    @Test
    @Tag("JWT-09")
    void deepAndLongInput() {
        assertUnread(Tokens.sign(HEADER, "[".repeat(2900)));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"x\":" + "[".repeat(1200) + "]".repeat(1200) + ",")));
        assertUnread(Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"x\":\"" + "x".repeat(5_000_000) + "\",")));
        assertUnread(".".repeat(4096));
        assertUnread(null);
    }

    @Test
    @Tag("JWT-05")
    void theRefreshKeyDoesNotSignAccessTokens() {
        String content = Tokens.base64(HEADER) + "." + Tokens.base64(PAYLOAD);
        byte[] signature = SigningKey.derive(SECRET, TokenAlgorithm.HS256, "rt+jwt")
                .signature()
                .sign(content.getBytes(StandardCharsets.UTF_8));

        assertUnread(content + "." + Tokens.base64(signature));
    }

    /** Why the issuer checks on its own: java-jwt alone reads each of these. */
    @Test
    @Tag("JWT-04")
    void javaJwtAloneWouldReadThem() {
        Algorithm key =
                SigningKey.derive(SECRET, TokenAlgorithm.HS256, "at+jwt").signature();
        List<String> tokens = List.of(
                Tokens.sign(HEADER, "{}"),
                Tokens.sign(HEADER, "{\"exp\":null}"),
                Tokens.sign(HEADER.replace("{", "{\"crit\":[\"x\"],"), PAYLOAD),
                Tokens.sign(HEADER.replace("at+jwt", "JWT"), PAYLOAD),
                Tokens.sign(HEADER, PAYLOAD.replace("{", "{\"sub\":\"admin\",")));

        for (String token : tokens) {
            assertThat(JWT.require(key).acceptLeeway(2_000_000_000L).build().verify(token))
                    .isNotNull();
            assertUnread(token);
        }
    }

    private static void assertUnread(String token) {
        assertThat(ISSUER.readAccess(token)).as(token).isEmpty();
        assertThat(ISSUER.readRefresh(token)).as(token).isEmpty();
    }
}
