package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.granted;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.TestAuth;
import io.github.keystile.auth.testkit.contract.Race;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import io.github.keystile.auth.user.StoredUser;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application whose user ids are not new, as of a sequence that a restore set back: nobody comes into the account of
 * another by it. The package says how to run it.
 */
public abstract class RepeatedUserIdContract {
    private static final String OTHER_PASSWORD = "staple anvil feather";
    private static final int THREADS = 16;

    private final String id = "Id.of_the-1st." + Fresh.id();
    private final String owner = Fresh.email("Owner").address();
    private final String thief = Fresh.email("Thief").address();
    private TestAuth auth;

    /** For subclasses. */
    protected RepeatedUserIdContract() {}

    /**
     * Makes the adapters, on the database under test.
     *
     * @return the stores
     */
    protected abstract AuthStores createStores();

    @BeforeEach
    final void start() {
        auth = TestAuth.on(
                createStores(),
                options -> options.disclosure(Disclosure.EXPLICIT).userIds(() -> id));
        auth.clock().set(Tomorrow.now());
    }

    @AfterEach
    final void close() {
        auth.close();
    }

    @Test
    final void aSignupOpensNobodyElsesAccount() {
        for (String password : List.of(PASSWORD, OTHER_PASSWORD)) {
            StoredUser before = ownerSignedUp();
            ChallengeCode code = startSignup(thief, password);
            StoreException refused = assertThrows(StoreException.class, () -> finish(auth.service(), code));
            assertFalse(String.valueOf(refused.getMessage()).contains(id));
            assertUntouched(before);
            auth.service().users().delete(new DeleteUser(id, Caller.unknown()));
            auth.clock().advance(Duration.ofDays(1));
        }
    }

    @Test
    final void anotherSignupOfTheSameAddressIsAnother() {
        ChallengeCode second = startSignup(owner, OTHER_PASSWORD);
        auth.clock().advance(Duration.ofMinutes(2));
        StoredUser before = ownerSignedUp();
        assertThrows(RuntimeException.class, () -> finish(auth.service(), second));
        assertEquals(before, stored());
        assertEquals(1, sessions());
    }

    @Test
    final void aRegistrationIsNotAnswered() {
        StoredUser before = ownerSignedUp();
        RegisterUnverified request = new RegisterUnverified(thief, PASSWORD, SignupProfile.none(), Caller.unknown());
        assertThrows(StoreException.class, () -> auth.service().registerUnverified(request));
        assertUntouched(before);
    }

    @Test
    final void ofManyWhoFinishAtOnceOneComesIn() {
        List<String> addresses = IntStream.range(0, THREADS)
                .mapToObj(i -> Fresh.email("Racer").address())
                .toList();
        List<ChallengeCode> codes = addresses.stream()
                .map(address -> startSignup(address, PASSWORD))
                .toList();
        try (Race<AuthService> race = new Race<>(THREADS, auth::service)) {
            List<Object> outcomes = race.run((service, thread) -> outcome(() -> {
                try {
                    return finish(service, codes.get(thread));
                } catch (StoreException refused) {
                    return AuthError.INVALID_CODE;
                }
            }));
            assertEquals(1, granted(outcomes), "signups with one id that came in");
        }
        assertEquals(1, sessions());
        assertEquals(
                1,
                addresses.stream()
                        .filter(address ->
                                auth.service().users().findByEmail(address).isPresent())
                        .count());
    }

    private StoredUser ownerSignedUp() {
        auth.mailer().clear();
        auth.signUp(owner, PASSWORD);
        return stored();
    }

    private ChallengeCode startSignup(String email, String password) {
        auth.mailer().clear();
        String challenge = auth.service()
                .startSignup(new StartSignup(email, password, SignupProfile.none(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(challenge, auth.mailer().lastCode(email));
    }

    private static Object finish(AuthService service, ChallengeCode code) {
        return service.finishSignup(new FinishSignup(code, SignupProfile.none(), Caller.unknown()));
    }

    private void assertUntouched(StoredUser before) {
        assertEquals(before, stored());
        assertTrue(auth.service().users().findByEmail(thief).isEmpty());
        assertEquals(1, sessions());
        assertTrue(auth.events().stream().anyMatch(event -> event.type() == AuthEventType.USER_ID_REPEATED));
        assertTrue(auth.events().stream().noneMatch(event -> event.type() == AuthEventType.REGISTERED_UNVERIFIED));
    }

    private StoredUser stored() {
        return createStores().users().findById(id).orElseThrow();
    }

    private int sessions() {
        return auth.service().users().sessions(id, SessionCursor.start(), 100).size();
    }
}
