package io.github.keystile.examples.usernamelogin;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for requests: virtual ones where the JDK has them (21 and later), else a bounded number. */
final class Workers {
    private static final int BOUND = 64;

    private Workers() {}

    static ExecutorService create() {
        try {
            // By name, because the code must also compile and run on a JDK 17.
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException olderJdk) {
            return Executors.newFixedThreadPool(BOUND);
        }
    }
}
