package io.github.keystile.tests.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a platform needs that stops the process once a request is answered. */
@Tag("MAL-10")
class FlushTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BERT = "bert@example.com";

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    @Test
    void afterItTheMailsOfEveryCallAreOutAndTold() {
        try (TestAuth auth = TestAuth.inMemory()) {
            for (int i = 0; i < 20; i++) {
                startSignup(auth, "u" + i + "@example.com");
                assertThat(auth.service().flush(PATIENCE)).isTrue();
                assertThat(auth.mailer().messages()).hasSize(i + 1);
                assertThat(auth.events()).last().extracting(AuthEvent::type).isEqualTo(AuthEventType.MAIL_SENT);
            }
        }
    }

    @Test
    void itSaysWhenThereIsMoreToDo() {
        try (TestAuth auth = TestAuth.on(AuthStores.inMemory(), on(tasks::add))) {
            tasks.clear();
            assertThat(auth.service().flush(Duration.ZERO)).isTrue();
            startSignup(auth, BERT);
            assertThat(auth.service().flush(Duration.ofMillis(50))).isFalse();
            tasks.remove().run();
            assertThat(auth.service().flush(Duration.ZERO)).isTrue();
            auth.service().close();
            assertThat(auth.service().flush(Duration.ZERO)).isTrue();
        }
    }

    @Test
    void theTimeoutIsBounded() {
        try (TestAuth auth = TestAuth.inMemory()) {
            for (Duration bad : new Duration[] {
                Duration.ofMillis(-1), Duration.ofMinutes(5).plusMillis(1), Duration.ofSeconds(Long.MAX_VALUE)
            }) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> auth.service().flush(bad))
                        .withMessageContaining("timeout");
            }
            assertThat(auth.service().flush(Duration.ofMinutes(5))).isTrue();
        }
    }

    @Test
    void anExecutorThatTakesNoMoreChangesNoAnswer() {
        Executor full = task -> {
            if (!tasks.isEmpty()) {
                throw new IllegalStateException("full");
            }
            tasks.add(task);
        };
        try (TestAuth auth = TestAuth.on(AuthStores.inMemory(), on(full))) {
            startSignup(auth, BERT);
            assertThat(auth.events()).extracting(AuthEvent::type).contains(AuthEventType.MAIL_DROPPED);
        }
    }

    @Test
    @Tag("LGN-01")
    void nobodyGivesTheExecutorAsMuchToDoAsSomebody() {
        // One that runs whatever it is given, so that Anna's account can come about.
        try (Anna anna = Anna.signedUp(on(task -> {
            tasks.add(task);
            new Thread(task).start();
        }))) {
            anna.later(Duration.ofHours(1));
            for (ResetBy by : ResetBy.values()) {
                assertThat(tasksOfReset(anna, Anna.EMAIL, by))
                        .isEqualTo(tasksOfReset(anna, "nobody@example.com", by))
                        .isEqualTo(1);
            }
            int before = tasks.size();
            startSignup(anna.auth, Anna.EMAIL);
            startSignup(anna.auth, BERT);
            assertThat(tasks).hasSize(before + 2);
        }
    }

    private int tasksOfReset(Anna anna, String identifier, ResetBy by) {
        int before = tasks.size();
        anna.service.startPasswordReset(new StartPasswordReset(identifier, by, Caller.unknown()));
        return tasks.size() - before;
    }

    private static void startSignup(TestAuth auth, String email) {
        auth.service().startSignup(new StartSignup(email, Anna.PASSWORD, SignupProfile.none(), Caller.unknown()));
    }

    /** The builder has tried it out. */
    private static UnaryOperator<AuthServiceBuilder> on(Executor executor) {
        MailPolicy policy = MailPolicy.ofDefaults().withExecutor(executor).withDrain(Duration.ofMillis(50));
        return options -> options.mails(policy);
    }
}
