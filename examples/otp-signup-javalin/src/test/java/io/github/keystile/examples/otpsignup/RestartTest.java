package io.github.keystile.examples.otpsignup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file database and a secret of one's own outlive the process. */
class RestartTest {
    @Test
    void accountsAndSessionsSurvive(@TempDir Path folder) {
        Map<String, String> environment = Map.of(
                "JDBC_URL", "jdbc:h2:file:" + folder.resolve("demo"), "JWT_SECRET", "Vq3xW8sLr2Zt7Yk1Nf5Hb9Jc4Md6Pg0Q");
        Map<String, String> cookies;
        try (TestApp app = new TestApp(environment)) {
            cookies = app.signedUp(HttpRoutesTest.ANN, HttpRoutesTest.PASSWORD).cookies;
        }
        try (TestApp app = new TestApp(environment)) {
            Visitor visitor = app.visitor();
            visitor.post("/login", "email", HttpRoutesTest.ANN, "password", HttpRoutesTest.PASSWORD)
                    .expect(200);
            Visitor same = app.visitor();
            same.cookies.putAll(cookies);
            assertThat(same.get("/me").expect(200).json().path("email").asText())
                    .isEqualTo(HttpRoutesTest.ANN);
        }
    }
}
