package io.github.keystile.examples.storefront;

import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes the places of settings, clock and hasher while tests run. */
@Singleton
final class TestBeans {
    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Settings settings(MailServer mails, @ConfigProperty(name = "test.smtp", defaultValue = "true") boolean smtp) {
        Map<String, String> environment = new HashMap<>();
        environment.put("JDBC_URL", "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        if (smtp) {
            environment.put("SMTP_HOST", "127.0.0.1");
            environment.put("SMTP_PORT", Integer.toString(mails.port()));
            environment.put("SMTP_TLS", "off");
            environment.put("MAIL_FROM", "shop@example.com");
        }
        return Settings.from(environment);
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    SettableClock clock() {
        return new SettableClock();
    }

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    PasswordHasher hasher() {
        return new WorkerOnlyHasher(new InsecureFastHasher());
    }
}
