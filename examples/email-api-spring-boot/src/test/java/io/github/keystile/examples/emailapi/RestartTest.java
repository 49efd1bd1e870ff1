package io.github.keystile.examples.emailapi;

import static io.github.keystile.examples.emailapi.DocumentTest.SYSTEM_1;
import static io.github.keystile.examples.emailapi.TestApp.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import java.util.ArrayList;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** What MongoDB holds outlives the process. */
class RestartTest {
    private static final String ANN = "ann@example.com";

    @Test
    void accountsAndSessionsSurvive() {
        try (TestApp app = new TestApp()) {
            String token = app.signedUp(ANN).text("token");
            app.restart();
            app.visitor().me(token).expect(200);
            app.visitor()
                    .post(SYSTEM_1 + "/login", "email", ANN, "password", PASSWORD)
                    .expect(200);
        }
    }

    @Test
    void passwordsAreHashedWithBcryptAndCodesTidiedUpByTheDatabase() {
        try (TestApp app = new TestApp(BcryptPasswordHasher.create());
                MongoClient client = MongoClients.create(app.mongoUri)) {
            app.signedUp(ANN);
            MongoDatabase database = client.getDatabase("test");
            assertThat(database.getCollection("auth_user").find().first().toJson())
                    .contains("$2")
                    .doesNotContain(PASSWORD);
            assertThat(database.getCollection("auth_challenge").listIndexes().into(new ArrayList<Document>()))
                    .anyMatch(index -> index.containsKey("expireAfterSeconds"));
        }
    }
}
