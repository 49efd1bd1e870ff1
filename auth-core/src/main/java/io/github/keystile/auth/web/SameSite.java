package io.github.keystile.auth.web;

/** When a browser sends a cookie with requests that other sites start (RFC 6265bis section 5.6.7). */
public enum SameSite {
    /** With links followed to the application, so that a visitor who comes from elsewhere is signed in. */
    LAX("Lax"),
    /** Never. */
    STRICT("Strict"),
    /**
     * Always: for pages inside other sites' pages, and for applications whose pages are their own, such as {@code
     * capacitor://localhost}. Only https, and then {@link OriginCheck} alone keeps other sites from acting with them.
     */
    NONE("None");

    private final String attribute;

    SameSite(String attribute) {
        this.attribute = attribute;
    }

    String attribute() {
        return attribute;
    }
}
