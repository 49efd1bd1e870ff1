package io.github.keystile.auth.token;

/** What the header of an access token calls it. Refresh tokens are {@code rt+jwt} and have keys of their own. */
public enum TokenType {
    /** {@code at+jwt}: an access token and nothing else (RFC 9068 section 2.1). */
    AT_JWT("at+jwt"),
    /**
     * {@code JWT}: for resource servers that read no other. Let nothing else be signed with the same keys, for the header does
     * not tell such tokens apart (RFC 8725 section 3.11).
     */
    JWT("JWT");

    private final String header;

    TokenType(String header) {
        this.header = header;
    }

    /** The text of {@code typ}. */
    public String header() {
        return header;
    }
}
