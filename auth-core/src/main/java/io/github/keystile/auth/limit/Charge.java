package io.github.keystile.auth.limit;

import java.util.List;
import java.util.Objects;

/**
 * One axis of a call: a key and the rule that limits it.
 *
 * @param key 1 to 100 printable ASCII characters; holds nothing that can be read back, but a keyed hash
 * @param rule what is allowed under the key; the same rule every time for one key
 */
public record Charge(String key, LimitRule rule) {
    private static final int LONGEST_KEY = 100;
    private static final int MOST = 8;

    /**
     * Checks the key.
     *
     * @throws IllegalArgumentException if the key is too short, too long, or holds other characters
     */
    public Charge {
        Objects.requireNonNull(rule, "rule");
        if (key.isEmpty() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("The key of a charge must be 1 to 100 printable ASCII characters");
        }
    }

    /**
     * The keys of the charges of one call.
     *
     * @param charges 1 to 8 charges with distinct keys
     * @return their keys, sorted, so that all who lock rows lock them in one order
     * @throws IllegalArgumentException if there are no charges, more than 8, or two with one key
     */
    public static List<String> keysOf(List<Charge> charges) {
        List<String> keys =
                charges.stream().map(Charge::key).distinct().sorted().toList();
        if (keys.isEmpty() || keys.size() > MOST || keys.size() < charges.size()) {
            throw new IllegalArgumentException("A call takes 1 to 8 charges with distinct keys");
        }
        return keys;
    }
}
