package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_1;
import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_2;
import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;

import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is broken on our side is told in the document's shape too, and tells nothing. */
class FaultsTest {
    @Test
    void storeThatDoesNotAnswerIsTemporary() {
        // Long enough for a busy machine to find the server while there is one.
        String options = "?serverSelectionTimeoutMS=5000";
        try (TestApp app = new TestApp(new InsecureFastHasher(), options)) {
            Visitor visitor = app.visitor();
            String token = app.signedUp("ann@example.com").text("token");
            app.mongo.shutdownNow();
            String message = "The service is not available. Try again in a moment";
            visitor.post(SYSTEM_1 + "/login", "email", "ann@example.com", "password", PASSWORD)
                    .refused(503, message);
            visitor.me(token).refused(503, message);
        }
    }

    @Test
    void bugIsAnApologyAndNoStackTrace() {
        try (TestApp app = new TestApp(new BrokenHasher())) {
            app.visitor()
                    .post(SYSTEM_2 + "/signup-request-otp", "email", "ann@example.com", "password", PASSWORD)
                    .refused(500, "Something went wrong on our side. Try again later");
        }
    }

    private static final class BrokenHasher implements PasswordHasher {
        @Override
        public String hash(String password) {
            throw new UnsupportedOperationException(password);
        }

        @Override
        public Match verify(String password, @Nullable String storedHash) {
            throw new UnsupportedOperationException(password);
        }

        @Override
        public boolean needsRehash(String storedHash) {
            return false;
        }
    }
}
