package io.github.keystile.auth.password;

import java.util.HashMap;
import java.util.Map;

/** How much a text says beside repeats, runs and ways over the keyboard: {@code abcdefgh} says no more than where it begins and ends. */
final class Runs {
    private static final int SHORTEST_RUN = 3;
    private static final int SHORTEST_WAY = 4;
    private static final int OF_A_RUN = 2;

    /** Where each key is, as row * 100 + column. */
    private static final Map<Character, Integer> KEYS =
            keys("1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./");

    private Runs() {}

    /** Characters, those of a run counted as two. */
    static int count(String lower) {
        int count = 0;
        int i = 0;
        while (i < lower.length()) {
            int length = longest(lower, i);
            count += length > 1 ? OF_A_RUN : 1;
            i += length;
        }
        return count;
    }

    private static int longest(String text, int from) {
        int longest = 1;
        for (int step = -1; step <= 1; step++) {
            int end = from + 1;
            while (end < text.length() && isStep(text.charAt(end - 1), text.charAt(end), step)) {
                end++;
            }
            longest = end - from >= SHORTEST_RUN ? Math.max(longest, end - from) : longest;
        }
        int end = from + 1;
        while (end < text.length() && areNeighbours(text.charAt(end - 1), text.charAt(end))) {
            end++;
        }
        return end - from >= SHORTEST_WAY ? Math.max(longest, end - from) : longest;
    }

    /** After 9 comes 0. */
    private static boolean isStep(char from, char to, int step) {
        return to - from == step || (step == 1 && from == '9' && to == '0') || (step == -1 && from == '0' && to == '9');
    }

    private static boolean areNeighbours(char one, char other) {
        Integer here = KEYS.get(one);
        Integer there = KEYS.get(other);
        return here != null
                && there != null
                && Math.abs(here / 100 - there / 100) <= 1
                && Math.abs(here % 100 - there % 100) <= 1;
    }

    private static Map<Character, Integer> keys(String... rows) {
        Map<Character, Integer> keys = new HashMap<>();
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length(); column++) {
                keys.put(rows[row].charAt(column), row * 100 + column);
            }
        }
        return Map.copyOf(keys);
    }
}
