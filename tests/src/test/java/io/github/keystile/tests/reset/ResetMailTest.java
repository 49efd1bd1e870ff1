package io.github.keystile.tests.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.MailException;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reset mails, to whom, and that nobody waits for it. */
class ResetMailTest {
    @Test
    @Tag("STO-09")
    void brokenLimitsHideNoNoticeOfANewPassword() {
        try (Scene scene = new Scene()) {
            scene.signUp();
            LinkProof link = scene.resetLink();
            scene.auth.watched.breakMethod("RateLimiter.take", () -> new StoreException("ask a limit", null));
            scene.reset(link, Scene.NEW);
            scene.auth.mailer.await(Scene.EMAIL, MailPurpose.PASSWORD_CHANGED);
        }
    }

    @Test
    @Tag("RST-08")
    void aSuccessMailsANoticeThatHoldsNeitherPasswordNorLink() {
        try (Anna anna = Anna.signedUp()) {
            anna.finish(anna.resetCode(), Anna.NEXT);

            MailMessage notice = anna.auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_CHANGED);

            assertThat(notice.text().text()).doesNotContain(Anna.NEXT).doesNotContain("http");
            assertThat(notice.text().html()).doesNotContain(Anna.NEXT).doesNotContain("http");
            assertThat(anna.happened(AuthEventType.PASSWORD_RESET)).isEqualTo(1);
        }
    }

    @Test
    @Tag("RST-08")
    void aNoticeThatCannotBeSentUndoesNothing() {
        try (Anna anna = Anna.signedUp()) {
            ChallengeCode code = anna.resetCode();
            anna.auth.mailer().failNext(MailException.permanent("no such mailbox", null));

            anna.finish(code, Anna.NEXT);

            anna.logIn(Anna.NEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212Aevin@example.com",
                "kevin@example.com,evil@example.org",
                "kevin@example.com\r\nBcc: evil@example.org",
                "kevin@example.com <evil@example.org>",
                "kevin@ex\u0561mple.com",
                "kevin\uFF20example.com"
            })
    @Tag("RST-11")
    void mailGoesToTheStoredAddressOrNowhere(String submitted) {
        TestAuth auth = TestAuth.inMemory();
        auth.signUp("kevin@example.com", Anna.PASSWORD);
        auth.mailer().clear();

        auth.service().startPasswordReset(new StartPasswordReset(submitted, ResetBy.CODE, Caller.unknown()));
        auth.close();

        assertThat(auth.mailer().messages())
                .allSatisfy(mail -> assertThat(mail.to().address()).isEqualTo("kevin@example.com"));
    }

    @Test
    @Tag("RST-11")
    void mailGoesToTheAddressAsItWasStored() {
        try (TestAuth auth = TestAuth.inMemory()) {
            auth.signUp("Kevin@Example.com", Anna.PASSWORD);

            auth.service()
                    .startPasswordReset(new StartPasswordReset("KEVIN@EXAMPLE.COM", ResetBy.CODE, Caller.unknown()));

            String stored = auth.service()
                    .users()
                    .findByEmail("kevin@example.com")
                    .orElseThrow()
                    .email()
                    .address();
            assertThat(auth.mailer()
                            .await("kevin@example.com", MailPurpose.PASSWORD_RESET_CODE)
                            .to()
                            .address())
                    .isEqualTo(stored);
        }
    }

    @Test
    @Tag("RST-13")
    @Tag("LGN-05")
    void aDisabledUserGetsNoMailAndTheSameAnswer() {
        Anna anna = Anna.signedUp(options -> options.reset(Options.WITH_LINKS.withSignIn(true)));
        anna.service.users().disable(new DisableUser(anna.id(), Caller.unknown()));
        anna.auth.mailer().clear();
        for (ResetBy by : ResetBy.values()) {
            assertThat(anna.startReset(by)).hasSize(32);
        }
        anna.close();

        assertThat(anna.auth.mailer().messages()).isEmpty();
    }

    @Test
    @Tag("RST-12")
    void nobodyWaitsForTheMailServer() {
        CountDownLatch stuck = new CountDownLatch(1);
        assertAsked(
                10,
                message -> {
                    try {
                        stuck.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                stuck::countDown);
    }

    @Test
    @Tag("RST-12")
    void aMailServerThatFailsShowsInNoAnswer() {
        assertAsked(
                10,
                message -> {
                    throw MailException.permanent("no such mailbox", null);
                },
                () -> {});
    }

    private static void assertAsked(int users, Mailer mailer, Runnable release) {
        try (AuthService service = AuthService.builder(RootSecret.generate(), AuthStores.inMemory(), mailer)
                .passwordHasher(new InsecureFastHasher())
                .build()) {
            for (int i = 0; i < users; i++) {
                String email = "known" + i + "@example.com";
                service.registerUnverified(
                        new RegisterUnverified(email, Anna.PASSWORD, SignupProfile.none(), Caller.unknown()));
            }
            assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
                for (int i = 0; i < users; i++) {
                    for (String name : List.of("known", "unknown")) {
                        String email = name + i + "@example.com";
                        assertThat(service.startPasswordReset(
                                                new StartPasswordReset(email, ResetBy.CODE, Caller.unknown()))
                                        .challengeId())
                                .hasSize(32);
                    }
                }
            });
            release.run();
        }
    }
}
