package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.Mailer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that hangs until it is let go, and that no caller may wait for. */
final class HeldMailer implements Mailer {
    private final Thread caller = Thread.currentThread();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final AtomicInteger sent = new AtomicInteger();

    @Override
    public void send(MailMessage message) {
        if (Thread.currentThread().equals(caller)) {
            throw new AssertionError("A " + message.purpose() + " mail is sent on the caller's clock");
        }
        if (!message.purpose().equals(MailPurpose.ACCOUNT_LOCKED)) {
            sent.incrementAndGet();
        }
        try {
            if (!letGo.await(30, TimeUnit.MINUTES)) {
                throw new AssertionError("Nobody let the mails go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void letGo() {
        letGo.countDown();
    }

    int sent() {
        return sent.get();
    }
}
