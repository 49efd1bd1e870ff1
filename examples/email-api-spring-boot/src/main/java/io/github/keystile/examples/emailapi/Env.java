package io.github.keystile.examples.emailapi;

import java.net.URI;
import java.net.URISyntaxException;
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

    int port(String name, int fallback) {
        String value = text(name, Integer.toString(fallback));
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new StartUpRefused(name + " is not a port: set a number from 0 to 65535");
        }
        return Integer.parseInt(value);
    }

    Optional<URI> url(String name, String cure) {
        return text(name).map(value -> {
            try {
                return new URI(value.replaceFirst("/$", ""));
            } catch (URISyntaxException e) {
                throw new StartUpRefused(cure);
            }
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
