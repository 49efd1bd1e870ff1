package io.github.keystile.examples.emailapi;

import org.springframework.boot.ExitCodeGenerator;

/** The environment asks for what must not run. The message names the variable and the cure, never a value. */
final class StartUpRefused extends RuntimeException implements ExitCodeGenerator {
    StartUpRefused(String message) {
        super(message, null, false, false);
    }

    @Override
    public int getExitCode() {
        return 2;
    }
}
