package io.github.keystile.auth.internal.kernel;

import java.util.Locale;

/**
 * What is limited. An axis' name is the start of its keys in the store and what the event of a refusal says, so it
 * stays as it is.
 */
enum Axis {
    CALLER_REQUESTS,
    CALLER_LOGINS,
    CALLER_CODES,
    CALLER_BREACH_CHECKS,
    BREACH_CHECKS,
    /** Per purpose. */
    IDENTIFIER_COOLDOWN,
    /** Per purpose. */
    IDENTIFIER,
    /** Per purpose. */
    IDENTIFIER_CODES,
    CHALLENGE,
    /** The cooldown, per purpose. */
    MAILBOX_PURPOSE("mailbox"),
    MAILBOX,
    MAILBOX_NOTICES,
    LOCK_NOTICES,
    UNLOCKS,
    PASSWORDS,
    LOGINS,
    CODES,
    CODES_OF_CHALLENGE;

    private final String text;

    Axis() {
        this.text = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Axis(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
