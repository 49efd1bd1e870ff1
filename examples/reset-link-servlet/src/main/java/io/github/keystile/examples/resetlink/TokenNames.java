package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.token.TokenPolicy;

/**
 * Who makes the tokens and whom they are for. The service that checks them must be told the same.
 *
 * @param issuer {@code iss}
 * @param audience {@code aud}
 */
record TokenNames(String issuer, String audience) {
    static TokenNames from(Env env) {
        TokenNames names = new TokenNames(
                env.text("TOKEN_ISSUER", "reset-link-servlet"), env.text("TOKEN_AUDIENCE", "keystile-demo"));
        try {
            names.on(TokenPolicy.ofDefaults());
        } catch (IllegalArgumentException e) {
            throw new StartUpRefused("TOKEN_ISSUER or TOKEN_AUDIENCE cannot be used. " + e.getMessage());
        }
        return names;
    }

    TokenPolicy on(TokenPolicy policy) {
        return policy.withIssuer(issuer).withAudience(audience);
    }
}
