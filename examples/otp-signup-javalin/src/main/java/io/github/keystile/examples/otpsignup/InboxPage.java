package io.github.keystile.examples.otpsignup;

import io.github.keystile.auth.web.Loopback;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the mails that a mail server would have carried, on loopback only. */
final class InboxPage {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Inbox inbox;
    private final Layout layout;

    InboxPage(Inbox inbox, Layout layout) {
        this.inbox = inbox;
        this.layout = layout;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/dev/inbox", this::show);
    }

    private void show(Context ctx) {
        requireLoopbackName(ctx);
        boolean refreshing = ctx.queryParam("refresh") != null;
        List<Inbox.Mail> mails = inbox.mails();
        String shown = mails.stream().map(this::mail).collect(Collectors.joining());
        Answer.page(
                ctx,
                layout.page(
                        "inbox",
                        Map.of(
                                "width",
                                "wide",
                                "inbox",
                                "",
                                "head",
                                new Layout.Html(refreshing ? "<meta http-equiv=\"refresh\" content=\"5\">" : ""),
                                "refresh",
                                layout.fragment(refreshing ? "inbox-stop" : "inbox-refresh", Map.of()),
                                "mails",
                                mails.isEmpty() ? layout.fragment("inbox-empty", Map.of()) : new Layout.Html(shown))));
    }

    /** Another name means that a web site has pointed its own name at this machine, to read the codes. */
    private static void requireLoopbackName(Context ctx) {
        if (!Loopback.isLoopback(ctx.req().getServerName())) {
            throw new NotFoundResponse();
        }
    }

    private String mail(Inbox.Mail mail) {
        return layout.fragment(
                        "mail",
                        Map.of(
                                "to", mail.to(),
                                "subject", mail.subject(),
                                "text", mail.text().strip(),
                                "time", TIME.format(mail.at()),
                                "at", mail.at()))
                .text();
    }
}
