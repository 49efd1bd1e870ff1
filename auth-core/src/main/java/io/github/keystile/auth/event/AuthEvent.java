package io.github.keystile.auth.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, for audit logs and alarms.
 *
 * <p><b>Security guarantees.</b> No password, code, token, key or hash, and no text that a caller typed: the
 * address appears masked only ({@code a***@example.com}), the IP as the application passed it, cut and cleaned.
 *
 * @param type what happened
 * @param at when
 * @param userId who it is about, if known
 * @param sessionId which session, if one is concerned
 * @param maskedEmail the address, masked, if one is concerned
 * @param ip the caller's address, if known
 * @param reason the refusal's code or another short constant; null where the type says it all
 */
public record AuthEvent(
        AuthEventType type,
        Instant at,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String maskedEmail,
        @Nullable String ip,
        @Nullable String reason) {
    public AuthEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
    }
}
