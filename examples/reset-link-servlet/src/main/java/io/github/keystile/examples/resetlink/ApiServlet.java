package io.github.keystile.examples.resetlink;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/** A servlet that says which methods it takes, so that every other one gets 405 with Allow. */
abstract class ApiServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> methods;

    ApiServlet(String method) {
        methods = method.equals("GET") ? Set.of("GET", "HEAD") : Set.of(method);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!methods.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", methods));
            throw new Refusal(405, "This address does not take that method.");
        }
        super.service(request, response);
    }
}
