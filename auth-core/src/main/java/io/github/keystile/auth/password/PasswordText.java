package io.github.keystile.auth.password;

/** What text can be a password at all. */
final class PasswordText {
    private PasswordText() {}

    /**
     * Whether distinct texts stay distinct as bcrypt sees them: bcrypt stops at a NUL, and every lone surrogate
     * becomes the same byte in UTF-8.
     */
    static boolean isFaithful(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
