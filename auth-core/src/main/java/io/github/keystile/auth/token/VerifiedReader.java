package io.github.keystile.auth.token;

import com.auth0.jwt.JWT;
import java.util.Optional;
import java.util.function.Function;

/** Reads the tokens that the keys of a ring signed for one issuer and one audience; does not judge time. */
final class VerifiedReader {
    private final KeyRing keys;
    private final TokenPolicy policy;
    // One for all: the static JWT.decode sets up a JSON mapper for every call.
    private final JWT decoder = new JWT();

    VerifiedReader(KeyRing keys, TokenPolicy policy) {
        this.keys = keys;
        this.policy = policy;
    }

    Optional<AccessClaims> access(String token) {
        return read(
                token,
                claims -> new AccessClaims(
                        claims.id("sub"),
                        claims.id(ClaimRules.SESSION_ID),
                        claims.id("jti"),
                        claims.roles(),
                        claims.seconds("iat"),
                        claims.seconds("exp"),
                        claims.yesOrNo(ClaimRules.REMEMBERED)));
    }

    /** Whether a text in the form of a token names a key that is not in the ring. Nobody has vouched for what it says. */
    boolean lacksKeyOf(String token) {
        try {
            String keyId = CompactForm.parse(token).header().path("kid").textValue();
            return keyId != null && !keys.byId().containsKey(keyId);
        } catch (RuntimeException noToken) {
            return false;
        }
    }

    <T> Optional<T> read(String token, Function<ClaimReader, T> meaning) {
        try {
            CompactForm form = CompactForm.parse(token);
            // Algorithm.verify and not a JWTVerifier, which would judge time by the system's clock.
            keys.verifier(form.header()).verify(decoder.decodeJwt(token));
            ClaimReader claims = new ClaimReader(form.payload());
            claims.requireText("iss", policy.issuer());
            claims.requireText("aud", policy.audience());
            return Optional.of(meaning.apply(claims));
        } catch (RuntimeException notOurs) {
            // Not only JWTVerificationException: java-jwt and Jackson throw others for hostile input.
            return Optional.empty();
        }
    }
}
