package io.github.keystile.auth.token;

import java.util.Optional;
import java.util.function.Function;

/** Reads the tokens that the keys of a ring signed for one issuer and one audience; does not judge time. */
final class VerifiedReader {
    private final KeyRing keys;
    private final TokenPolicy policy;

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
            return CompactForm.of(token)
                    .filter(form -> Base64Url.decode(form.signature()).isPresent())
                    .filter(form -> form.payload().flatMap(StrictJson::object).isPresent())
                    .flatMap(CompactForm::header)
                    .flatMap(StrictJson::object)
                    .map(header -> header.path("kid").textValue())
                    .filter(keyId -> !keys.has(keyId))
                    .isPresent();
        } catch (RuntimeException noToken) {
            return false;
        }
    }

    /** The signature first: what nobody has signed is not even decoded. */
    <T> Optional<T> read(String token, Function<ClaimReader, T> meaning) {
        try {
            return CompactForm.of(token)
                    .filter(this::isSigned)
                    .flatMap(CompactForm::payload)
                    .flatMap(ClaimReader::of)
                    .map(this::ours)
                    .map(meaning);
        } catch (RuntimeException notOurs) {
            // Not only Unread: what is shown never breaks a caller.
            return Optional.empty();
        }
    }

    private boolean isSigned(CompactForm form) {
        return keys.key(form)
                .filter(key -> key.check().passes(form.signed(), form.signature()))
                .isPresent();
    }

    private ClaimReader ours(ClaimReader claims) {
        claims.requireText("iss", policy.issuer());
        claims.requireText("aud", policy.audience());
        claims.requireNoOtherThanTime("nbf");
        return claims;
    }
}
