package io.github.keystile.auth.limit;

/** What becomes of a unit that was taken: {@link RateLimiter#settle}. */
public enum Outcome {
    /** It stays taken, as if nothing had been said. */
    KEEP,
    /** It was not used: exactly this unit is free again, and with it the lock of a {@link Lockout} that it set. */
    GIVE_BACK,
    /** All units of its key are free again, those that others took meanwhile included; no lock is left. */
    FORGET
}
