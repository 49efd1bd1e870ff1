package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.web.Loopback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where things are. */
@Component
final class Greeting {
    private static final Logger log = LoggerFactory.getLogger(Greeting.class);

    private final Settings settings;

    Greeting(Settings settings) {
        this.settings = settings;
    }

    @EventListener
    void started(WebServerInitializedEvent event) {
        String host = Loopback.isLoopback(settings.host()) ? "localhost" : settings.host();
        String url = settings.appUrl()
                .map(Object::toString)
                .orElse("http://" + host + ":" + event.getWebServer().getPort());
        log.info("Address   {}", url);
        log.info("Mails     {}", settings.resend().isPresent() ? "go to Resend" : "land at " + url + "/dev/inbox");
        log.info(
                "Database  {}",
                settings.mongoUri().isPresent()
                        ? "the one of MONGODB_URI"
                        : "embedded, in memory (MONGODB_URI is not set): forgotten when this program ends");
        log.info(
                "Secret    {}",
                settings.secretMadeUp() ? "made up: everybody is signed out at the next start" : "JWT_SECRET");
    }
}
