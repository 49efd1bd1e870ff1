package io.github.keystile.examples.usernamelogin;

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
    private static final Pattern CODE =
            Pattern.compile("(?m)^The otp for the password change is ([0-9]{6})\\. The otp expires in 5 minutes\\r?$");

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final SettableClock clock = new SettableClock();
    final String jdbcUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final GreenMail mails = new GreenMail(mailServer());
    private final Map<String, Integer> seen = new HashMap<>();
    private final App app;

    TestApp() {
        this(Map.of());
    }

    TestApp(Map<String, String> more) {
        mails.start();
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", "0",
                "JDBC_URL", jdbcUrl,
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(mails.getSmtp().getPort()),
                "SMTP_TLS", "off",
                "MAIL_FROM", "demo@example.com"));
        environment.putAll(more);
        app = App.start(environment, clock, Optional.of(new InsecureFastHasher()));
    }

    private static ServerSetup mailServer() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE.toMillis());
        return setup;
    }

    int port() {
        return app.port();
    }

    String url() {
        return "http://localhost:" + port();
    }

    Visitor visitor() {
        return new Visitor(url());
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
        return await().atMost(PATIENCE)
                .until(() -> mailsTo(email), list -> list.size() > index)
                .get(index);
    }

    /** A code that is not the right one. */
    static String other(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
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

    /** How many users, challenges and sessions there are. */
    String stored() throws Exception {
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

    void breakDatabase() throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP ALL OBJECTS");
        }
    }

    /** A visitor who has an account and is signed in. */
    Visitor signedUp(String user, String email, String password) {
        Visitor visitor = visitor();
        visitor.post("/signup", "user", user, "email", email, "pwd", password).expect(200, "signup successful");
        visitor.post("/login", "userId", user, "pwd", password).expect(200, "Device verified");
        return visitor;
    }

    @Override
    public void close() {
        app.close();
        mails.stop();
    }
}
