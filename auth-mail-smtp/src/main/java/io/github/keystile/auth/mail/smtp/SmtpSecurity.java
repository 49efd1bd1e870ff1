package io.github.keystile.auth.mail.smtp;

/** How the connection to the mail server is protected. */
public enum SmtpSecurity {
    /** The connection begins in the clear and must turn to TLS before anything is said; port 587 (RFC 3207). */
    STARTTLS_REQUIRED(587),

    /** TLS from the first byte on; port 465 (RFC 8314, section 3.3). */
    IMPLICIT_TLS(465),

    /**
     * No protection at all: everybody on the way reads codes and credentials and takes over accounts with them. For
     * a server on the same machine only; port 25.
     */
    OFF(25);

    private final int defaultPort;

    SmtpSecurity(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    int defaultPort() {
        return defaultPort;
    }
}
