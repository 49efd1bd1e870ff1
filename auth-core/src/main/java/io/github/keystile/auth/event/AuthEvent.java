package io.github.keystile.auth.event;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, for audit logs and alarms (ASVS 5.0 section 16.3). Every success and every refusal of a
 * proof, a password, a session or an administrator's verb is one; only looking leaves none: {@code find…} and lists of
 * sessions that succeed, a strict check that succeeds, and every stateless check.
 *
 * <p><b>Security guarantees.</b> No password, code, token, key or hash, and no text that a caller typed: the
 * address appears masked only ({@code a***@example.com}), the identifier as a keyed pseudonym, the IP as the application
 * passed it, cut and cleaned.
 *
 * @param type what happened
 * @param at when
 * @param userId who it is about, if known
 * @param sessionId which session, if one is concerned
 * @param maskedEmail the address, masked, if one is concerned
 * @param identifier what {@link io.github.keystile.auth.Users#pseudonym} answers for the identifier that was typed, or
 *     else for the address that is concerned; null where there is neither
 * @param ip the caller's address, if known
 * @param actor who acts for the application, as {@link io.github.keystile.auth.Users#actingAs} named them
 * @param purpose what a mail, code or link is for, if one is concerned: the name of a {@code MailPurpose} where the event
 *     is about a mail, of a {@code Purpose} elsewhere
 * @param reason the refusal's code or another short constant; of a mail that failed, the harmless words of
 *     the mailer; null where the type says it all
 */
public record AuthEvent(
        AuthEventType type,
        Instant at,
        @Nullable String userId,
        @Nullable String sessionId,
        @Nullable String maskedEmail,
        @Nullable String identifier,
        @Nullable String ip,
        @Nullable String actor,
        @Nullable String purpose,
        @Nullable String reason) {
    public AuthEvent {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(at, "at");
    }
}
