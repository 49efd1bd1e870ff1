package io.github.keystile.tests.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.StandardMailTexts;
import io.github.keystile.tests.support.Anna;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("LOG-01")
class WhatListenersThrowTest {
    static Stream<Throwable> thrown() {
        return Stream.of(new IllegalStateException(), new IOException(), new AssertionError(), new LinkageError());
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void noListenerChangesAFlow(Throwable thrown) {
        List<AuthEventType> later = new CopyOnWriteArrayList<>();
        try (Anna anna = Anna.signedUp(
                options -> options.listener(event -> WhatListenersThrowTest.<RuntimeException>fail(thrown))
                        .listener(event -> later.add(event.type())))) {
            anna.refresh(anna.logIn(Anna.PASSWORD));
            anna.finish(anna.resetCode(), Anna.NEXT);
            anna.logIn(Anna.NEXT);

            assertThat(later).contains(AuthEventType.LOGGED_IN, AuthEventType.PASSWORD_RESET);
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    @Tag("MAL-08")
    void noListenerCostsTheMailQueueAPlace(Throwable thrown) {
        List<AuthEvent> mails = new CopyOnWriteArrayList<>();
        AtomicBoolean throwing = new AtomicBoolean();
        try (Anna anna = Anna.signedUp(options -> options.mails(
                        MailPolicy.ofDefaults().withWorkers(1).withCapacity(2))
                .listener(event -> {
                    mails.add(event);
                    if (throwing.get() && event.type() == AuthEventType.MAIL_FAILED) {
                        WhatListenersThrowTest.<RuntimeException>fail(thrown);
                    }
                }))) {
            throwing.set(true);
            for (int i = 0; i < 4; i++) {
                anna.later(Duration.ofMinutes(2));
                anna.auth.mailer().failNext(MailException.permanent("no such mailbox", null));
                long failed = anna.happened(AuthEventType.MAIL_FAILED);
                anna.startReset(ResetBy.CODE);
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> anna.happened(AuthEventType.MAIL_FAILED) == failed + 1);
            }
            assertThat(mails).extracting(AuthEvent::type).doesNotContain(AuthEventType.MAIL_DROPPED);
            anna.later(Duration.ofMinutes(2));
            anna.resetCode();
        }
    }

    @ParameterizedTest
    @MethodSource("thrown")
    @Tag("MAL-07")
    void noMailTextChangesAnAnswer(Throwable thrown) {
        AtomicBoolean throwing = new AtomicBoolean();
        try (Anna anna = Anna.signedUp(options -> options.mailTexts((purpose, facts, locale) -> {
            if (throwing.get()) {
                WhatListenersThrowTest.<RuntimeException>fail(thrown);
            }
            return StandardMailTexts.create().write(purpose, facts, locale);
        }))) {
            throwing.set(true);
            anna.later(Duration.ofMinutes(2));
            assertThat(anna.startReset(ResetBy.CODE)).isNotEmpty();
            assertThat(anna.change(anna.first, Anna.PASSWORD, Anna.NEXT).user().id())
                    .isEqualTo(anna.id());
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void fail(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
