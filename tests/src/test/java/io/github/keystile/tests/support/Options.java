package io.github.keystile.tests.support;

import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailPolicy;
import java.net.URI;

/** What several tests build their service with. */
public final class Options {
    public static final ResetPolicy WITH_LINKS =
            ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset"));

    public static final InvitePolicy WITH_INVITATIONS =
            InvitePolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/welcome"));

    private Options() {}

    public static AuthServiceBuilder finishByEmail(AuthServiceBuilder options) {
        return options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true));
    }

    /** With the disclosure that it needs; the mails that are not sent in the call still go one by one. */
    public static AuthServiceBuilder mailInCall(AuthServiceBuilder options) {
        return options.disclosure(Disclosure.EXPLICIT)
                .mails(MailPolicy.ofDefaults().withWorkers(1).withSendInCall(true));
    }

    public static LimitPolicy ofCaller(Budget budget) {
        return LimitPolicy.ofDefaults()
                .withWrongLoginsPerCaller(budget)
                .withRequestsPerCaller(budget)
                .withWrongCodesPerCaller(budget);
    }
}
