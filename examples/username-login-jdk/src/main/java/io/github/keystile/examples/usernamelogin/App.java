package io.github.keystile.examples.usernamelogin;

import com.sun.net.httpserver.HttpServer;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.StandardMailTexts;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.Loopback;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** The application: the database, the service on it and the web server in front. */
final class App implements AutoCloseable {
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);
    /** Long, because clients of this API know no way to refresh; {@link Web} renews it. */
    private static final Duration ACCESS_LIFETIME = Duration.ofHours(1);

    private final Settings settings;
    private final Database database;
    private final AuthService auth;
    private final HttpServer server;
    private final ExecutorService workers = Workers.create();

    private App(Settings settings, Database database, AuthService auth, HttpServer server) {
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
        HttpServer server = listen(settings.host(), settings.port());
        try {
            Inbox inbox = new Inbox();
            Database database = Database.open(settings.database());
            AuthService auth = service(settings, database, settings.smtp().orElse(inbox), clock, hasher);
            App app = new App(settings, database, auth, server);
            server.createContext("/", new Web(settings, auth, inbox, clock, app.port()));
            server.setExecutor(app.workers);
            server.start();
            return app;
        } catch (RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    private static HttpServer listen(String host, int port) {
        try {
            return HttpServer.create(new InetSocketAddress(host, port), 0);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartUpRefused("HOST and PORT cannot be listened on: set a PORT that is free, or 0 for any, and a"
                    + " HOST of this machine");
        }
    }

    private static AuthService service(
            Settings settings, Database database, Mailer mailer, Clock clock, Optional<PasswordHasher> hasher) {
        AuthServiceBuilder builder = AuthService.builder(settings.secret(), database.stores(), mailer)
                .appName("Keystile demo")
                .disclosure(Disclosure.EXPLICIT)
                // Only because the API's own document shows 123456. Do not copy this line: see the README.
                .passwords(PasswordPolicy.ofDefaults().withMinLength(6).withRejectCommon(false))
                .otp(OtpPolicy.ofDefaults().withCodeLifetime(CODE_LIFETIME))
                .mailTexts(StandardMailTexts.create()
                        .with(MailPurpose.PASSWORD_RESET_CODE, Locale.ENGLISH, new ResetMail()))
                .tokens(TokenPolicy.ofDefaults().withAccessLifetime(ACCESS_LIFETIME))
                .clock(clock);
        hasher.ifPresent(builder::passwordHasher);
        return builder.build();
    }

    /** Where people reach the application. */
    String url() {
        String host = Loopback.isLoopback(settings.host()) ? "localhost" : settings.host();
        return settings.appUrl().map(Object::toString).orElse("http://" + host + ":" + port());
    }

    int port() {
        return server.getAddress().getPort();
    }

    String greeting() {
        return String.join(
                System.lineSeparator(),
                "Address   " + url(),
                "Mails     " + (settings.smtp().isPresent() ? "go to SMTP_HOST" : "land at " + url() + "/dev/inbox"),
                "Database  " + settings.database().description(),
                "Secret    "
                        + (settings.secretMadeUp()
                                ? "made up: everybody is signed out at the next start"
                                : "JWT_SECRET"));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
        auth.close();
        database.close();
    }
}
