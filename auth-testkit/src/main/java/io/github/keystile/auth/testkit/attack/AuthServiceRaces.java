package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.TwoServices.PASSWORD;
import static io.github.keystile.auth.testkit.attack.TwoServices.granted;
import static io.github.keystile.auth.testkit.attack.TwoServices.outcome;
import static io.github.keystile.auth.testkit.attack.TwoServices.wrong;
import static io.github.keystile.auth.testkit.contract.Race.assertWon;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignedUp;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.testkit.contract.Race;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the service promises on your stores under concurrent calls to two of its processes: one winner of every race.
 * The package says how to run it.
 */
public abstract class AuthServiceRaces extends ServiceContract {
    private static final int WRONG_CODES = 200;
    private static final int WRONG_PASSWORDS = 100;
    private static final Duration COOLDOWN = Duration.ofSeconds(60);
    private static final Duration PAST_THE_GRACE = Duration.ofSeconds(40);

    /** For subclasses. */
    protected AuthServiceRaces() {}

    @Test
    final void oneSignupCodeOpensOneSession() {
        raceServices(race -> {
            String email = Fresh.email().address();
            ChallengeCode code = services().startSignup(email);
            List<Object> outcomes = race.run((service, thread) -> finish(service, code, SignupProfile.none()));
            assertWon("finishSignup with one code", 1, granted(outcomes), outcomes.size());
            String userId = services().logIn(email, PASSWORD).user().id();
            assertEquals(
                    2,
                    services()
                            .next()
                            .users()
                            .sessions(userId, SessionCursor.start(), 100)
                            .size(),
                    "the winner's session and this login's");
        });
    }

    @Test
    final void oneAddressBecomesOneUser() {
        raceServices(race -> {
            String email = Fresh.email().address();
            List<ChallengeCode> codes = Stream.generate(() -> {
                        services().clock().advance(COOLDOWN);
                        return services().startSignup(email);
                    })
                    .limit(8)
                    .toList();
            List<Object> outcomes = race.run(
                    (service, thread) -> finish(service, codes.get(thread % codes.size()), SignupProfile.none()));
            assertWon("finishSignup for one address", 1, granted(outcomes), outcomes.size());
        });
    }

    @Test
    final void oneUsernameBelongsToOneUserAndCostsTheOthersNothing() {
        raceServices(race -> {
            String username = Fresh.username().name();
            List<ChallengeCode> codes = Stream.generate(
                            () -> services().startSignup(Fresh.email().address()))
                    .limit(threads())
                    .toList();
            List<Object> outcomes =
                    race.run((service, thread) -> finish(service, codes.get(thread), SignupProfile.named(username)));
            assertWon("finishSignup with one username", 1, granted(outcomes), outcomes.size());
            int loser = outcomes.indexOf(AuthError.USERNAME_TAKEN);
            SignupProfile another = SignupProfile.named(Fresh.username().name());
            Object second = finish(services().next(), codes.get(loser), another);
            assertTrue(second instanceof SignedUp, () -> "a taken username leaves the code usable, but: " + second);
        });
    }

    @Test
    final void racingRefreshesShareOneSuccessor() {
        raceServices(race -> {
            SignedIn first = services().signUp(Fresh.email().address());
            services().clock().advance(PAST_THE_GRACE);
            Refresh request = new Refresh(first.tokens().refreshToken(), Caller.unknown());
            List<Object> outcomes = race.run((service, thread) -> outcome(() -> service.refresh(request)));
            assertEquals(threads(), granted(outcomes), "racing tabs all go on");
            long generation = createStores()
                    .sessions()
                    .find(first.sessionId())
                    .orElseThrow()
                    .generation();
            assertEquals(1, generation, "the session rotated once");
            services().clock().advance(PAST_THE_GRACE);
            SignedIn any = (SignedIn) outcomes.get(0);
            services().next().refresh(new Refresh(any.tokens().refreshToken(), Caller.unknown()));
            services().clock().advance(PAST_THE_GRACE);
            assertEquals(
                    AuthError.INVALID_TOKEN, outcome(() -> services().next().refresh(request)), "a replay");
        });
    }

    @Test
    final void oneResetLinkSetsOnePassword() {
        oneProofSetsOnePassword(email -> {
            LinkProof link = new LinkProof(services().startResetByLink(email));
            return thread -> link;
        });
    }

    @Test
    final void oneResetCodeSetsOnePassword() {
        oneProofSetsOnePassword(email -> {
            ChallengeCode code = services().startReset(email);
            return thread -> code;
        });
    }

    @Test
    final void aCodeAndItsTicketSetOnePassword() {
        oneProofSetsOnePassword(email -> {
            ChallengeCode code = services().startReset(email);
            CheckPasswordResetCode check = new CheckPasswordResetCode(code, Caller.unknown());
            TicketProof ticket = new TicketProof(
                    services().next().checkPasswordResetCode(check).ticket());
            return thread -> thread % 2 == 0 ? ticket : code;
        });
    }

    @Test
    final void oneOfManyChangesOfAPasswordWins() {
        raceServices(race -> {
            String email = Fresh.email().address();
            String token = services().signUp(email).tokens().accessToken();
            List<Object> outcomes = race.run((service, thread) -> outcome(() -> service.account()
                    .changePassword(new ChangePassword(token, PASSWORD, password(thread), Caller.unknown()))));
            assertOnePassword("changePassword", email, outcomes);
        });
    }

    @Test
    final void manyResendsMailOneCode() {
        raceServices(race -> {
            String email = Fresh.email().address();
            ChallengeCode old = services().startSignup(email);
            services().clock().advance(COOLDOWN);
            services().mailer().clear();
            ResendCode request = new ResendCode(old.challengeId(), Caller.unknown());
            List<Object> outcomes = race.run((service, thread) -> outcome(() -> service.resendCode(request)));
            assertWon("resendCode within the cooldown", 1, granted(outcomes), outcomes.size());
            ChallengeCode renewed =
                    new ChallengeCode(old.challengeId(), services().mailer().lastCode(email));
            assertTrue(
                    finish(services().next(), renewed, SignupProfile.none()) instanceof SignedUp,
                    "the new code is good");
            assertEquals(1, services().mailer().messages().size(), "mails");
        });
    }

    @Test
    final void twoHundredWrongCodesAreComparedFiveTimes() {
        raceServices(race -> {
            ChallengeCode code = services().startSignup(Fresh.email().address());
            ChallengeCode guess = new ChallengeCode(code.challengeId(), wrong(code.code()));
            services().comparisons().reset();
            List<Object> outcomes =
                    manyTimes(race, WRONG_CODES, service -> finish(service, guess, SignupProfile.none()));
            assertAll(AuthError.INVALID_CODE, outcomes);
            assertEquals(5, services().comparisons().codes(), "comparisons");
            assertEquals(
                    AuthError.INVALID_CODE, finish(services().next(), code, SignupProfile.none()), "the right code");
        });
    }

    @Test
    final void strangersWithoutTheIdLeaveAttemptsToItsHolder() {
        raceServices(race -> {
            String email = Fresh.email().address();
            services().signUp(email);
            services().clock().advance(COOLDOWN);
            ChallengeCode code = services().startReset(email);
            CheckPasswordResetCode guess =
                    new CheckPasswordResetCode(new IdentifierCode(email, wrong(code.code())), Caller.unknown());
            services().comparisons().reset();
            List<Object> outcomes =
                    manyTimes(race, threads() * 4, service -> outcome(() -> service.checkPasswordResetCode(guess)));
            assertAll(AuthError.INVALID_CODE, outcomes);
            assertEquals(3, services().comparisons().codes(), "comparisons");
            services().next().checkPasswordResetCode(new CheckPasswordResetCode(code, Caller.unknown()));
        });
    }

    @Test
    final void ofAHundredWrongPasswordsTenAreCompared() {
        raceServices(race -> {
            String email = Fresh.email().address();
            services().signUp(email);
            services().comparisons().reset();
            Login guess = new Login(email, "not this one", Caller.unknown());
            List<Object> outcomes = manyTimes(race, WRONG_PASSWORDS, service -> outcome(() -> service.login(guess)));
            assertAll(AuthError.INVALID_CREDENTIALS, outcomes);
            assertEquals(10, services().comparisons().passwords(), "comparisons");
            assertEquals(
                    AuthError.INVALID_CREDENTIALS,
                    outcome(() -> services().logIn(email, PASSWORD)),
                    "the right password while locked");
        });
    }

    private void oneProofSetsOnePassword(Function<String, IntFunction<ResetProof>> proofs) {
        raceServices(race -> {
            String email = Fresh.email().address();
            services().signUp(email);
            IntFunction<ResetProof> proof = proofs.apply(email);
            List<Object> outcomes = race.run((service, thread) -> outcome(() -> service.finishPasswordReset(
                    new FinishPasswordReset(proof.apply(thread), password(thread), Caller.unknown()))));
            assertOnePassword("finishPasswordReset", email, outcomes);
        });
    }

    private void assertOnePassword(String verb, String email, List<Object> outcomes) {
        assertWon(verb, 1, granted(outcomes), outcomes.size());
        int winner = IntStream.range(0, outcomes.size())
                .filter(thread -> !(outcomes.get(thread) instanceof AuthError))
                .findFirst()
                .orElseThrow();
        services().logIn(email, password(winner));
    }

    private List<Object> manyTimes(Race<AuthService> race, int calls, Function<AuthService, Object> call) {
        int each = (calls + threads() - 1) / threads();
        List<Object> outcomes = new ArrayList<>();
        race.run((service, thread) ->
                        Stream.generate(() -> call.apply(service)).limit(each).toList())
                .forEach(outcomes::addAll);
        return outcomes;
    }

    private static void assertAll(AuthError expected, List<Object> outcomes) {
        assertEquals(List.of(expected), outcomes.stream().distinct().toList(), "answers");
    }

    private static Object finish(AuthService service, ChallengeCode code, SignupProfile profile) {
        return outcome(() -> service.finishSignup(new FinishSignup(code, profile, Caller.unknown())));
    }

    private static String password(int thread) {
        return "another horse battery " + thread;
    }
}
