package io.github.keystile.examples.storefront;

import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.web.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment asks for, checked as a whole before anything is opened.
 *
 * @param port 0 for any
 * @param appUrl the address that people use, if it is not the one listened on
 * @param smtp empty if mails land on the inbox page
 */
record Settings(
        String host,
        int port,
        Optional<URI> appUrl,
        RootSecret secret,
        boolean secretMadeUp,
        Database.Address database,
        Optional<Mailer> smtp) {
    private static final String NOT_ON_LOOPBACK = "the server can be reached from elsewhere (HOST or APP_URL)";

    static Settings from(Map<String, String> environment) {
        Env env = new Env(environment);
        String host = env.text("HOST", "127.0.0.1");
        Optional<URI> appUrl = env.text("APP_URL").map(Settings::parseAppUrl);
        boolean loopback = Loopback.isLoopback(host)
                && appUrl.map(URI::getHost).map(Loopback::isLoopback).orElse(true);
        if (!loopback) {
            env.required("JWT_SECRET", "one is made up on loopback only, and " + NOT_ON_LOOPBACK);
            env.required("SMTP_HOST", "the inbox page is for loopback only, and " + NOT_ON_LOOPBACK);
            env.required("APP_URL", "to the address that people use, because HOST is not loopback");
        }
        return new Settings(
                host,
                env.port("PORT", 0).orElse(8000),
                appUrl,
                env.text("JWT_SECRET").map(Settings::parseSecret).orElseGet(RootSecret::generate),
                env.text("JWT_SECRET").isEmpty(),
                Database.Address.from(env),
                SmtpSettings.mailer(env));
    }

    String greeting(int listening) {
        String url = appUrl.map(Object::toString)
                .orElse("http://" + (Loopback.isLoopback(host) ? "localhost" : host) + ":" + listening);
        return String.join(
                System.lineSeparator(),
                "Address   " + url,
                "Mails     " + (smtp.isPresent() ? "go to SMTP_HOST" : "land at " + url + "/dev/inbox"),
                "Database  " + database.description(),
                "Secret    " + (secretMadeUp ? "made up: everybody is signed out at the next start" : "JWT_SECRET"));
    }

    private static URI parseAppUrl(String text) {
        String cure = "APP_URL is not an address of this application: set https://host, or http://localhost:port";
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            boolean origin = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null;
            if (!origin || !(scheme.equals("https") || (scheme.equals("http") && Loopback.isLoopback(url.getHost())))) {
                throw new StartUpRefused(cure);
            }
            return URI.create(scheme + "://" + url.getRawAuthority());
        } catch (URISyntaxException e) {
            throw new StartUpRefused(cure);
        }
    }

    private static RootSecret parseSecret(String text) {
        try {
            return RootSecret.ofText(text);
        } catch (IllegalArgumentException weak) {
            throw new StartUpRefused("Change JWT_SECRET. " + weak.getMessage());
        }
    }
}
