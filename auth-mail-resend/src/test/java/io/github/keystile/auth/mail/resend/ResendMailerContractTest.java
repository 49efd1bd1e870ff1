package io.github.keystile.auth.mail.resend;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.ReceivedMail;
import io.github.keystile.auth.testkit.contract.MailerContract;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ResendMailerContractTest extends MailerContract {
    private ResendStub stub;

    @BeforeEach
    void start() throws IOException {
        stub = new ResendStub();
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    @Override
    protected Mailer createMailer() {
        return Mails.at(stub).build();
    }

    @Override
    protected List<ReceivedMail> received() {
        return stub.taken().stream().map(request -> read(request.json())).toList();
    }

    private static ReceivedMail read(JsonNode mail) {
        if (!mail.path("to").isTextual()) {
            throw new AssertionError("not a single recipient");
        }
        return new ReceivedMail(
                List.of(mail.path("to").textValue()),
                mail.path("subject").textValue(),
                mail.path("text").textValue(),
                mail.path("html").textValue());
    }
}
