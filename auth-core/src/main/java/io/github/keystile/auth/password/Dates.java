package io.github.keystile.auth.password;

import java.util.regex.Pattern;

/** Days of the last and this century as people write them, in whatever order and with whatever between. */
final class Dates {
    private static final Pattern BETWEEN = Pattern.compile("[ ./_-]");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{8}");
    private static final Pattern YEAR = Pattern.compile("(19|20)[0-9]{2}.?");

    private Dates() {}

    static boolean isDate(String text) {
        String digits = BETWEEN.matcher(text).replaceAll("");
        return DIGITS.matcher(digits).matches()
                && (isDay(digits.substring(4), digits.substring(0, 4))
                        || isDay(digits.substring(0, 4), digits.substring(4)));
    }

    static boolean isYear(String text) {
        return YEAR.matcher(text).matches();
    }

    private static boolean isDay(String year, String rest) {
        int first = Integer.parseInt(rest.substring(0, 2));
        int second = Integer.parseInt(rest.substring(2));
        return isYear(year)
                && Math.min(first, second) >= 1
                && Math.min(first, second) <= 12
                && Math.max(first, second) <= 31;
    }
}
