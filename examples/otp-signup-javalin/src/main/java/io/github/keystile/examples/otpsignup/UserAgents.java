package io.github.keystile.examples.otpsignup;

import java.util.List;
import java.util.Optional;

/** A guess at what a person would call the device. User agents say what they like. */
final class UserAgents {
    // The order matters: everybody claims to be Safari, and most claim to be Chrome.
    private static final List<String> BROWSERS = List.of("Firefox", "Edg", "OPR", "Chrome", "Safari", "curl", "Java");
    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux");

    private UserAgents() {}

    static String describe(String userAgent) {
        Optional<String> browser = first(BROWSERS, userAgent).map(name -> switch (name) {
            case "Edg" -> "Edge";
            case "OPR" -> "Opera";
            case "Java" -> "Java program";
            default -> name;
        });
        Optional<String> system = first(SYSTEMS, userAgent).map(name -> " on " + name.replace("Mac OS X", "macOS"));
        return browser.orElse("Unknown browser") + system.orElse("");
    }

    private static Optional<String> first(List<String> names, String userAgent) {
        return names.stream().filter(userAgent::contains).findFirst();
    }
}
