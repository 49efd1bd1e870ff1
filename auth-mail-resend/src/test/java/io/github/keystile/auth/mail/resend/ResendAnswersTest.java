package io.github.keystile.auth.mail.resend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.error.MailException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of Resend's answers. */
@Timeout(300)
class ResendAnswersTest {
    private ResendStub stub;
    private ResendMailer mailer;

    @BeforeEach
    void start() throws IOException {
        stub = new ResendStub();
        mailer = Mails.at(stub).build();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400,invalid_idempotency_key,false",
        "400,validation_error,false",
        "401,missing_api_key,false",
        "401,restricted_api_key,false",
        "403,invalid_api_key,false",
        "403,suspended_api_key,false",
        "403,validation_error,false",
        "403,invalid_to_address,false",
        "404,not_found,false",
        "405,method_not_allowed,false",
        "409,invalid_idempotent_request,false",
        "409,concurrent_idempotent_requests,true",
        "422,invalid_attachment,false",
        "422,invalid_from_address,false",
        "403,invalid_from_address,false",
        "422,invalid_access,false",
        "422,invalid_parameter,false",
        "422,invalid_region,false",
        "422,missing_required_field,false",
        "429,daily_quota_exceeded,false",
        "429,monthly_quota_exceeded,false",
        "429,rate_limit_exceeded,true",
        "451,security_error,false",
        "500,application_error,true",
        "500,internal_server_error,true",
        // The name rules, whatever status a proxy or another version gives it.
        "400,rate_limit_exceeded,true",
        "500,daily_quota_exceeded,false",
        "503,invalid_api_key,false",
        "400,concurrent_idempotent_requests,true"
    })
    void everyErrorIsSortedByItsName(int status, String name, boolean temporary) {
        stub.refuse(status, name, "ann@example.com " + ResendStub.API_KEY);
        MailException failure = Mails.failure(mailer);
        assertThat(failure.temporary()).isEqualTo(temporary);
        assertThat(failure).hasMessageContaining(status + " " + name + ": ");
    }

    @Test
    void everyNameThatIsKnownIsInTheTableAbove() throws NoSuchMethodException {
        String table = String.join(
                "\n",
                getClass()
                        .getDeclaredMethod("everyErrorIsSortedByItsName", int.class, String.class, boolean.class)
                        .getAnnotation(CsvSource.class)
                        .value());
        assertThat(Arrays.stream(ResendError.values()).map(ResendError::wireName))
                .allSatisfy(name -> assertThat(table).contains("," + name + ","));
    }

    @ParameterizedTest
    @CsvSource({
        "400,false",
        "401,false",
        "403,false",
        "404,false",
        "408,true",
        "409,false",
        "410,false",
        "422,false",
        "425,true",
        "429,true",
        "451,false",
        "499,false",
        "500,true",
        "502,true",
        "503,true",
        "504,true",
        "529,true",
        "201,true",
        "204,true",
        "300,false",
        "304,false"
    })
    void answersWithoutANameThatWeKnowAreSortedByStatus(int status, boolean temporary) {
        String body = status == 204 || status == 304 ? "" : "{\"name\":\"ann@example.com\"}";
        stub.answer(exchange -> ResendStub.reply(exchange, status, body));
        assertThat(Mails.failure(mailer).temporary()).isEqualTo(temporary);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{", "[]", "null", "7", "{\"name\":null}", "{\"name\":{}}", "\"\\ud800\""})
    void answersThatAreNotResendsAreSortedByStatus(String body) {
        stub.answer(exchange -> ResendStub.reply(exchange, 502, body))
                .answer(exchange -> ResendStub.reply(exchange, 400, body));
        assertThat(Mails.failure(mailer).temporary()).isTrue();
        assertThat(Mails.failure(mailer).temporary()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>welcome</html>", "{}", "{\"id\":7}", "{\"id\":null}", "[\"id\"]"})
    @Tag("MAL-07")
    void aSuccessThatNamesNoMailIsNone(String body) {
        stub.answer(exchange -> ResendStub.reply(exchange, 200, body));
        assertThat(Mails.failure(mailer).temporary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2,2", "0,0", "86400,86400", "-1,", "soon,", "1.5,", "1234567890,", "'Fri, 31 Dec 1999 23:59:59 GMT',"})
    void theRateLimitSaysWhenToTryAgain(String header, Long seconds) {
        stub.answer(exchange -> {
            exchange.getResponseHeaders().set("retry-after", header);
            ResendStub.reply(exchange, 429, ResendStub.error(429, "rate_limit_exceeded", "slowly"));
        });
        MailException failure = Mails.failure(mailer);
        assertThat(failure.temporary()).isTrue();
        assertThat(failure.retryAfter().map(Duration::toSeconds).orElse(null)).isEqualTo(seconds);
    }

    @Test
    void aUsedUpQuotaIsNoRateLimit() {
        stub.answer(exchange -> {
            exchange.getResponseHeaders().set("retry-after", "1");
            ResendStub.reply(exchange, 429, ResendStub.error(429, "daily_quota_exceeded", "tomorrow"));
        });
        MailException failure = Mails.failure(mailer);
        assertThat(failure.temporary()).isFalse();
        assertThat(failure.retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("MAL-05")
    void redirectsAreNotFollowed(int status) throws IOException {
        try (var elsewhere = new ResendStub()) {
            stub.answer(exchange -> {
                exchange.getResponseHeaders().set("Location", elsewhere.url() + "/emails");
                ResendStub.reply(exchange, status, "");
            });
            assertThat(Mails.failure(mailer).temporary()).isFalse();
            assertThat(elsewhere.requests()).isEmpty();
            assertThat(stub.requests()).hasSize(1);
        }
    }

    @Test
    @Tag("MAL-08")
    void aMailThatIsRefusedTwiceForNowIsDeliveredOnceAfterwards() {
        stub.refuse(500, "internal_server_error", "oops").refuse(429, "rate_limit_exceeded", "slowly");
        assertThat(Mails.failure(mailer).temporary()).isTrue();
        assertThat(Mails.failure(mailer).temporary()).isTrue();
        mailer.send(Mails.to("ann@example.com"));
        assertThat(stub.taken()).hasSize(1);
        assertThat(stub.requests()).hasSize(3);
        assertThat(stub.requests())
                .extracting(ResendStub.Request::body)
                .containsOnly(stub.requests().get(0).body());
        assertThat(stub.requests())
                .extracting(request -> request.header("Idempotency-Key"))
                .containsOnly("key-1");
    }

    @Test
    @Tag("MAL-08")
    void aMailWhoseAnswerWasLostIsDeliveredOnce() {
        stub.answer(exchange -> {
            stub.take(stub.only());
            exchange.close();
        });
        assertThat(Mails.failure(mailer).temporary()).isTrue();
        mailer.send(Mails.to("ann@example.com"));
        assertThat(stub.taken()).hasSize(1);
    }
}
