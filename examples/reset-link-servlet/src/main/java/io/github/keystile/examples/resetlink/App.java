package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.token.JwtTokenIssuer;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** The application: the database, the service on it and the web server in front. */
final class App implements AutoCloseable {
    private final Settings settings;
    private final URI url;
    private final Database database;
    private final AuthService auth;
    private final WebServer server;

    private App(Settings settings, URI url, Database database, AuthService auth, WebServer server) {
        this.settings = settings;
        this.url = url;
        this.database = database;
        this.auth = auth;
        this.server = server;
    }

    static App start(Map<String, String> environment) {
        return start(environment, Clock.systemUTC(), Optional.empty());
    }

    /** For tests: with a clock that can be set, and a hasher that is in a hurry. */
    static App start(Map<String, String> environment, Clock clock, Optional<PasswordHasher> hasher) {
        Settings settings = Settings.from(environment);
        WebServer server = WebServer.bind(settings.host(), settings.port());
        try {
            URI url = settings.appUrl().orElseGet(() -> own(settings.host(), server.port()));
            Inbox inbox = new Inbox();
            Database database = Database.open(settings.database());
            AuthService auth = service(settings, url, database, settings.smtp().orElse(inbox), clock, hasher);
            App app = new App(settings, url, database, auth, server);
            server.start(new Wiring(settings, url, auth, inbox, clock));
            return app;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static URI own(String host, int port) {
        String name = host.equals("127.0.0.1") ? "localhost" : host;
        return URI.create(
                "http://" + (name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name) + ":" + port);
    }

    private static AuthService service(
            Settings settings,
            URI url,
            Database database,
            Mailer mailer,
            Clock clock,
            Optional<PasswordHasher> hasher) {
        AuthServiceBuilder builder = AuthService.builder(settings.secret(), database.stores(), mailer)
                .appName("Keystile demo")
                // From the configuration, never from a request's Host header, which strangers choose.
                .reset(ResetPolicy.ofDefaults().withLinkPage(url.resolve("/reset-password")))
                .tokens(settings.tokens())
                .clock(clock);
        settings.keys()
                .ifPresent(keys ->
                        builder.tokenIssuer(JwtTokenIssuer.asymmetric(settings.tokens(), settings.secret(), keys)));
        hasher.ifPresent(builder::passwordHasher);
        return builder.build();
    }

    /** Where people reach the application. */
    String url() {
        return url.toString();
    }

    int port() {
        return server.port();
    }

    String greeting() {
        return String.join(
                System.lineSeparator(),
                "Address   " + url,
                "Mails     " + (settings.smtp().isPresent() ? "go to SMTP_HOST" : "land at " + url + "/dev/inbox"),
                "Database  " + settings.database().description(),
                "Secret    "
                        + (settings.secretMadeUp()
                                ? "made up: everybody is signed out at the next start"
                                : "JWT_SECRET"),
                "Tokens    "
                        + settings.keys()
                                .map(keys -> "signed by key " + keys.keyId() + ", see " + url + Wiring.JWKS)
                                .orElse("signed with the secret: no other service can check them"));
    }

    @Override
    public void close() {
        server.close();
        auth.close();
        database.close();
    }
}
