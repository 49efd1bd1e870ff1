package io.github.keystile.auth.token;

import java.time.Instant;

/** What a claim may be, in a token that is issued as in one that is read: nothing is signed that cannot be read. */
final class ClaimRules {
    static final String SESSION_ID = "sid";
    static final String CLIENT_ID = "client_id";
    static final String ROLES = "roles";
    static final String GENERATION = "gen";
    static final String ABSOLUTE_EXPIRY = "abs";
    static final String REMEMBERED = "remembered";

    private static final int LONGEST_ID = 64;
    static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private ClaimRules() {}

    static String requireId(String name, String value) {
        if (!isId(value)) {
            throw new IllegalArgumentException("Make " + name + " 1 to 64 printable ASCII characters");
        }
        return value;
    }

    static boolean isId(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) > '~') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= LONGEST_ID;
    }

    static Instant requireTime(String name, Instant value) {
        if (value.isBefore(Instant.EPOCH) || !value.isBefore(YEAR_10000)) {
            throw new IllegalArgumentException("Make " + name + " a time of the years 1970 to 9999");
        }
        return value;
    }
}
