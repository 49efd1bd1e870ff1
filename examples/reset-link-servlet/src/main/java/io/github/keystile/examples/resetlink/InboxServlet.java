package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.web.Loopback;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows the mails that a mail server would have carried, on loopback only. */
final class InboxServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final transient Inbox inbox;

    InboxServlet(Inbox inbox) {
        super("GET");
        this.inbox = inbox;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // Another name means that a web site has pointed its own name at this machine, to read the links.
        if (!Loopback.isLoopback(request.getServerName())) {
            throw new Refusal(421, "Ask for this by a name of this machine, such as localhost.");
        }
        Answer.write(response, 200, "text/html; charset=utf-8", page(inbox.text()));
    }

    private static String page(String mails) {
        String escaped = mails.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        return "<!doctype html>\n<html lang=\"en\">\n<title>Inbox</title>\n<link rel=\"icon\" href=\"data:,\">\n<pre>"
                + escaped.replaceAll("(?m)^https?://\\S+", "<a href=\"$0\">$0</a>")
                + "</pre>\n</html>\n";
    }
}
