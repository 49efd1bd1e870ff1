package io.github.keystile.auth.token;

import io.github.keystile.auth.key.RootSecret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** What the tests of this package sign, and the means to sign what the issuer never would. */
final class Tokens {
    static final TokenPolicy POLICY = TokenPolicy.ofDefaults();
    static final RootSecret SECRET =
            RootSecret.ofText("k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgHk7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH");
    static final JwtTokenIssuer ISSUER = JwtTokenIssuer.create(POLICY, SECRET);

    static final Instant ISSUED = Instant.parse("2026-11-21T10:00:00Z");
    static final AccessClaims ACCESS = new AccessClaims(
            "user-1", "session-1", "token-1", Set.of("admin", "user"), ISSUED, ISSUED.plusSeconds(900), true);
    static final RefreshClaims REFRESH = new RefreshClaims(
            "user-1",
            "session-1",
            "token-2",
            7,
            ISSUED,
            ISSUED.plusSeconds(604800),
            ISSUED.plusMillis(2592000123L),
            true);

    static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"at+jwt\",\"kid\":\"" + SECRET.keyId() + "\"}";
    static final String PAYLOAD = "{\"iss\":\"keystile\",\"aud\":\"keystile\",\"sub\":\"user-1\",\"sid\":\"session-1\","
            + "\"jti\":\"token-1\",\"iat\":1795255200,\"exp\":1795256100,\"client_id\":\"keystile\","
            + "\"remembered\":true,\"roles\":[\"admin\",\"user\"]}";

    private Tokens() {}

    /** Signs any header and payload with the key of access tokens. */
    static String sign(String header, String payload) {
        return sign(header.getBytes(StandardCharsets.UTF_8), payload.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(byte[] header, byte[] payload) {
        String content = base64(header) + "." + base64(payload);
        return content + "." + base64(signature(content));
    }

    /** Signs a text as it is, be it well-formed or not. */
    static byte[] signature(String content) {
        return SigningKey.derive(SECRET, TokenAlgorithm.HS256, "at+jwt")
                .signature()
                .sign(content.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
