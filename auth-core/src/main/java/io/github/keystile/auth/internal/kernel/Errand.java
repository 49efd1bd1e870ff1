package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Purpose;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a purpose means where it is mailed. This table is the only place that knows: a new capability adds a line.
 *
 * @param link whether a link is mailed rather than a code
 * @param mail which mail carries it
 * @param started the event of the first request
 * @param aboutAccount whether guesses are counted against an account; a signup has none yet
 */
public record Errand(Purpose purpose, boolean link, MailPurpose mail, AuthEventType started, boolean aboutAccount) {
    public static final Errand SIGNUP =
            new Errand(Purpose.SIGNUP, false, MailPurpose.SIGNUP_CODE, AuthEventType.SIGNUP_STARTED, false);
    public static final Errand EMAIL_VERIFICATION =
            ofAccount(Purpose.EMAIL_VERIFICATION, false, MailPurpose.EMAIL_VERIFICATION_CODE);
    public static final Errand RESET_BY_CODE =
            ofAccount(Purpose.PASSWORD_RESET_CODE, false, MailPurpose.PASSWORD_RESET_CODE);
    public static final Errand RESET_BY_LINK =
            ofAccount(Purpose.PASSWORD_RESET_LINK, true, MailPurpose.PASSWORD_RESET_LINK);

    private static final Map<Purpose, Errand> ALL = Stream.of(SIGNUP, EMAIL_VERIFICATION, RESET_BY_CODE, RESET_BY_LINK)
            .collect(Collectors.toUnmodifiableMap(Errand::purpose, Function.identity()));

    private static Errand ofAccount(Purpose purpose, boolean link, MailPurpose mail) {
        return new Errand(purpose, link, mail, AuthEventType.CODE_REQUESTED, true);
    }

    /** Empty for a purpose of another version of this library, which runs beside this one on the same store. */
    public static Optional<Errand> of(Purpose purpose) {
        return Optional.ofNullable(ALL.get(purpose));
    }
}
