package io.github.keystile.tests.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnknownCallersTest {
    private static final String WARNING = "Caller.ip is not one IP address";

    @Test
    @Tag("LGN-06")
    void aListOrAWordIsAnUnknownCallerAndTheLogSaysSoOnce() {
        List<AuthEvent> events = new ArrayList<>();
        try (CapturedLog log = new CapturedLog();
                Anna anna = Anna.signedUp(options -> options.listener(events::add))) {
            for (String text : List.of("203.0.113.7, 198.51.100.1", "unknown", "_secret")) {
                SignedIn in = anna.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.at(text)));
                assertThat(anna.service
                                .account()
                                .sessions(new ListSessions(in.tokens().accessToken(), Caller.unknown())))
                        .allSatisfy(session -> assertThat(session.device().ip()).isNull());
            }
            assertThat(events).allSatisfy(event -> assertThat(event.ip()).isNull());
            assertThat(log.text()).containsOnlyOnce(WARNING).doesNotContain("_secret", "203.0.113.7");
        }
    }

    @Test
    @Tag("LGN-06")
    void nothingIsSaidAboutCallersThatAreKnownOrSaidToBeUnknown() {
        try (CapturedLog log = new CapturedLog();
                Anna anna = Anna.signedUp()) {
            anna.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.at("203.0.113.7:50001")));
            anna.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.unknown()));
            assertThat(log.text()).doesNotContain(WARNING);
        }
    }

    @Test
    @Tag("PWD-16")
    void theLogSaysOnceThatPasswordsAreHashedForCallersWithoutAnAddress() {
        try (CapturedLog log = new CapturedLog();
                Anna anna = Anna.signedUp()) {
            for (int i = 0; i < 3; i++) {
                anna.service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.unknown()));
            }
            assertThat(log.text()).containsOnlyOnce("hashed for a caller without an address");
        }
    }
}
