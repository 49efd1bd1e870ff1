package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an errand mails: how it is made, kept, known again and written, and how long it is good. Nobody else asks whether
 * it is a code or a link; something that is neither, or both, is one more class.
 */
public interface MailedSecret {
    String draw(Secrets secrets, OtpPolicy policy);

    /** For mails that are written and sent to nobody: as long as any, and worth nothing. */
    String standIn(OtpPolicy policy);

    String hash(Secrets secrets, Purpose purpose, String challengeId, String subject, String secret);

    /** Whether what was typed as a code is the code. */
    boolean isCode(Secrets secrets, Challenge challenge, String typed);

    /** Whether it is typed, and so can be guessed: an account with too many wrong ones takes no more of them. */
    boolean isTyped();

    Duration lifetime(OtpPolicy policy);

    /**
     * What the mail shows.
     *
     * @param page where links of this purpose lead; null where none is configured
     */
    Shown shown(String secret, @Nullable ResetLink page);

    /** Code, link or both. */
    record Shown(@Nullable String code, @Nullable String link) {
        @Override
        public String toString() {
            return "Shown[]";
        }
    }
}
