package io.github.keystile.examples.resetlink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Whatever nothing else answers. */
final class NotFoundServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    NotFoundServlet() {
        super("GET");
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        throw new Refusal(404, "There is no such page.");
    }
}
