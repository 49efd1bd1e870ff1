package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.user.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom a challenge is about, and who reads its mail.
 *
 * @param subject as the challenge names them
 * @param epoch the user's epoch; 0 where there is no user
 * @param mailbox the pseudonym that the mailbox has in limits
 * @param email where mail goes; null for nobody
 */
public record Addressee(
        Kind kind,
        String subject,
        long epoch,
        String mailbox,
        @Nullable EmailAddress email) {

    /** What can be mailed to them. */
    public enum Kind {
        /** A user who may sign in: gets codes and links. */
        ACCOUNT,
        /** An address without an account, about to get one: gets codes. */
        NEWCOMER,
        /** An address that has an account already: gets that news instead of a code. */
        OWNER,
        /** An identifier without an account: a secret is stored that nobody can guess, and no mail goes out. */
        NOBODY,
        /** A user who was there when the challenge began and is not any more, or not the same: a decoy is stored. */
        GONE
    }

    public boolean getsSecret() {
        return kind == Kind.ACCOUNT || kind == Kind.NEWCOMER;
    }

    @Override
    public String toString() {
        return "Addressee[" + kind + "]";
    }
}
