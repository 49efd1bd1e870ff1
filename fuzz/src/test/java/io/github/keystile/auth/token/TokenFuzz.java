package io.github.keystile.auth.token;

import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.fuzz.FuzzText;
import io.github.keystile.auth.key.RootSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text is read as a token only if it is the one that was issued; a text of two lines, header and payload, is signed
 * with the right key first, so that the claims are reached too.
 */
public final class TokenFuzz {
    private static final RootSecret SECRET =
            RootSecret.ofText("k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgHk7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH");
    private static final TokenPolicy POLICY = TokenPolicy.ofDefaults();
    private static final Instant ISSUED = Instant.parse("2026-11-21T10:00:00Z");
    private static final AccessClaims CLAIMS =
            new AccessClaims("user-1", "session-1", "token-1", Set.of("admin"), ISSUED, ISSUED.plusSeconds(900), true);
    private static final RefreshClaims REFRESH_CLAIMS = new RefreshClaims(
            "user-1", "session-1", "token-2", 7, ISSUED, ISSUED.plusSeconds(900), ISSUED.plusMillis(2592000123L), true);

    private static final JwtTokenIssuer ISSUER = JwtTokenIssuer.create(POLICY, SECRET);
    private static final String ACCESS = ISSUER.issueAccess(CLAIMS);
    private static final String REFRESH = ISSUER.issueRefresh(REFRESH_CLAIMS);

    private static final TokenKeys KEYS = keys();
    private static final String ES256 =
            JwtTokenIssuer.asymmetric(POLICY, SECRET, KEYS).issueAccess(CLAIMS);
    private static final TokenVerifier VERIFIER =
            TokenVerifier.of(KEYS.jwks(), POLICY, Clock.fixed(ISSUED, ZoneOffset.UTC));

    private TokenFuzz() {}

    /** HMAC tokens as they are; the parts of the ES256 token, whose key is new in each run, by names. */
    public static List<String> seeds() {
        return List.of(
                ACCESS,
                REFRESH,
                "$H.$P.$S",
                "$H.$P.",
                json(ACCESS, 0) + "\n" + json(ACCESS, 1),
                json(REFRESH, 0) + "\n" + json(REFRESH, 1),
                json(ES256, 0).replace(KEYS.keyId(), "other") + "\n" + json(ACCESS, 1),
                "{\"alg\":\"none\"}\n{}");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = FuzzText.of(bytes);
        if (text.contains("\n")) {
            String[] pair = FuzzText.pair(text);
            signed(pair[0], pair[1]);
        } else {
            unsigned(text);
            unsigned(FuzzText.inflated(text));
        }
    }

    private static void unsigned(String text) {
        FuzzText.require(ISSUER.readAccess(text).isPresent() == text.equals(ACCESS), "forged access token", text);
        FuzzText.require(ISSUER.readRefresh(text).isPresent() == text.equals(REFRESH), "forged refresh token", text);
        String[] parts = ES256.split("\\.", -1);
        String own = text.replace("$H", parts[0]).replace("$P", parts[1]).replace("$S", parts[2]);
        FuzzText.require(verifies(own) == own.equals(ES256), "forged ES256 token", own);
        if (VERIFIER.lacksKeyOf(own)) {
            FuzzText.require(!verifies(own) && own.length() <= 4096, "a good token of an unknown key", own);
        }
    }

    /** Whatever is read says exactly what it would say if it were issued again. */
    private static void signed(String header, String payload) {
        Optional<AccessClaims> access = ISSUER.readAccess(sign(header, payload, "at+jwt"));
        access.ifPresent(claims -> FuzzText.require(
                ISSUER.readAccess(ISSUER.issueAccess(claims)).equals(access), "claims change", payload));
        Optional<RefreshClaims> refresh = ISSUER.readRefresh(sign(header, payload, "rt+jwt"));
        refresh.ifPresent(claims -> FuzzText.require(
                ISSUER.readRefresh(ISSUER.issueRefresh(claims)).equals(refresh), "claims change", payload));
        FuzzText.require(access.isEmpty() || refresh.isEmpty(), "both kinds at once", header);
    }

    private static boolean verifies(String text) {
        try {
            VERIFIER.verify(text);
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    private static String sign(String header, String payload, String type) {
        String content = base64(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64(payload.getBytes(StandardCharsets.UTF_8));
        return content + "."
                + base64(SigningKey.derive(SECRET, TokenAlgorithm.HS256, type)
                        .signature()
                        .sign(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String json(String token, int part) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]), StandardCharsets.UTF_8);
    }

    private static TokenKeys keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return TokenKeys.of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
