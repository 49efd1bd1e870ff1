package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.Loopback;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The application: the database, the service on it and the web server in front. */
final class App implements AutoCloseable {
    /** Long, because clients of this API know no way to refresh; browsers are refreshed by {@link RefreshFilter}. */
    private static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

    private final Settings settings;
    private final Database database;
    private final AuthService auth;
    private final Javalin server;

    private App(Settings settings, Database database, AuthService auth, Javalin server) {
        this.settings = settings;
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
        requireFree(settings.host(), settings.port());
        Inbox inbox = new Inbox(clock);
        Database database = Database.open(settings.database());
        AuthService auth = service(settings, database, settings.smtp().orElse(inbox), clock, hasher);
        try {
            Javalin server = new Web(settings, auth, inbox, clock).server();
            server.start(settings.host(), settings.port());
            return new App(settings, database, auth, server);
        } catch (RuntimeException e) {
            auth.close();
            database.close();
            throw e;
        }
    }

    /** Asked beforehand, because Jetty would answer with a page of stack traces. */
    private static void requireFree(String host, int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            probe.getLocalPort();
        } catch (IOException e) {
            throw new StartUpRefused("HOST and PORT cannot be listened on: set a PORT that is free, or 0 for any, and a"
                    + " HOST of this machine");
        }
    }

    private static AuthService service(
            Settings settings, Database database, Mailer mailer, Clock clock, Optional<PasswordHasher> hasher) {
        AuthServiceBuilder builder = AuthService.builder(settings.secret(), database.stores(), mailer)
                .appName("Keystile demo")
                .tokens(TokenPolicy.ofDefaults().withAccessLifetime(ACCESS_LIFETIME))
                .reset(ResetPolicy.ofDefaults().withSignIn(true))
                .clock(clock);
        hasher.ifPresent(builder::passwordHasher);
        return builder.build();
    }

    /** Where people reach the application. */
    String url() {
        String host = Loopback.isLoopback(settings.host()) ? "localhost" : settings.host();
        return settings.appUrl().map(Object::toString).orElse("http://" + host + ":" + server.port());
    }

    int port() {
        return server.port();
    }

    AuthService auth() {
        return auth;
    }

    String greeting() {
        return String.join(
                System.lineSeparator(),
                "Open      " + url(),
                "Mails     " + (settings.smtp().isPresent() ? "go to SMTP_HOST" : "land at " + url() + "/dev/inbox"),
                "Database  " + settings.database().description(),
                "Secret    "
                        + (settings.secretMadeUp()
                                ? "made up: everybody is signed out at the next start"
                                : "JWT_SECRET"));
    }

    @Override
    public void close() {
        server.stop();
        auth.close();
        database.close();
    }
}
