package io.github.keystile.auth.mail.smtp;

import java.util.regex.Pattern;

/** What may stand in commands and headers: the last look before it goes out, whoever has checked before. */
final class WireText {
    /** Narrower than RFC 5321's Mailbox: no quoting, so nothing needs to be escaped and no parser can see two. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}");

    private static final Pattern FOLD = Pattern.compile("\r\n(?=[ \t])");
    private static final Pattern LINE = Pattern.compile("[\t -~]*");

    private WireText() {}

    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /** One header as it will be sent, folded or not. */
    static boolean isHeader(String text) {
        return LINE.matcher(FOLD.matcher(text).replaceAll("")).matches();
    }

    static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
