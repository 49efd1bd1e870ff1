package io.github.keystile.auth.token;

import java.util.Optional;

/**
 * Signs tokens and recognises its own. Time is not judged here: the caller compares {@code expiresAt} and
 * {@code issuedAt} with its clock.
 *
 * <p><b>Security guarantees</b> that an implementation must give: {@code read…} answers only for a text that
 * this issuer's keys signed, with every claim present and of the right type, and for its own kind of token
 * only. Whatever else it is given, however long or broken, the answer is empty, never an exception.
 *
 * <p>Safe for use by many threads.
 */
public interface TokenIssuer {
    /**
     * The most characters of a token. With a cookie's name it stays under the 4096 bytes beyond which browsers drop
     * cookies silently.
     */
    int LONGEST = 4000;

    /**
     * Signs an access token.
     *
     * @param claims what it is to say
     * @return the token: visible ASCII without spaces, commas, semicolons, quotes and backslashes, at most {@link
     *     #LONGEST} characters, so that a cookie can hold it
     * @throws IllegalArgumentException if the roles make the token longer. The service asks before it stores roles
     */
    String issueAccess(AccessClaims claims);

    /**
     * Reads an access token, expired or not.
     *
     * @param token any text
     * @return what it says; empty unless it is an access token of this issuer
     */
    Optional<AccessClaims> readAccess(String token);

    /**
     * Signs a refresh token.
     *
     * @param claims what it is to say
     * @return the token, as for {@link #issueAccess}
     */
    String issueRefresh(RefreshClaims claims);

    /**
     * Reads a refresh token, expired or not.
     *
     * @param token any text
     * @return what it says; empty unless it is a refresh token of this issuer
     */
    Optional<RefreshClaims> readRefresh(String token);
}
