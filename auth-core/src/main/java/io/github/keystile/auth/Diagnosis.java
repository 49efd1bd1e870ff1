package io.github.keystile.auth;

import io.github.keystile.auth.limit.Standing;
import io.github.keystile.auth.user.User;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody can or cannot log in, for an operator's eyes: it tells who has an account.
 *
 * @param user who has the identifier, with status and whether the address is verified; null if nobody has
 * @param disabledUntil when a ban ends by itself; null if there is none, or none that ends
 * @param disabledReason why they are banned, if somebody said so; else null
 * @param mustReset whether the right password is refused until a new one is set by mail
 * @param hasPassword whether there is a password at all
 * @param passwords how many wrong passwords in a row are counted, since when, and until when none is looked at; of an
 *     unknown identifier those that were tried for it
 * @param codes the same for codes
 * @param codesLeftToday how many mails with a code or link the mailbox can still get
 */
public record Diagnosis(
        @Nullable User user,
        @Nullable Instant disabledUntil,
        @Nullable String disabledReason,
        boolean mustReset,
        boolean hasPassword,
        Standing passwords,
        Standing codes,
        int codesLeftToday) {
    public Diagnosis {
        Objects.requireNonNull(passwords, "passwords");
        Objects.requireNonNull(codes, "codes");
    }

    /** Nothing of the person, nor of the reason. */
    @Override
    public String toString() {
        return "Diagnosis[known=" + (user != null) + "]";
    }
}
