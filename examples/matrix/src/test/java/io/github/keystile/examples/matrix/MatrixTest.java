package io.github.keystile.examples.matrix;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

/**
 * One life of an account over every store and every mailer, with the mail queue and the adapters that applications get
 * by default. Only the clock is moved, and hashes cost a quarter of the default's time.
 */
@Tag("slow")
class MatrixTest {
    private static final String ROW = "%-12s %-10s %-10s%n";
    private static final Map<Stores, Map<String, String>> CELLS = new EnumMap<>(Stores.class);
    private static final Map<Stores, AuthStores> RUNNING = new EnumMap<>(Stores.class);
    private static final Stores.Opened SERVERS = new Stores.Opened();

    @ParameterizedTest
    @EnumSource(Stores.class)
    void smtp(Stores stores) {
        try (Mailbox mailbox = new SmtpMailbox()) {
            live(stores, "SMTP", mailbox);
        }
    }

    @ParameterizedTest
    @EnumSource(Stores.class)
    void resend(Stores stores) throws Exception {
        try (Mailbox mailbox = new ResendMailbox()) {
            live(stores, "Resend", mailbox);
        }
    }

    @AfterAll
    static void stopAndPrint() {
        SERVERS.close();
        StringBuilder table = new StringBuilder("\n");
        table.append(String.format(Locale.ROOT, ROW, "", "SMTP", "Resend"));
        CELLS.forEach((stores, cells) ->
                table.append(String.format(Locale.ROOT, ROW, stores, cells.get("SMTP"), cells.get("Resend"))));
        System.out.println(table);
    }

    private static void live(Stores kind, String mails, Mailbox mailbox) {
        Map<String, String> row = CELLS.computeIfAbsent(kind, ignored -> new LinkedHashMap<>());
        row.put(mails, "FAILED");
        try (Stores.Opened opened = new Stores.Opened()) {
            AuthStores stores = RUNNING.computeIfAbsent(kind, it -> it.openOrSkip(SERVERS));
            // Tomorrow, so that a database which deletes expired rows by itself leaves them alone.
            SettableClock clock =
                    new SettableClock(Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS));
            AuthService auth = opened.keep(AuthService.builder(RootSecret.generate(), stores, mailbox.mailer())
                    .appName("Matrix")
                    .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://shop.example/reset")))
                    .passwordHasher(BcryptPasswordHasher.withCost(10))
                    .clock(clock)
                    .build());
            new Life(auth, mailbox, clock).live();
            row.put(mails, "passed");
        } catch (TestAbortedException skipped) {
            row.put(mails, "skipped");
            throw skipped;
        }
    }
}
