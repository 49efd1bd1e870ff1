package io.github.keystile.examples.storefront;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The mails that a mail server would have carried. {@link Guard} lets only this machine ask. */
@Path("/dev/inbox")
public final class InboxResource {
    private final Settings settings;
    private final Inbox inbox;

    InboxResource(Settings settings, Inbox inbox) {
        this.settings = settings;
        this.inbox = inbox;
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8")
    public String page() {
        if (settings.smtp().isPresent()) {
            throw new NotFoundException();
        }
        return inbox.page();
    }
}
