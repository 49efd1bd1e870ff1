package io.github.keystile.examples.storefront;

import io.github.keystile.auth.testkit.SettableClock;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.jdbcx.JdbcDataSource;

/** The running application, seen from outside, and the knobs that tests turn. */
@Singleton
final class Shop {
    static final String PASSWORD = "strongpassword123";

    final SettableClock clock;
    final MailServer mails;
    private final Settings settings;
    private final HttpServer server;
    private final AtomicInteger people = new AtomicInteger();

    Shop(SettableClock clock, MailServer mails, Settings settings, HttpServer server) {
        this.clock = clock;
        this.mails = mails;
        this.settings = settings;
        this.server = server;
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    Browser browser() {
        return new Browser(url());
    }

    /** An address that no other test mails to. */
    String newEmail() {
        return "john.doe" + people.incrementAndGet() + "@example.com";
    }

    /** The address of somebody who just registered. */
    String registered() {
        String email = newEmail();
        register(email).expect(201);
        return email;
    }

    Browser.Reply register(String email) {
        return browser()
                .post("register", "name", "John Doe", "email", email, "phone", "9876543210", "password", PASSWORD);
    }

    /** A browser that holds the ticket for a new password. */
    Browser verified(String email) {
        Browser browser = browser();
        browser.post("send-otp", "email", email).expect(200);
        browser.post("verify-otp", "email", email, "otp", mails.code(email)).expect(200, "OTP verified successfully.");
        return browser;
    }

    String token(String email, String password) {
        return browser()
                .post("login", "email", email, "password", password)
                .expect(200)
                .json()
                .path("token")
                .asText();
    }

    Browser.Reply me(String token) {
        Browser browser = browser();
        browser.headers.put("Authorization", "Bearer " + token);
        return browser.get("/me");
    }

    /** Another code than the right one. */
    static String other(String code) {
        return (code.charAt(0) == '9' ? '0' : (char) (code.charAt(0) + 1)) + code.substring(1);
    }

    /** Forgets accounts, codes, sessions and what was counted against anybody. */
    void wipe() throws SQLException {
        for (String table : List.of("auth_user", "auth_challenge", "auth_session", "auth_limit")) {
            execute("DELETE FROM " + table);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** How many users, challenges and sessions there are. */
    List<Integer> stored() throws SQLException {
        String sql = "SELECT (SELECT COUNT(*) FROM auth_user), (SELECT COUNT(*) FROM auth_challenge),"
                + " (SELECT COUNT(*) FROM auth_session)";
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return List.of(row.getInt(1), row.getInt(2), row.getInt(3));
        }
    }

    private Connection connect() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(settings.database().url());
        return source.getConnection();
    }
}
