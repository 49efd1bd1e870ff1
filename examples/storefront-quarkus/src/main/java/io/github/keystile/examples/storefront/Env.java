package io.github.keystile.examples.storefront;

import java.util.Map;
import java.util.Optional;

/** Environment variables; an empty one counts as unset. No message holds a value that may be secret. */
record Env(Map<String, String> values) {
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    String text(String name, String fallback) {
        return text(name).orElse(fallback);
    }

    Optional<Integer> port(String name, int lowest) {
        return text(name).map(value -> {
            if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < lowest || Integer.parseInt(value) > 65_535) {
                throw new StartUpRefused(name + " is not a port: set a number from " + lowest + " to 65535");
            }
            return Integer.parseInt(value);
        });
    }

    String required(String name, String why) {
        return text(name).orElseThrow(() -> new StartUpRefused("Set " + name + ": " + why));
    }

    @Override
    public String toString() {
        return "Env" + values.keySet();
    }
}
