package io.github.keystile.examples.emailapi;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.support.GenericApplicationContext;

/** Runs the application with the process's environment until it is stopped. */
// Without Spring Boot's /error: refusals come from Errors, and what no route ever sees from JsonErrorValve.
@SpringBootApplication(proxyBeanMethods = false, exclude = ErrorMvcAutoConfiguration.class)
public final class Main {
    private Main() {}

    /**
     * Starts the server.
     *
     * @param arguments not used
     */
    public static void main(String[] arguments) {
        application(System.getenv()).run();
    }

    static SpringApplication application(Map<String, String> environment) {
        SpringApplication application = new SpringApplication(Main.class);
        // Not through Spring's Environment, which expands ${…} inside a secret, and repeats the secret where it cannot.
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(Env.class, () -> new Env(environment)));
        return application;
    }
}
