package io.github.keystile.examples.emailapi;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.WebServerException;
import org.springframework.core.annotation.Order;

/** Says why the application does not start, and nothing about where in the code. Named in META-INF/spring.factories. */
@Order(0)
final class StartUpFailures implements FailureAnalyzer {
    private static final String NOT_LISTENING = "HOST and PORT cannot be listened on: set a PORT that is free, or 0 for"
            + " any, and a HOST of this machine";

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        FailureAnalysis analysis = null;
        // The innermost counts: Tomcat wraps what happens while it starts.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartUpRefused) {
                analysis = new FailureAnalysis(cause.getMessage(), null, cause);
            } else if (cause instanceof WebServerException) {
                analysis = new FailureAnalysis(NOT_LISTENING, null, cause);
            }
        }
        return analysis;
    }
}
