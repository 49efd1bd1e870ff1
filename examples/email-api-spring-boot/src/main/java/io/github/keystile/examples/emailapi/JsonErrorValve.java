package io.github.keystile.examples.emailapi;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** Tomcat's own refusals, such as of an address that cannot be read: no route and no filter ever sees them. */
public final class JsonErrorValve extends ErrorReportValve {
    /** For Tomcat, which makes one from the name of the class. */
    public JsonErrorValve() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        try {
            Writer writer = response.getReporter();
            if (writer != null) {
                // Nothing in these messages needs escaping.
                writer.write("{\"success\":false,\"message\":\"" + Messages.of(status) + "\"}");
                response.finishResponse();
            }
        } catch (IOException e) {
            getContainer().getLogger().debug("The client has gone", e);
        }
    }
}
