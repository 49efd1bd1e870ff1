package io.github.keystile.examples.resetlink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** {@code GET /orders}: the caller's orders, of which this demo has none. */
final class OrdersServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    OrdersServlet() {
        super("GET");
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.write(response, 200, Map.of("user", request.getRemoteUser(), "orders", List.of()));
    }
}
