package io.github.keystile.examples.usernamelogin;

import io.github.keystile.auth.error.AuthException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals in the words of the API's document; what it has no words for speaks for itself. */
final class Messages {
    private static final int MOST_ECHOED = 254;

    private Messages() {}

    /** A refusal about an identifier, which this API repeats to whoever sent it. */
    static Reply unknown(AuthException refused, String userId) {
        return Reply.refusal(refused.code().httpStatus(), "no user with given userId " + echo(userId));
    }

    static Reply of(AuthException refused) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String msg = switch (refused.code()) {
            case USERNAME_TAKEN -> "username is already taken";
            case EMAIL_TAKEN -> "There exists an account with the given email id";
            case INVALID_CREDENTIALS -> "Wrong Password";
            case CODE_EXPIRED -> "OTP expired. Please try again";
            case INVALID_CODE -> {
                fields.put("verification", false);
                yield "Incorrect OTP";
            }
            default -> refused.getMessage();
        };
        fields.put("msg", msg);
        Reply reply = Reply.json(refused.code().httpStatus(), fields);
        return refused.retryAfter()
                .map(wait -> reply.with("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(reply);
    }

    /** At most as long as an address can be, and with nothing in it that UTF-8 cannot carry. */
    private static String echo(String userId) {
        StringBuilder echoed = new StringBuilder();
        userId.codePoints()
                .limit(MOST_ECHOED)
                .map(point -> Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
                .forEach(echoed::appendCodePoint);
        return echoed.toString();
    }
}
