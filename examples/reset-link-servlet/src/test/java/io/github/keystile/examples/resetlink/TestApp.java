package io.github.keystile.examples.resetlink;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application on a port of its own, with a mail server, a database of its own and a clock that can be set. */
final class TestApp implements AutoCloseable {
    static final String ANN = "ann@example.com";
    static final String PASSWORD = "correct horse";
    static final String FORGOT = "/api/users/forgotPassword";
    static final String RESET = "/api/users/resetPassword/";

    private static final Pattern LINK = Pattern.compile("(?m)^(\\S+)/reset-password\\?token=([A-Za-z0-9_-]{43})\\r?$");

    final SettableClock clock;
    private final String jdbcUrl;
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, Integer> seen = new HashMap<>();
    private final App app;

    TestApp() {
        this(Map.of());
    }

    TestApp(Map<String, String> more) {
        this(new SettableClock(), more);
    }

    TestApp(SettableClock clock, Map<String, String> more) {
        this.clock = clock;
        mails.start();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", "0",
                "JDBC_URL", newDatabase(),
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(mails.getSmtp().getPort()),
                "SMTP_TLS", "off",
                "MAIL_FROM", "demo@example.com"));
        environment.putAll(more);
        jdbcUrl = environment.get("JDBC_URL");
        app = App.start(environment, clock, Optional.of(new InsecureFastHasher()));
    }

    static String newDatabase() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    int port() {
        return app.port();
    }

    String url() {
        return "http://localhost:" + port();
    }

    Client client() {
        return new Client(url());
    }

    /** A link out of a mail. */
    record Link(String site, String token) {}

    /** The link in the next mail to the address that was not asked for before. */
    Link link(String email) {
        Matcher matcher = LINK.matcher(mail(email));
        if (!matcher.find()) {
            throw new AssertionError("The mail holds no link");
        }
        return new Link(matcher.group(1), matcher.group(2));
    }

    /** Asks for a link to an address that has an account, and reads it. */
    String token(String email) {
        client().post(FORGOT, "email", email).expect(200);
        return link(email).token();
    }

    String mail(String email) {
        int index = seen.merge(email, 1, Integer::sum) - 1;
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> mailsTo(email), list -> list.size() > index)
                .get(index);
    }

    List<String> mailsTo(String email) throws Exception {
        List<String> texts = new ArrayList<>();
        for (MimeMessage message : mails.getReceivedMessages()) {
            if (message.getRecipients(Message.RecipientType.TO)[0].toString().equals(email)) {
                MimeMultipart parts = (MimeMultipart) message.getContent();
                texts.add(message.getSubject() + "\n\n" + parts.getBodyPart(0).getContent());
            }
        }
        return texts;
    }

    /** The whole database, as text. */
    String dump() throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SCRIPT")) {
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    /** How many users, challenges and sessions there are. */
    String stored() throws SQLException {
        StringBuilder counts = new StringBuilder();
        for (String table : List.of("auth_user", "auth_challenge", "auth_session")) {
            try (Connection connection = DriverManager.getConnection(jdbcUrl);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                rows.next();
                counts.append(table).append('=').append(rows.getInt(1)).append(' ');
            }
        }
        return counts.toString();
    }

    void breakDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
    }

    void signUp(String email, String password) {
        client().post("/api/users/signup", "email", email, "password", password).expect(201);
    }

    Client.Reply login(String email, String password) {
        return client().post("/api/users/login", "email", email, "password", password);
    }

    /** A browser that is signed in. */
    Client signedIn(String email, String password) {
        Client client = client();
        client.post("/api/users/login", "email", email, "password", password).expect(200);
        return client;
    }

    @Override
    public void close() {
        app.close();
        mails.stop();
    }
}
