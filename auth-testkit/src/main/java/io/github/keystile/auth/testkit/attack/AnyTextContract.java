package io.github.keystile.auth.testkit.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Logout;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.User;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a service promises on your stores about text: whatever a stranger sends, in whatever parameter, is refused or
 * taken, and what was taken comes back as it went. The texts are hand-made ones and the <a
 * href="https://github.com/minimaxir/big-list-of-naughty-strings">Big List of Naughty Strings</a>.
 *
 * <pre>{@code
 * class MyAnyTextTest extends AnyTextContract {
 *     @Override
 *     protected AuthStores createStores() {
 *         return AuthStores.of(new MyUserStore(db), new MyOtpStore(db), new MySessionStore(db), new MyLimiter(db));
 *     }
 * }
 * }</pre>
 *
 * <p>The database need not be empty and is not cleaned.
 */
public abstract class AnyTextContract {
    /** Each text goes through every eighth parameter, its neighbour in the list through the next ones. */
    private static final int SHARE = 8;

    /** As many as fit into the attributes of one user, whatever they are. */
    private static final int AT_ONCE = 10;

    /** For subclasses. */
    protected AnyTextContract() {}

    /**
     * Makes the four adapters, on the database under test.
     *
     * @return the stores
     */
    protected abstract AuthStores createStores();

    @Test
    final void everyTextIsRefusedOrTaken() {
        List<String> texts = texts();
        try (TestAuth auth = service()) {
            int first = 0;
            for (TextVerb verb : TextVerb.values()) {
                TextVerb.Known known = known(auth);
                for (int i = first++ % SHARE; i < texts.size(); i += SHARE) {
                    assertAnswered(verb, known, texts.get(i));
                }
                auth.service().verifySession(new VerifySession(known.access(), Caller.unknown()));
            }
        }
    }

    @Test
    final void attributesComeBackAsTheyWent() {
        List<String> texts = texts().stream().filter(AnyTextContract::isTaken).toList();
        try (TestAuth auth = service()) {
            String id = known(auth).id();
            for (int i = 0; i < texts.size(); i += AT_ONCE) {
                List<String> some = texts.subList(i, Math.min(i + AT_ONCE, texts.size()));
                Attributes attributes = Attributes.none().with("texts", some);
                auth.service()
                        .users()
                        .updateAttributes(new UpdateAttributes(id, before -> attributes, Caller.unknown()));
                User user = auth.service().users().findById(id).orElseThrow();
                assertEquals(attributes, user.attributes());
            }
        }
    }

    @Test
    final void devicesComeBackAsTheyWereCleaned() {
        try (TestAuth auth = service()) {
            TextVerb.Known known = known(auth);
            for (String text : HostileTexts.all()) {
                Caller caller = Caller.at(text).withUserAgent(text);
                SignedIn session = auth.service().login(new Login(known.email(), TwoServices.PASSWORD, caller));
                String access = session.tokens().accessToken();
                // What is no address is nobody's, so that it is neither shown nor counted.
                assertTrue(
                        auth.service().account().sessions(new ListSessions(access, Caller.unknown())).stream()
                                .filter(SessionInfo::current)
                                .map(SessionInfo::device)
                                .anyMatch(device -> Objects.equals(
                                                device.userAgent(), new Device(text, null).userAgent())
                                        && (device.ip() == null || device.ip().matches("[0-9a-f:.]+"))),
                        () -> "the device of " + shown(text));
                auth.service().logout(new Logout(session.tokens().refreshToken(), Caller.unknown()));
            }
        }
    }

    private static void assertAnswered(TextVerb verb, TextVerb.Known known, String text) {
        try {
            verb.run(known, text);
        } catch (AuthException refused) {
            assertNotNull(refused.code());
        } catch (RuntimeException failure) {
            throw new AssertionError(verb + " of " + shown(text), failure);
        }
    }

    /** Tomorrow, so that a database which deletes expired rows by itself leaves these alone. */
    private TestAuth service() {
        TestAuth auth = TestAuth.on(
                createStores(),
                options -> options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true))
                        .invite(InvitePolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/welcome"))));
        auth.clock().set(Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1)));
        return auth;
    }

    /** A new account each time: what is tried may lock it. */
    private static TextVerb.Known known(TestAuth auth) {
        String email = Fresh.email().address();
        SignedIn session = auth.signUp(email, TwoServices.PASSWORD);
        auth.clock().advance(Duration.ofMinutes(1));
        String challenge = auth.service()
                .startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Caller.unknown()))
                .challengeId();
        String access = session.tokens().accessToken();
        return new TextVerb.Known(auth.service(), session.user().id(), email, access, challenge);
    }

    private static boolean isTaken(String text) {
        try {
            return text.length() < 500 && !Attributes.none().with("text", text).isEmpty();
        } catch (AuthException refused) {
            return false;
        }
    }

    private static List<String> texts() {
        return Stream.concat(HostileTexts.all().stream(), HostileTexts.naughty().stream())
                .toList();
    }

    private static String shown(String text) {
        return text.length() + " characters: " + text.substring(0, Math.min(40, text.length()));
    }
}
