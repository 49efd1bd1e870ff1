package io.github.keystile.auth.otp;

/**
 * Where codes come from. Applications leave the default; tests put in codes that they know.
 *
 * <p><b>Security guarantees</b> that an implementation for production must give: every code of the asked length is
 * equally likely, those with leading zeros included, and none can be told from those before it (NIST SP 800-63B-4,
 * OWASP ASVS 6.5.3).
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface CodeSource {
    /**
     * Makes a new code.
     *
     * @param digits its length, 4 to 12
     * @return exactly that many ASCII digits
     * @throws IllegalArgumentException if {@code digits} is out of range
     */
    String next(int digits);

    /**
     * The default: draws every digit from {@link java.security.SecureRandom}.
     *
     * @return a new source
     */
    static CodeSource secure() {
        return new SecureCodes();
    }
}
