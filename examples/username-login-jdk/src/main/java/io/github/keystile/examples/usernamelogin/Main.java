package io.github.keystile.examples.usernamelogin;

import java.util.Properties;

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
        hardenServer();
        try {
            App app = App.start(System.getenv());
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
            System.out.println(app.greeting());
        } catch (StartUpRefused e) {
            System.err.println(e.getMessage());
            System.exit(BAD_CONFIGURATION);
        }
    }

    /** Before the server's classes load, since they read these once. Times in seconds; -D still wins. */
    private static void hardenServer() {
        Properties defaults = new Properties();
        defaults.setProperty("sun.net.httpserver.maxReqTime", "30");
        defaults.setProperty("sun.net.httpserver.nodelay", "true");
        defaults.setProperty("jdk.httpserver.maxConnections", "1000");
        defaults.forEach((name, value) -> System.getProperties().putIfAbsent(name, value));
    }
}
