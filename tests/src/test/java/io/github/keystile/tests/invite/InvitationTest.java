package io.github.keystile.tests.invite;

import static io.github.keystile.auth.error.AuthError.EMAIL_TAKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_LINK;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_COMMON;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_REQUESTS;
import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keystile.auth.AcceptInvitation;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.CheckInvitationLink;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.LiveLink;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.tests.support.AtOnce;
import io.github.keystile.tests.support.Options;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An invitation lets its reader choose a password, once, for days, and until there is another way in. */
@Tag("LGN-11")
class InvitationTest {
    private static final String EMAIL = "bert@example.com";
    private static final String PASSWORD = "Kastanien am Morgen";
    private static final String OTHER = "Herbstlaub im Regen";
    private static final Duration MINUTE = Duration.ofSeconds(61);

    private final TestAuth auth = TestAuth.on(
            AuthStores.inMemory(),
            options -> options.invite(
                    InvitePolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/welcome"))));

    @AfterEach
    void close() {
        auth.close();
    }

    @Test
    void whoeverIsInvitedChoosesAPasswordOnce() {
        String token = invite();
        auth.clock().advance(Duration.ofDays(7).minusSeconds(1));
        refused(PASSWORD_TOO_COMMON, () -> accept(token, "password1"));
        refused(INVALID_CREDENTIALS, () -> auth.logIn(EMAIL, PASSWORD));
        assertThat(accept(token, PASSWORD).emailVerified()).isTrue();
        refused(INVALID_LINK, () -> accept(token, OTHER));
        auth.logIn(EMAIL, PASSWORD);
        assertThat(auth.events())
                .extracting(AuthEvent::type)
                .contains(AuthEventType.USER_INVITED, AuthEventType.INVITATION_ACCEPTED);
        refused(EMAIL_TAKEN, this::inviteAgain);
    }

    @Test
    void afterSevenDaysItIsOver() {
        String token = invite();
        auth.clock().advance(Duration.ofDays(7));
        refused(INVALID_LINK, () -> accept(token, PASSWORD));
    }

    @Test
    void oneOfManyWins() throws Exception {
        String token = invite();
        List<Boolean> accepted = AtOnce.run(8, thread -> {
            try {
                accept(token, PASSWORD + thread);
                return true;
            } catch (RuntimeException lost) {
                return false;
            }
        });
        assertThat(accepted).containsOnlyOnce(true);
    }

    @Test
    void anInvitationDiesWithTheNextOne() {
        String first = invite();
        auth.clock().advance(MINUTE);
        String second = invite();
        refused(INVALID_LINK, () -> accept(first, PASSWORD));
        accept(second, PASSWORD);
    }

    @Test
    void itDiesWithAPasswordThatIsSetAnotherWay() {
        String token = invite();
        String id = auth.service().users().findByEmail(EMAIL).orElseThrow().id();
        auth.service().users().setPassword(new SetPassword(id, OTHER, Caller.unknown()));
        refused(INVALID_LINK, () -> accept(token, PASSWORD));
        auth.logIn(EMAIL, OTHER);
    }

    @Test
    void itDiesWithABan() {
        String token = invite();
        String id = auth.service().users().findByEmail(EMAIL).orElseThrow().id();
        auth.service().users().disable(new DisableUser(id, Caller.unknown()));
        refused(INVALID_LINK, () -> accept(token, PASSWORD));
        auth.service().users().enable(new EnableUser(id, Caller.unknown()));
        refused(INVALID_LINK, () -> accept(token, PASSWORD));
    }

    @Test
    void aLookAtTheLinkUsesNothingUpAndTellsWhenItIsDead() {
        String first = invite();
        Instant end = auth.clock().instant().plus(Duration.ofDays(7));
        for (int i = 0; i < 50; i++) {
            assertThat(check(first).expiresAt()).isEqualTo(end);
        }
        auth.clock().advance(MINUTE);
        String second = invite();
        refused(INVALID_LINK, () -> check(first));
        accept(second, PASSWORD);
        for (String dead : new String[] {second, "", "x", "A".repeat(43), "\u0000"}) {
            refused(INVALID_LINK, () -> check(dead));
        }
        assertThat(auth.events())
                .filteredOn(event -> event.type() == AuthEventType.PROOF_ACCEPTED)
                .hasSize(50);
    }

    @Test
    void aLookTellsOfAnEndAndOfABan() {
        String token = invite();
        auth.clock().advance(Duration.ofDays(7));
        refused(INVALID_LINK, () -> check(token));
        String next = invite();
        String id = auth.service().users().findByEmail(EMAIL).orElseThrow().id();
        auth.service().users().disable(new DisableUser(id, Caller.unknown()));
        refused(INVALID_LINK, () -> check(next));
    }

    private LiveLink check(String token) {
        return auth.service().checkInvitationLink(new CheckInvitationLink(token, Caller.unknown()));
    }

    @Test
    void itIsNoResetLink() {
        String token = invite();
        refused(
                INVALID_LINK,
                () -> auth.service().checkPasswordResetLink(new CheckPasswordResetLink(token, Caller.unknown())));
        refused(
                INVALID_LINK,
                () -> auth.service()
                        .finishPasswordReset(
                                new FinishPasswordReset(new LinkProof(token), PASSWORD, Caller.unknown())));
    }

    @Test
    void somebodyWithAnAccountIsNotInvited() {
        auth.signUp(EMAIL, PASSWORD);
        auth.clock().advance(MINUTE);
        refused(EMAIL_TAKEN, this::inviteAgain);
    }

    @Test
    void aMailboxThatHasHadEnoughGetsNoMoreAndTheLastLinkStaysGood() {
        String token = invite();
        refused(TOO_MANY_REQUESTS, this::inviteAgain);
        accept(token, PASSWORD);
    }

    @Test
    void nobodyIsInvitedWithoutAPage() {
        try (TestAuth without = TestAuth.inMemory()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> without.service()
                            .users()
                            .invite(new InviteUser(EMAIL, SignupProfile.none(), Caller.unknown())))
                    .withMessageContaining("withLinkPage");
        }
    }

    private String invite() {
        auth.mailer().clear();
        inviteAgain();
        auth.mailer().await(EMAIL, MailPurpose.INVITATION_LINK);
        String link = auth.mailer().lastLink(EMAIL);
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    private void inviteAgain() {
        auth.service().users().invite(new InviteUser(EMAIL, SignupProfile.none(), Caller.unknown()));
    }

    private User accept(String token, String password) {
        return auth.service().acceptInvitation(new AcceptInvitation(token, password, Caller.unknown()));
    }

    /** A store that tried again after a lost answer finds its own row, which is nobody else's id. */
    @Test
    void aStoreThatFindsItsOwnRowInvites() {
        AuthStores memory = AuthStores.inMemory();
        UserStore forgetful = (UserStore) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {UserStore.class}, (proxy, method, arguments) -> {
                    Object answer = method.invoke(memory.users(), arguments);
                    return answer == UserStore.Insert.INSERTED ? UserStore.Insert.SAME_ID : answer;
                });
        AuthStores stores = AuthStores.of(forgetful, memory.challenges(), memory.sessions(), memory.limits());
        try (TestAuth auth = TestAuth.on(stores, options -> options.invite(Options.WITH_INVITATIONS))) {
            auth.service().users().invite(new InviteUser(EMAIL, SignupProfile.none(), Caller.unknown()));
            assertThat(auth.mailer().lastLink(EMAIL)).contains("token=");
        }
    }
}
