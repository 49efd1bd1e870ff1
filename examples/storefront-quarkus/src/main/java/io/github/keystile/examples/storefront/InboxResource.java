package io.github.keystile.examples.storefront;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The mails that a mail server would have carried. {@link Guard} lets only this machine ask. */
@Path("/dev/inbox")
public final class InboxResource {
    private static final List<String> FORWARDED = List.of("Forwarded", "X-Forwarded-Host");

    private final Settings settings;
    private final Inbox inbox;

    InboxResource(Settings settings, Inbox inbox) {
        this.settings = settings;
        this.inbox = inbox;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public String page(@Context HttpHeaders headers) {
        if (settings.smtp().isPresent()) {
            throw new NotFoundException();
        }
        // Where proxies are trusted, these headers are what Guard takes for the name that was asked for.
        if (FORWARDED.stream().anyMatch(name -> headers.getHeaderString(name) != null)) {
            throw new Refusal(421, "Ask for this directly, not through a proxy.");
        }
        return inbox.page();
    }
}
