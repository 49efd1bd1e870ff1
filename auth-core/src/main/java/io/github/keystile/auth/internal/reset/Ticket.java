package io.github.keystile.auth.internal.reset;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A reset ticket taken apart; whether its MAC is right can be told once the challenge is known. */
public record Ticket(String challengeId, Instant expiresAt, String mac) {
    // No leading zeros: the MAC is over the number, and each ticket has one spelling.
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{32})\\.(0|[1-9][0-9]{0,14})\\.([A-Za-z0-9_-]{43})");

    public static Optional<Ticket> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new Ticket(
                        matcher.group(1), Instant.ofEpochMilli(Long.parseLong(matcher.group(2))), matcher.group(3)))
                : Optional.empty();
    }

    public String text() {
        return challengeId + "." + expiresAt.toEpochMilli() + "." + mac;
    }

    @Override
    public String toString() {
        return "Ticket[]";
    }
}
