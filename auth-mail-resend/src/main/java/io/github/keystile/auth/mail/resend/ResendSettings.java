package io.github.keystile.auth.mail.resend;

import java.net.URI;
import java.time.Duration;

/**
 * What the builder has gathered and checked. {@link #toString()} does not show the key.
 *
 * @param from the sender as it goes over the wire, with or without a name
 * @param shownFrom the sender as it may be logged
 */
record ResendSettings(
        String apiKey, URI baseUrl, String from, String shownFrom, Duration connectTimeout, Duration totalTimeout) {

    URI emails() {
        String base = baseUrl.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "emails");
    }

    @Override
    public String toString() {
        return "ResendSettings[baseUrl=" + baseUrl + ", from=" + shownFrom + "]";
    }
}
