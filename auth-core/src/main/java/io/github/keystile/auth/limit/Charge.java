package io.github.keystile.auth.limit;

import java.util.Objects;

/**
 * One axis of a call: a key and the rule that limits it.
 *
 * @param key at most 100 ASCII characters; holds nothing that can be read back, but a keyed hash
 * @param rule what is allowed under the key; the same rule every time for one key
 */
public record Charge(String key, LimitRule rule) {
    public Charge {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(rule, "rule");
    }
}
