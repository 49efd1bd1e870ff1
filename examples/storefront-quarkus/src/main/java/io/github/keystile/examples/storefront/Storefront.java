package io.github.keystile.examples.storefront;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;

/** Says where everything is, once the server listens, and waits for the end. */
final class Storefront implements QuarkusApplication {
    private final Settings settings;
    private final HttpServer server;

    Storefront(Settings settings, HttpServer server) {
        this.settings = settings;
        this.server = server;
    }

    @Override
    public int run(String... arguments) {
        System.out.println(settings.greeting(server.getPort()));
        Quarkus.waitForExit();
        return 0;
    }
}
