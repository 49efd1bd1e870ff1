package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Asks about one address and one username that may have an account, and writes down what shows of each call: the
 * answer, and the work that the clock tells of. Limits of callers are low, so that a stranger gets past them.
 */
final class Stranger implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";
    static final Caller CALLER = Caller.at("203.0.113.7").withUserAgent("curl");

    private final SettableClock clock;
    private final InsecureFastHasher hasher = new InsecureFastHasher();
    private final HeldMailer mailer = new HeldMailer();
    private final AtomicInteger lostMails = new AtomicInteger();
    private final EmailAddress email = Fresh.email();
    private final Username username = Fresh.username();
    private final AuthStores stores;
    private final AuthService service;
    private final Supplier<List<String>> work;
    private final List<Seen> seen = new ArrayList<>();

    Stranger(AuthStores stores, Instant now, UnaryOperator<AuthServiceBuilder> options, Supplier<List<String>> work) {
        this.stores = stores;
        this.work = work;
        this.clock = new SettableClock(now);
        this.service = options.apply(AuthService.builder(RootSecret.generate(), stores, mailer)
                        .clock(clock)
                        .passwordHasher(hasher)
                        .limits(lowLimits())
                        .mails(MailPolicy.ofDefaults().withWorkers(32).withDrain(Duration.ofMinutes(5)))
                        .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset")))
                        .withoutHousekeeping()
                        .listener(event -> {
                            if ((event.type() == AuthEventType.MAIL_FAILED
                                            || event.type() == AuthEventType.MAIL_DROPPED)
                                    && !MailPurpose.ACCOUNT_LOCKED.name().equals(event.purpose())) {
                                lostMails.incrementAndGet();
                            }
                        }))
                .build();
    }

    private static LimitPolicy lowLimits() {
        Budget twelve = new Budget(12, Duration.ofMinutes(10));
        Duration year = Duration.ofDays(365);
        return LimitPolicy.ofDefaults()
                .withWrongLoginsPerCaller(twelve)
                .withRequestsPerCaller(twelve)
                .withWrongCodesPerCaller(new Budget(25, Duration.ofMinutes(10)))
                .withWrongCodes(new Lockout(12, year, year, year));
    }

    /** One call as a stranger sees it. */
    record Seen(String answer, int hashes, List<String> work) {}

    /** Forgets what the past has cost, and lets every pause be over. */
    void begin(Suspect suspect) {
        suspect.plant(this);
        later(Duration.ofSeconds(61));
        var unused = work.get();
    }

    /** Calls and writes down; the challenge if one was begun, otherwise an id of the right form that nothing has. */
    String asks(Supplier<?> call) {
        int before = hashes();
        String id = "0".repeat(32);
        String answer;
        try {
            Object result = call.get();
            answer = result.getClass().getSimpleName();
            if (result instanceof ChallengeStarted started) {
                id = started.challengeId();
                answer = "an id of " + id.length() + " characters, good for " + left(started.expiresAt())
                        + ", again after " + left(started.resendAt());
            }
        } catch (AuthException refused) {
            answer = refused.code() + " " + refused.getMessage() + " " + refused.retryAfter();
        }
        seen.add(new Seen(answer, hashes() - before, work.get()));
        return id;
    }

    List<Seen> seen() {
        return seen;
    }

    ChallengeStarted startSignup(String password, Caller caller) {
        return service.startSignup(new StartSignup(email.address(), password, SignupProfile.none(), caller));
    }

    boolean isLetIn(String password) {
        try {
            service.login(new Login(email.address(), password, Caller.unknown()));
            return true;
        } catch (AuthException refused) {
            return false;
        }
    }

    /** How many mails there were, handed over or not, the news of a lock left out: whoever guesses causes it. Ends the service, because they go out in their own time. */
    int mails() {
        close();
        return mailer.sent() + lostMails.get();
    }

    void later(Duration step) {
        clock.advance(step);
    }

    AuthService service() {
        return service;
    }

    UserStore users() {
        return stores.users();
    }

    SettableClock clock() {
        return clock;
    }

    EmailAddress email() {
        return email;
    }

    Username username() {
        return username;
    }

    String hash(String password) {
        return hasher.hash(password);
    }

    private int hashes() {
        return hasher.hashes() + hasher.verifies();
    }

    private Duration left(Instant instant) {
        return Duration.between(clock.instant(), instant);
    }

    @Override
    public void close() {
        mailer.letGo();
        service.close();
    }
}
