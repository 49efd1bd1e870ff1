package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.web.Loopback;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Shows the mails that nobody sent. Without Resend the server listens on loopback, or it does not start. */
@RestController
final class InboxController {
    private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final boolean on;
    private final Inbox inbox;

    InboxController(Settings settings, Inbox inbox) {
        this.on = settings.resend().isEmpty();
        this.inbox = inbox;
    }

    /** Under another name than loopback's, a web site has pointed its own at this machine, to read the codes. */
    @GetMapping("/dev/inbox")
    ResponseEntity<String> inbox(@RequestHeader(name = HttpHeaders.HOST, required = false) @Nullable String host) {
        if (!on) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        if (host == null || !Loopback.isLoopback(host.replaceFirst(":[0-9]*$", ""))) {
            throw new ResponseStatusException(
                    HttpStatus.MISDIRECTED_REQUEST, "Ask for this by a name of this machine, such as localhost");
        }
        return ResponseEntity.ok().contentType(TEXT).body(inbox.page());
    }
}
