package io.github.keystile.auth.otp;

import java.security.SecureRandom;

/** Digit by digit: no number is formatted, so no locale and no lost leading zero can get in between. */
final class SecureCodes implements CodeSource {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 12;

    private final SecureRandom random = new SecureRandom();

    @Override
    public String next(int digits) {
        if (digits < SHORTEST || digits > LONGEST) {
            throw new IllegalArgumentException("Ask for 4 to 12 digits");
        }
        StringBuilder code = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            code.append((char) ('0' + random.nextInt(10)));
        }
        return code.toString();
    }
}
