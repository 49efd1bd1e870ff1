package io.github.keystile.tests.users;

import static io.github.keystile.auth.error.AuthError.ACCOUNT_LOCKED;
import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.PASSWORD_RESET_REQUIRED;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What operators do to accounts, and what strangers and owners cannot do against it. */
@Tag("LGN-11")
class OperatorTest {
    private static final Duration BAN = Duration.ofDays(1);

    private final Anna anna = Anna.signedUp();
    private final Users users = anna.service.users();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Tag("LGN-05")
    void aBanIsInForceUntilItsEndAndOverWithoutAnyWrite() {
        LinkProof link = anna.resetLink();
        ChallengeCode code = resetCodeLater();
        StoredUser banned = ban(end());

        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_LINK, () -> anna.finish(link, Anna.NEXT));
        refused(INVALID_CODE, () -> anna.finish(code, Anna.NEXT));
        anna.later(BAN.minusSeconds(1));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));

        anna.later(Duration.ofSeconds(1));
        assertThat(anna.logIn(Anna.PASSWORD).user().status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(anna.stored()).isEqualTo(banned);
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
    }

    @Test
    void aPasswordThatIsSetAfterABanLeavesTheAccountOpen() {
        ban(end());
        anna.later(BAN);
        anna.finish(anna.resetCode(), Anna.NEXT);
        anna.logIn(Anna.NEXT);
        anna.later(BAN);
        anna.logIn(Anna.NEXT);
    }

    @Test
    void aPasswordThatAnOperatorSetsDuringABanEndsItNeitherNowNorLater() {
        ban(end());
        users.setPassword(new SetPassword(anna.id(), Anna.NEXT, Caller.unknown()));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.NEXT));
        anna.later(BAN);
        anna.logIn(Anna.NEXT);
    }

    @Test
    void aBanThatIsOverIsForgottenByTheNextChangeSoThatOneByHandHolds() {
        ban(end());
        anna.later(BAN);
        users.setRoles(new SetRoles(anna.id(), Set.of("editor"), Caller.unknown()));
        StoredUser stored = anna.stored();
        assertThat(stored.facts()).isNull();
        assertThat(stored.user().status()).isEqualTo(UserStatus.ACTIVE);
        anna.stores.users().replace(stored.withStatus(UserStatus.DISABLED));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
    }

    @Test
    void aBanWithoutEndForgetsTheEndOfTheOneBefore() {
        ban(end());
        users.disable(new DisableUser(anna.id(), Caller.unknown()));
        anna.later(BAN);
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
    }

    @Test
    void aBanIsLiftedBeforeItsEnd() {
        ban(end());
        assertThat(users.enable(new EnableUser(anna.id(), Caller.unknown())).status())
                .isEqualTo(UserStatus.ACTIVE);
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    void aBanIsRefusedThatIsOverOrCannotBeKept() {
        Instant now = anna.auth.clock().instant();
        assertThatIllegalArgumentException().isThrownBy(() -> ban(now));
        assertThatIllegalArgumentException().isThrownBy(() -> ban(Instant.MAX));
        for (String reason : List.of("", "two\nlines", "x".repeat(201))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DisableUser(anna.id(), null, reason, Caller.unknown()));
        }
        users.disable(new DisableUser(anna.id(), end(), "\u96ea".repeat(200), Caller.unknown()));
    }

    @Test
    void aPasswordSetByAnOperatorCountsAndNothingFromBefore() {
        LinkProof link = anna.resetLink();
        User after = users.setPassword(new SetPassword(anna.id(), Anna.NEXT, Caller.unknown()));
        assertThat(after.emailVerified()).isTrue();
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        refused(INVALID_LINK, () -> anna.finish(link, Anna.PASSWORD));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        anna.logIn(Anna.NEXT);
        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_CHANGED);
    }

    @Test
    void aPasswordThatIsNotTrustedLetsNobodyInUntilOneIsSetByMail() {
        SignedIn session = anna.logIn(Anna.PASSWORD);
        users.requireReset(new RequireReset(anna.id(), Caller.unknown()));
        refused(INVALID_TOKEN, () -> anna.refresh(session));
        refused(INVALID_TOKEN, () -> anna.change(session, Anna.PASSWORD, Anna.NEXT));
        refused(PASSWORD_RESET_REQUIRED, () -> anna.logIn(Anna.PASSWORD));
        refused(INVALID_CREDENTIALS, () -> anna.logIn("wrong horse"));

        anna.finish(anna.resetCode(), Anna.NEXT);
        anna.logIn(Anna.NEXT);
    }

    @Test
    void whoeverMustResetIsNoLessLimitedThanOthers() {
        users.requireReset(new RequireReset(anna.id(), Caller.unknown()));
        for (int i = 0; i < 10; i++) {
            refused(PASSWORD_RESET_REQUIRED, () -> anna.logIn(Anna.PASSWORD));
        }
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        assertThat(anna.auth.events())
                .last()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(ACCOUNT_LOCKED.name()));
    }

    @Test
    void anAccountThatAnOperatorMakesBeginsUnverifiedAndIsMadeOnce() throws Exception {
        List<Boolean> made = AtOnce.run(8, thread -> {
            try {
                users.create(
                        new CreateUser("bert@example.com", Anna.NEXT, SignupProfile.named("bert"), Caller.unknown()));
                return true;
            } catch (RuntimeException taken) {
                return false;
            }
        });
        assertThat(made).containsOnlyOnce(true);
        User bert = users.findByUsername("bert").orElseThrow();
        assertThat(bert.emailVerified()).isFalse();
        assertThat(bert.roles()).isEmpty();
        assertThat(users.markEmailVerified(new MarkEmailVerified(bert.id(), Caller.unknown()))
                        .emailVerified())
                .isTrue();
        anna.auth.logIn("bert", Anna.NEXT);
    }

    @Test
    void oneSessionIsEndedAndNobodyElses() {
        SignedIn other = anna.logIn(Anna.PASSWORD);
        SignedIn bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD);
        users.endSession(new EndUserSession(anna.id(), bert.sessionId(), Caller.unknown()));
        users.endSession(new EndUserSession(anna.id(), anna.first.sessionId(), Caller.unknown()));
        anna.verify(bert);
        anna.verify(other);
        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
    }

    @Test
    void pagesHoldEverybodyOnce() {
        for (int i = 0; i < 6; i++) {
            users.create(
                    new CreateUser("user" + i + "@example.com", Anna.NEXT, SignupProfile.none(), Caller.unknown()));
        }
        StoredUser unreadable = anna.stored();
        anna.stores.users().replace(facts(unreadable, "{\"version\":2}"));
        List<String> listed = new ArrayList<>();
        UserCursor place = UserCursor.start();
        List<User> page = users.page(place, 4);
        while (page.size() == 4) {
            page.forEach(user -> listed.add(user.email().address()));
            place = UserCursor.after(page.get(3));
            page = users.page(place, 4);
        }
        page.forEach(user -> listed.add(user.email().address()));
        assertThat(listed).hasSize(6).doesNotHaveDuplicates().doesNotContain(Anna.EMAIL);
        for (int limit : new int[] {0, 1001}) {
            assertThatIllegalArgumentException().isThrownBy(() -> users.page(UserCursor.start(), limit));
        }
    }

    private Instant end() {
        return anna.auth.clock().instant().plus(BAN);
    }

    private StoredUser ban(Instant until) {
        User banned = users.disable(new DisableUser(anna.id(), until, "spam", Caller.unknown()));
        assertThat(banned.status()).isEqualTo(UserStatus.DISABLED);
        return anna.stored();
    }

    private ChallengeCode resetCodeLater() {
        anna.later(Duration.ofSeconds(61));
        return anna.resetCode();
    }

    private static StoredUser facts(StoredUser user, String facts) {
        return new StoredUser(user.user(), user.passwordHash(), user.version(), user.epoch(), facts);
    }
}
