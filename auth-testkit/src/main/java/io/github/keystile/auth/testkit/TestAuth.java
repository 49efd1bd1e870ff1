package io.github.keystile.auth.testkit;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * An {@link AuthService} for tests: a clock that stands until it is moved, a mailer that keeps what it is given,
 * in order, a hasher that does not wait, every event in a list. Housekeeping does not run by itself.
 *
 * <p>Safe for use by many threads.
 */
public final class TestAuth implements AutoCloseable {
    /** Whatever the number of processors: many threads at once are for tests to try. */
    private static final HashingPolicy NEVER_BUSY = HashingPolicy.ofDefaults()
            .withConcurrent(512)
            .withConcurrentSignups(512)
            .withQueue(1024)
            .withMaxWait(Duration.ofSeconds(30));

    /** One worker, so that mails arrive in the order in which they were sent, and the newest is the last one. */
    private static final MailPolicy IN_ORDER = MailPolicy.ofDefaults().withWorkers(1);

    private final SettableClock clock = new SettableClock();
    private final CapturingMailer mailer = new CapturingMailer();
    private final InsecureFastHasher hasher = new InsecureFastHasher();
    private final List<AuthEvent> events = new CopyOnWriteArrayList<>();
    private final AuthService service;

    private TestAuth(AuthStores stores, UnaryOperator<AuthServiceBuilder> options) {
        AuthServiceBuilder builder = AuthService.builder(RootSecret.generate(), stores, mailer)
                .clock(clock)
                .passwordHasher(hasher)
                .hashing(NEVER_BUSY)
                .mails(IN_ORDER)
                .withoutHousekeeping()
                .listener(events::add);
        this.service = options.apply(builder).build();
        mailer.sentBy(service);
    }

    /**
     * A service with every option left alone, on new in-memory stores.
     *
     * @return the service and what belongs to it
     */
    public static TestAuth inMemory() {
        return on(AuthStores.inMemory(), options -> options);
    }

    /**
     * A service on given stores.
     *
     * @param stores where everything is kept
     * @param options sets what the test is about
     * @return the service and what belongs to it
     */
    public static TestAuth on(AuthStores stores, UnaryOperator<AuthServiceBuilder> options) {
        return new TestAuth(stores, options);
    }

    /**
     * The service under test.
     *
     * @return the service
     */
    public AuthService service() {
        return service;
    }

    /**
     * The service's clock.
     *
     * @return the clock, to be moved
     */
    public SettableClock clock() {
        return clock;
    }

    /**
     * The service's mailer.
     *
     * @return the mailer, to be read
     */
    public CapturingMailer mailer() {
        return mailer;
    }

    /**
     * The service's hasher, unless the options set another.
     *
     * @return the hasher, which counts its calls
     */
    public InsecureFastHasher hasher() {
        return hasher;
    }

    /**
     * What happened so far.
     *
     * @return the events, oldest first
     */
    public List<AuthEvent> events() {
        return List.copyOf(events);
    }

    /**
     * Signs a new user up, with the mailed code.
     *
     * @param email the address
     * @param password the password
     * @return the user's first session
     */
    public SignedIn signUp(String email, String password) {
        ChallengeStarted started =
                service.startSignup(new StartSignup(email, password, SignupProfile.none(), Caller.unknown()));
        ChallengeCode code = new ChallengeCode(started.challengeId(), mailer.lastCode(email));
        return Objects.requireNonNull(
                service.finishSignup(new FinishSignup(code, SignupProfile.none(), Caller.unknown()))
                        .signedIn());
    }

    /**
     * Logs a user in.
     *
     * @param identifier e-mail address or username
     * @param password the password
     * @return a new session
     */
    public SignedIn logIn(String identifier, String password) {
        return service.login(new Login(identifier, password, Caller.unknown()));
    }

    @Override
    public void close() {
        service.close();
    }
}
