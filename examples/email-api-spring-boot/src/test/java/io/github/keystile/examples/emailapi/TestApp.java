package io.github.keystile.examples.emailapi;

import static org.awaitility.Awaitility.await;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The application on a port of its own, with a MongoDB and a Resend inside this process and a clock that can be set. */
final class TestApp implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final String JWT_SECRET = "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q";

    private static final Pattern CODE = Pattern.compile("(?m)^([0-9]{6})$");

    final SettableClock clock = new SettableClock();
    final MongoServer mongo = new MongoServer(new MemoryBackend());
    final String mongoUri;
    final ResendStub resend = new ResendStub();
    private final Map<String, Integer> seen = new HashMap<>();
    private final AtomicInteger addresses = new AtomicInteger();
    private final PasswordHasher hasher;
    private ConfigurableApplicationContext application;

    TestApp() {
        this(new InsecureFastHasher());
    }

    TestApp(PasswordHasher hasher) {
        this(hasher, "");
    }

    TestApp(PasswordHasher hasher, String mongoOptions) {
        this.hasher = hasher;
        this.mongoUri = mongo.bindAndGetConnectionString() + "/test" + mongoOptions;
        this.application = start();
    }

    private ConfigurableApplicationContext start() {
        return start(
                Map.of(
                        "PORT",
                        "0",
                        "MONGODB_URI",
                        mongoUri,
                        "JWT_SECRET",
                        JWT_SECRET,
                        "RESEND_API_KEY",
                        ResendStub.KEY,
                        "RESEND_BASE_URL",
                        resend.url(),
                        "MAIL_FROM",
                        "demo@example.com"),
                clock,
                hasher);
    }

    static ConfigurableApplicationContext start(Map<String, String> environment, Clock clock, PasswordHasher hasher) {
        SpringApplication application = Main.application(environment);
        application.addInitializers(context -> {
            ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock);
            ((GenericApplicationContext) context).registerBean(PasswordHasher.class, () -> hasher);
        });
        return application.run();
    }

    static int port(ConfigurableApplicationContext application) {
        return ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    void restart() {
        application.close();
        application = start();
    }

    int port() {
        return port(application);
    }

    String url() {
        return "http://localhost:" + port();
    }

    Visitor visitor() {
        return new Visitor(url());
    }

    /** An address that no other test of the class has. */
    String newEmail() {
        return "user" + addresses.incrementAndGet() + "@example.com";
    }

    /** So that no limit remembers what another test has done. */
    void nextDay() {
        clock.advance(Duration.ofDays(2));
    }

    /** The code in the next mail to the address that was not asked for before. */
    String code(String email) {
        Matcher matcher = CODE.matcher(mail(email));
        if (!matcher.find()) {
            throw new AssertionError("The mail holds no code");
        }
        return matcher.group(1);
    }

    String mail(String email) {
        int index = seen.merge(email, 1, Integer::sum) - 1;
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> resend.mailsTo(email), mails -> mails.size() > index)
                .get(index)
                .path("text")
                .asString();
    }

    /** A code that is not the right one. */
    static String other(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    /** A new account, and what its owner was answered in the end. */
    Visitor.Reply signedUp(String email) {
        Visitor visitor = visitor();
        visitor.post("/api/auth/otp/signup-request-otp", "email", email, "password", PASSWORD)
                .expect(200);
        return visitor.post("/api/auth/otp/signup-verify-otp", "email", email, "otp", code(email))
                .expect(200);
    }

    @Override
    public void close() {
        application.close();
        resend.close();
        mongo.shutdownNow();
    }
}
