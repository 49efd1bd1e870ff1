package io.github.keystile.examples.storefront;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Runs the application with the process's environment until it is stopped. */
@QuarkusMain
public final class Main {
    private static final int BAD_CONFIGURATION = 2;

    private Main() {}

    /**
     * Starts the server.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        try {
            Settings settings = Settings.from(System.getenv());
            // What was checked is what is listened on: system properties win over QUARKUS_HTTP_HOST, .env and the like.
            System.setProperty("quarkus.http.host", settings.host());
            System.setProperty("quarkus.http.port", Integer.toString(settings.port()));
            Quarkus.run(Storefront.class, Main::exit);
        } catch (StartUpRefused e) {
            exit(BAD_CONFIGURATION, e);
        }
    }

    private static void exit(int code, @Nullable Throwable failure) {
        if (failure != null) {
            System.err.println(explain(failure));
        }
        System.exit(failure == null ? code : BAD_CONFIGURATION);
    }

    /** One line for whoever started the program; the rest of a stack trace would not help. */
    static String explain(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof StartUpRefused) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SocketException || cause instanceof UnknownHostException) {
            return "HOST and PORT cannot be listened on: set a PORT that is free, or 0 for any, and a HOST of this"
                    + " machine";
        }
        return cause instanceof StartUpRefused ? String.valueOf(cause.getMessage()) : failure.toString();
    }
}
