package io.github.keystile.auth.token;

/** How tokens are signed with the root secret (RFC 7518 section 3.2). For RS256 and ES256 see {@link TokenKeys}. */
public enum TokenAlgorithm {
    /** HMAC with SHA-256; needs a root secret of 32 bytes or more. */
    HS256(32),
    /** HMAC with SHA-384; needs a root secret of 48 bytes or more. */
    HS384(48),
    /** HMAC with SHA-512; needs a root secret of 64 bytes or more. */
    HS512(64);

    private final int keyBytes;

    TokenAlgorithm(int keyBytes) {
        this.keyBytes = keyBytes;
    }

    /**
     * The length of the signing key, and the least length of the root secret.
     *
     * @return bytes
     */
    public int keyBytes() {
        return keyBytes;
    }
}
