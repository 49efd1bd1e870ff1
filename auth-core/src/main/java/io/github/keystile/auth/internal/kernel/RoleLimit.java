package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.Set;

/** Refuses roles that no access token can carry: whoever had them could not sign in any more. */
public final class RoleLimit {
    private static final String LONGEST_ID = "i".repeat(64);
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final TokenIssuer issuer;

    public RoleLimit(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    /** Tries them on: only the issuer knows what else its tokens say and how long a signature is. */
    public Set<String> check(Set<String> roles) {
        Set<String> sorted = User.checkRoles(roles);
        if (!sorted.isEmpty() && !fits(sorted)) {
            throw new IllegalArgumentException("No access token can carry these " + sorted.size()
                    + " roles: with them it would be longer than " + TokenIssuer.LONGEST
                    + " characters. Set fewer or shorter ones");
        }
        return sorted;
    }

    private boolean fits(Set<String> roles) {
        AccessClaims longest = new AccessClaims(LONGEST_ID, LONGEST_ID, LONGEST_ID, roles, LATEST, LATEST, true);
        try {
            return issuer.issueAccess(longest).length() <= TokenIssuer.LONGEST;
        } catch (IllegalArgumentException tooLong) {
            return false;
        }
    }
}
