package io.github.keystile.auth;

/** How much a stranger learns about who has an account. */
public enum Disclosure {
    /**
     * Nothing: known and unknown, taken and free, locked and disabled look alike; the mailbox learns the truth.
     * The default (ASVS 5.0 section 6.3.8, OWASP "Authentication").
     */
    UNIFORM,
    /**
     * What old clients expect: "User not found", "User already exists". Anybody can then find out who has an
     * account. Guessing stays as hard as before.
     */
    EXPLICIT
}
