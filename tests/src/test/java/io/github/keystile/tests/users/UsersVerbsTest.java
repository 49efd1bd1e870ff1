package io.github.keystile.tests.users;

import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_TOKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_USERNAME;
import static io.github.keystile.auth.error.AuthError.USERNAME_TAKEN;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.SignedIn;
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
        User anne = users.setUsername(anna.id(), "Anna");

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
                () -> users.updateAttributes("x", attributes -> attributes),
                () -> users.setUsername("x", "anna"),
                () -> users.setRoles("x", Set.of()),
                () -> users.disable("x"),
                () -> users.enable("x"),
                () -> users.logoutEverywhere("x"),
                () -> users.delete("x"))) {
            refused(USER_NOT_FOUND, verb);
        }
        assertThat(users.sessions("x")).isEmpty();
    }

    @Test
    void changesOfDifferentThingsAtOnceAreNotLostToOneAnother() throws Exception {
        AtOnce.run(
                16,
                thread -> users.updateAttributes(anna.id(), attributes -> attributes.with("field" + thread, "set")));

        User after = users.findById(anna.id()).orElseThrow();
        for (int thread = 0; thread < 16; thread++) {
            assertThat(after.attributes()).containsKey("field" + thread);
        }
    }

    @Test
    void attributesUsernameAndRolesChangeWithoutEndingSessions() {
        users.updateAttributes(anna.id(), attributes -> attributes.with("phone", "+49 30 1234"));
        users.setUsername(anna.id(), "anna");
        User after = users.setRoles(anna.id(), Set.of("admin", "editor"));

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
        users.setUsername(bert.user().id(), "bert");

        refused(USERNAME_TAKEN, () -> users.setUsername(anna.id(), "BERT"));
        refused(INVALID_USERNAME, () -> users.setUsername(anna.id(), "an"));
        refused(INVALID_USERNAME, () -> users.setUsername(anna.id(), "anna@example.com"));
        assertThatIllegalArgumentException().isThrownBy(() -> users.setRoles(anna.id(), Set.of("no spaces")));
    }

    @Test
    @Tag("LGN-05")
    @Tag("JWT-15")
    @Tag("RFR-07")
    void aDisabledUserIsOutOnEveryPathAndNothingOldComesBack() {
        SignedIn other = anna.logIn(Anna.PASSWORD);

        assertThat(users.disable(anna.id()).status()).isEqualTo(UserStatus.DISABLED);
        assertThat(anna.stored().epoch()).isEqualTo(1);

        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(INVALID_TOKEN, () -> anna.change(anna.first, Anna.PASSWORD, Anna.NEXT));
        assertOut(anna.first);
        assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                .isEmpty();
        assertThat(users.enable(anna.id()).status()).isEqualTo(UserStatus.ACTIVE);
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

        users.delete(anna.id());

        assertThat(users.findById(anna.id())).isEmpty();
        assertThat(users.findByEmail(Anna.EMAIL)).isEmpty();
        assertThat(anna.stores.sessions().list(anna.id(), SessionCursor.start(), 100))
                .isEmpty();
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        refused(USER_NOT_FOUND, () -> users.delete(anna.id()));
        assertThat(anna.happened(AuthEventType.USER_DELETED)).isEqualTo(1);
    }

    private void assertOut(SignedIn session) {
        refused(INVALID_TOKEN, () -> anna.verify(session));
        refused(INVALID_TOKEN, () -> anna.refresh(session));
    }
}
