package io.github.keystile.auth.token;

import com.auth0.jwt.algorithms.Algorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Key pairs of the tests. */
final class Keys {
    static final KeyPair RSA = rsa(2048);
    static final KeyPair RSA_OLD = rsa(2048);
    static final KeyPair EC = ec("secp256r1");
    static final KeyPair EC_OLD = ec("secp256r1");

    private Keys() {}

    static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static JwtTokenIssuer issuer(TokenKeys keys) {
        return JwtTokenIssuer.asymmetric(Tokens.POLICY, Tokens.SECRET, keys);
    }

    static TokenVerifier verifier(String jwks) {
        return verifier(jwks, Tokens.ISSUED);
    }

    static TokenVerifier verifier(String jwks, Instant now) {
        return TokenVerifier.of(jwks, Tokens.POLICY, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Signs any header with any algorithm over the payload of {@link Tokens}. */
    static String sign(String header, Algorithm algorithm) {
        String content = Tokens.base64(header) + "." + Tokens.base64(Tokens.PAYLOAD);
        return content + "." + Tokens.base64(algorithm.sign(content.getBytes(StandardCharsets.UTF_8)));
    }

    static String header(String alg, String kid) {
        return "{\"alg\":\"" + alg + "\",\"typ\":\"at+jwt\",\"kid\":\"" + kid + "\"}";
    }
}
