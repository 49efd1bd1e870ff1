package io.github.keystile.tests.users;

import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_USERNAME;
import static io.github.keystile.auth.error.AuthError.USERNAME_TAKEN;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.tests.support.Anna;
import io.github.keystile.tests.support.AtOnce;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UsersVerbsTest {
    private final Anna anna = Anna.signedUp();
    private final Users users = anna.service.users();

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void aUserIsFoundByIdAddressAndUsername() {
        User anne = users.setUsername(new SetUsername(anna.id(), "Anna", Caller.unknown()));

        assertThat(users.findById(anna.id())).contains(anne);
        assertThat(users.findByEmail("ANNA@Example.com")).contains(anne);
        assertThat(users.findByUsername("aNNa")).contains(anne);
        for (String other : List.of("", " ", "\u0000", "x".repeat(100_000), "nobody", "nobody@example.com")) {
            assertThat(users.findById(other)).isEmpty();
            assertThat(users.findByEmail(other)).isEmpty();
            assertThat(users.findByUsername(other)).isEmpty();
        }
    }

    @Test
    void anUnknownIdIsRefusedByEveryVerbThatChanges() {
        for (ThrowingCallable verb : List.<ThrowingCallable>of(
                () -> users.updateAttributes(new UpdateAttributes("x", attributes -> attributes, Caller.unknown())),
                () -> users.setUsername(new SetUsername("x", "anna", Caller.unknown())),
                () -> users.setRoles(new SetRoles("x", Set.of(), Caller.unknown())),
                () -> users.disable(new DisableUser("x", Caller.unknown())),
                () -> users.enable(new EnableUser("x", Caller.unknown())),
                () -> users.setPassword(new SetPassword("x", Anna.NEXT, Caller.unknown())),
                () -> users.requireReset(new RequireReset("x", Caller.unknown())),
                () -> users.markEmailVerified(new MarkEmailVerified("x", Caller.unknown())),
                () -> users.endSession(new EndUserSession("x", "y", Caller.unknown())),
                () -> users.unlock(new UnlockUser("x", Caller.unknown())),
                () -> users.endSessions(new EndUserSessions("x", Caller.unknown())),
                () -> users.delete(new DeleteUser("x", Caller.unknown())))) {
            refused(USER_NOT_FOUND, verb);
        }
        assertThat(users.sessions("x", SessionCursor.start(), 1)).isEmpty();
    }

    @Test
    void changesOfDifferentThingsAtOnceAreNotLostToOneAnother() throws Exception {
        AtOnce.run(
                16,
                thread -> users.updateAttributes(new UpdateAttributes(
                        anna.id(), attributes -> attributes.with("field" + thread, "set"), Caller.unknown())));

        User after = users.findById(anna.id()).orElseThrow();
        for (int thread = 0; thread < 16; thread++) {
            assertThat(after.attributes()).containsKey("field" + thread);
        }
    }

    @Test
    void attributesUsernameAndRolesChangeWithoutEndingSessions() {
        users.updateAttributes(new UpdateAttributes(
                anna.id(), attributes -> attributes.with("phone", "+49 30 1234"), Caller.unknown()));
        users.setUsername(new SetUsername(anna.id(), "anna", Caller.unknown()));
        User after = users.setRoles(new SetRoles(anna.id(), Set.of("admin", "editor"), Caller.unknown()));

        anna.verify(anna.first);
        anna.refresh(anna.first);
        assertThat(users.findById(anna.id())).contains(after);
        assertThat(after.roles()).containsExactly("admin", "editor");
        assertThat(anna.happened(AuthEventType.USER_CHANGED)).isEqualTo(3);
        anna.logIn(Anna.PASSWORD);
    }

    @Test
    void aUsernameOfSomebodyElseOrOutsideTheRulesIsRefused() {
        SignedIn bert = anna.auth.signUp("bert@example.com", Anna.PASSWORD);
        users.setUsername(new SetUsername(bert.user().id(), "bert", Caller.unknown()));

        refused(USERNAME_TAKEN, () -> users.setUsername(new SetUsername(anna.id(), "BERT", Caller.unknown())));
        refused(INVALID_USERNAME, () -> users.setUsername(new SetUsername(anna.id(), "an", Caller.unknown())));
        refused(
                INVALID_USERNAME,
                () -> users.setUsername(new SetUsername(anna.id(), "anna@example.com", Caller.unknown())));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> users.setRoles(new SetRoles(anna.id(), Set.of("no spaces"), Caller.unknown())));
    }

    @Test
    @Tag("LGN-05")
    @Tag("JWT-15")
    @Tag("RFR-07")
    void aDisabledUserIsOutOnEveryPathAndNothingOldComesBack() {
        SignedIn other = anna.logIn(Anna.PASSWORD);

        assertThat(users.disable(new DisableUser(anna.id(), Caller.unknown())).status())
                .isEqualTo(UserStatus.DISABLED);
        assertThat(anna.stored().epoch()).isEqualTo(1);

        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(INVALID_TOKEN, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));
        assertOut(anna.first);
        assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                .isEmpty();
        assertThat(users.enable(new EnableUser(anna.id(), Caller.unknown())).status())
                .isEqualTo(UserStatus.ACTIVE);
        assertOut(anna.first);
        assertOut(other);
        anna.verify(anna.logIn(Anna.PASSWORD));
    }

    @Test
    @Tag("LGN-05")
    void aUserDisabledInTheDatabaseAloneIsOutOnEveryPath() {
        anna.later(Duration.ofSeconds(31));
        StoredUser stored = anna.stored();
        User user = stored.user();
        User disabled = new User(
                user.id(),
                user.email(),
                user.username(),
                user.emailVerified(),
                UserStatus.DISABLED,
                user.roles(),
                user.attributes(),
                user.createdAt());
        anna.stores.users().replace(stored.withUser(disabled));

        refused(INVALID_TOKEN, () -> anna.verify(anna.first));
        refused(INVALID_TOKEN, () -> anna.refresh(anna.first));
        assertThat(anna.stores.sessions().find(anna.first.sessionId()))
                .as("what was read of a user, perhaps by a read that lags, ends nothing")
                .isPresent();
    }

    @Test
    void aDeletedUserLeavesNothingBehind() {
        anna.resetCode();

        users.delete(new DeleteUser(anna.id(), Caller.unknown()));

        assertThat(users.findById(anna.id())).isEmpty();
        assertThat(users.findByEmail(Anna.EMAIL)).isEmpty();
        assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                .isEmpty();
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(USER_NOT_FOUND, () -> users.delete(new DeleteUser(anna.id(), Caller.unknown())));
        assertThat(anna.happened(AuthEventType.USER_DELETED)).isEqualTo(1);
    }

    private void assertOut(SignedIn session) {
        refused(INVALID_TOKEN, () -> anna.verify(session));
        refused(INVALID_TOKEN, () -> anna.refresh(session));
    }
}
