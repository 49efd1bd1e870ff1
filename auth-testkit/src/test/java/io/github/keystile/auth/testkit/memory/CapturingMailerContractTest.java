package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.ReceivedMail;
import io.github.keystile.auth.testkit.contract.MailerContract;
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
