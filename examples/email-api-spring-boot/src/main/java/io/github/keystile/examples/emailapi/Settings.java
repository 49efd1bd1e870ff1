package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.web.Loopback;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * What the environment asks for, checked as a whole before anything is opened.
 *
 * @param port 0 for any
 * @param appUrl the address that people use, if it is not the one listened on
 * @param mongoUri empty if accounts live in memory
 * @param resend empty if mails land on the inbox page
 */
record Settings(
        String host,
        int port,
        Optional<URI> appUrl,
        RootSecret secret,
        boolean secretMadeUp,
        Optional<String> mongoUri,
        Optional<Mailer> resend) {
    static Settings from(Env env) {
        String host = env.text("HOST", "127.0.0.1");
        Optional<URI> appUrl = appUrl(env);
        boolean loopback = Loopback.isLoopback(host)
                && appUrl.map(URI::getHost).map(Loopback::isLoopback).orElse(true);
        if (!loopback) {
            String reachable = "the server can be reached from elsewhere (HOST or APP_URL)";
            env.required("JWT_SECRET", "one is made up on loopback only, and " + reachable);
            env.required("RESEND_API_KEY", "the inbox page is for loopback only, and " + reachable);
            env.required("APP_URL", "to the address that people use, because HOST is not loopback");
        }
        if (inProduction(env)) {
            env.required("JWT_SECRET", "none is made up under NODE_ENV=production");
            env.required("RESEND_API_KEY", "there is no inbox page under NODE_ENV=production");
            env.required("MONGODB_URI", "no account is kept in memory under NODE_ENV=production");
        }
        return new Settings(
                host,
                env.port("PORT", 5000),
                appUrl,
                env.text("JWT_SECRET").map(Settings::parseSecret).orElseGet(RootSecret::generate),
                env.text("JWT_SECRET").isEmpty(),
                env.text("MONGODB_URI"),
                ResendSettings.mailer(env));
    }

    private static boolean inProduction(Env env) {
        return switch (env.text("NODE_ENV", "development")) {
            case "production" -> true;
            case "development", "test" -> false;
            // Whoever meant production must not get less than it.
            default -> throw new StartUpRefused("NODE_ENV is unknown: set development or production");
        };
    }

    private static Optional<URI> appUrl(Env env) {
        String cure = "APP_URL is not an address of this application: set https://host, or http://localhost:port";
        return env.url("APP_URL", cure).map(url -> {
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
        });
    }

    private static RootSecret parseSecret(String text) {
        try {
            return RootSecret.ofText(text);
        } catch (IllegalArgumentException weak) {
            throw new StartUpRefused("Change JWT_SECRET. " + weak.getMessage());
        }
    }

    @Override
    public String toString() {
        return "Settings[]";
    }
}
