package io.github.keystile.auth.password;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is guessed first: texts that say little, dates, and words in the usual disguises. A text of several words is none of
 * them, however common each is.
 */
final class Guesses {
    private static final int FEWEST = 5;

    /** What is longer is no disguise of a word that lists hold, and would only cost time. */
    private static final int LONGEST_DISGUISE = 40;

    private static final int LONGEST_DECORATION = 10;
    private static final int SHORT_DECORATION = 4;
    private static final int MOST_SHORT_DECORATION = 5;
    private static final int SHORTEST_WORD = 3;

    private Guesses() {}

    /** Runs, dates, and a part that is shorter than a password may be, said again and again. */
    static boolean saysLittle(String lower, int minLength) {
        return Runs.count(lower) < FEWEST
                || Dates.isDate(lower)
                || repeated(lower).length() < Math.min(minLength, lower.length());
    }

    /** One of the words: as it is, doubled, reversed, with look-alikes for letters, digits or signs around it. */
    static boolean isDisguised(String lower, Predicate<String> words) {
        if (isWord(lower, words) || isWord(repeated(lower), words)) {
            return true;
        }
        if (lower.length() > LONGEST_DISGUISE) {
            return false;
        }
        int front = decoration(lower);
        int back = decoration(new StringBuilder(lower).reverse().toString());
        for (int start = 0; start <= front; start++) {
            for (int end = lower.length(); end >= lower.length() - back && end - start >= SHORTEST_WORD; end--) {
                if (isUsual(lower.substring(0, start), lower.substring(end))
                        && (isWord(lower.substring(start, end), words)
                                || isWord(repeated(lower.substring(start, end)), words))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isWord(String text, Predicate<String> words) {
        return forms(text).stream()
                .anyMatch(form -> words.test(form)
                        || words.test(new StringBuilder(form).reverse().toString()));
    }

    /** With the letters that digits and signs stand for; {@code 1} is two of them. */
    private static List<String> forms(String text) {
        String letters = text.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('0', 'o')
                .replace('!', 'i')
                .replace('$', 's')
                .replace('5', 's')
                .replace('7', 't')
                .replace('|', 'l');
        return letters.indexOf('1') < 0 && letters.equals(text)
                ? List.of(text)
                : List.of(text, letters, letters.replace('1', 'i'), letters.replace('1', 'l'));
    }

    /** How many characters in front may be decoration. */
    private static int decoration(String text) {
        int length = 0;
        while (length < Math.min(text.length(), LONGEST_DECORATION) && !Character.isLetter(text.charAt(length))) {
            length++;
        }
        return length;
    }

    private static boolean isUsual(String front, String back) {
        int unforeseen = 0;
        for (String part : List.of(front, back)) {
            if (part.length() <= SHORT_DECORATION) {
                unforeseen += part.length();
            } else if (!isForeseen(part)) {
                return false;
            }
        }
        return unforeseen <= MOST_SHORT_DECORATION;
    }

    private static boolean isForeseen(String part) {
        return Runs.count(part) < SHORT_DECORATION
                || Dates.isDate(part)
                || Dates.isYear(part)
                || (part.length() == 6 && part.chars().allMatch(Character::isDigit));
    }

    /** The shortest part that the text is made of by repeating it, the last time perhaps not to its end. */
    private static String repeated(String text) {
        for (int length = 1; length <= text.length() / 2; length++) {
            if (text.regionMatches(length, text, 0, text.length() - length)) {
                return text.substring(0, length);
            }
        }
        return text;
    }
}
