package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That every request of this package's tests is held against Resend's description of its API, and how strictly. */
@Timeout(300)
class ResendDescriptionTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FINE = "{\"from\":\"a@b.example\",\"to\":\"c@d.example\",\"subject\":\"s\"}";

    private OpenApi description;

    @BeforeEach
    void find() {
        description = OpenApi.find()
                .orElseGet(
                        () -> Assumptions.abort(
                                "no shared/resend-openapi.yaml beside the repository; set KEYSTILE_VECTORS to a folder beside it"));
    }

    @Test
    @Tag("MAL-05")
    void ourRequestIsAsDescribed() throws IOException {
        try (var stub = new ResendStub()) {
            Mails.at(stub).fromName("Shop").build().send(Mails.to("ann@example.com"));
            assertThat(stub.taken()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"from\":\"a@b.example\",\"to\":\"c@d.example\"}",
                "{\"from\":\"a@b.example\",\"to\":7,\"subject\":\"s\"}",
                "{\"from\":\"a@b.example\",\"to\":[],\"subject\":\"s\"}",
                "{\"from\":\"a@b.example\",\"to\":\"c@d.example\",\"subject\":\"s\",\"txt\":\"t\"}",
                "{\"from\":\"a@b.example\",\"to\":\"c@d.example\",\"subject\":\"s\",\"headers\":\"t\"}",
                "[]"
            })
    void otherRequestsAreComplainedAbout(String body) throws IOException {
        assertThat(complaints("application/json", "k", JSON.readTree(body))).isNotEmpty();
    }

    @Test
    void otherPathsTypesAndKeysAreComplainedAbout() throws IOException {
        JsonNode body = JSON.readTree(FINE);
        assertThat(complaints("application/json", "k".repeat(256), body)).isEmpty();
        assertThat(complaints("application/json", "k".repeat(257), body)).isNotEmpty();
        assertThat(complaints("text/plain", "k", body)).isNotEmpty();
        assertThat(description.complaints("put", "/emails", "application/json", "k", body))
                .isNotEmpty();
        assertThat(description.complaints("post", "/email", "application/json", "k", body))
                .isNotEmpty();
    }

    @Test
    void whatTheStubAnswersIsAsDescribed() throws IOException {
        assertThat(description.complaintsAboutAnswer(JSON.readTree("{\"id\":\"x\"}")))
                .isEmpty();
        assertThat(description.complaintsAboutAnswer(JSON.readTree("{\"id\":7}")))
                .isNotEmpty();
    }

    @Test
    void theStubFailsATestWhoseRequestIsForbidden() throws Exception {
        var stub = new ResendStub();
        HttpRequest request = HttpRequest.newBuilder(URI.create(stub.url() + "/emails"))
                .header("Authorization", "Bearer " + ResendStub.API_KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(422);
        assertThatThrownBy(stub::close).isInstanceOf(AssertionError.class).hasMessageContaining("forbids");
        assertThatCode(new ResendStub()::close).doesNotThrowAnyException();
    }

    private List<String> complaints(String type, String key, JsonNode body) {
        return description.complaints("post", "/emails", type, key, body);
    }
}
