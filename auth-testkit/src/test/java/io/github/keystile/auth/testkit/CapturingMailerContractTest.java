package io.github.keystile.auth.testkit;

import io.github.keystile.auth.mail.Mailer;
import java.util.List;

/** The contract of mailers, on the simplest one. */
class CapturingMailerContractTest extends MailerContract {
    private final CapturingMailer mailer = new CapturingMailer();

    @Override
    protected Mailer createMailer() {
        return mailer;
    }

    @Override
    protected List<ReceivedMail> received() {
        return mailer.messages().stream()
                .map(message -> new ReceivedMail(
                        List.of(message.to().address()),
                        message.text().subject(),
                        message.text().text(),
                        message.text().html()))
                .toList();
    }
}
