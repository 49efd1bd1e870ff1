package io.github.keystile.examples.resetlink;

/** Runs the application with the process's environment until it is stopped. */
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
            App app = App.start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
            System.out.println(app.greeting());
        } catch (StartUpRefused e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }
}
