package io.github.keystile.auth.testkit.attack;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An application that runs twice: two services with one root secret, each with adapters of its own on one database.
 * Clock and mailer are shared, because there is one time and one mailbox.
 */
final class TwoServices implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private final SettableClock clock;
    private final CapturingMailer mailer = new CapturingMailer();
    private final Comparisons comparisons = new Comparisons();
    private final AtomicInteger turn = new AtomicInteger();
    private final List<AuthService> services;

    TwoServices(Supplier<AuthStores> stores, Instant now) {
        this.clock = new SettableClock(now);
        RootSecret secret = RootSecret.generate();
        this.services = Stream.of(stores.get(), stores.get())
                .map(adapters -> service(secret, adapters))
                .toList();
    }

    private AuthService service(RootSecret secret, AuthStores stores) {
        AuthStores counted = stores.withChallenges(comparisons.counting(stores.challenges()));
        return AuthService.builder(secret, counted, mailer)
                .clock(clock)
                .passwordHasher(comparisons.counting(new InsecureFastHasher()))
                .hashing(HashingPolicy.ofDefaults()
                        .withConcurrent(512)
                        .withConcurrentSignups(512)
                        .withMaxWait(Duration.ofSeconds(30)))
                .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset")))
                .mails(MailPolicy.ofDefaults().withWorkers(1))
                // So that of many threads which show codes with one identifier all are answered.
                .limits(LimitPolicy.ofDefaults().withWrongCodesPerIdentifier(new Budget(1000, Duration.ofHours(1))))
                .withoutHousekeeping()
                .build();
    }

    /** Now the one, now the other. */
    AuthService next() {
        return services.get(Math.floorMod(turn.getAndIncrement(), services.size()));
    }

    SettableClock clock() {
        return clock;
    }

    CapturingMailer mailer() {
        return mailer;
    }

    Comparisons comparisons() {
        return comparisons;
    }

    /** Asks for a code and reads it in the mailbox. */
    ChallengeCode mailed(String email, Supplier<ChallengeStarted> request) {
        mailer.clear();
        String challengeId = request.get().challengeId();
        return new ChallengeCode(challengeId, mailer.lastCode(email));
    }

    ChallengeCode startSignup(String email) {
        return mailed(
                email,
                () -> next().startSignup(new StartSignup(email, PASSWORD, SignupProfile.none(), Caller.unknown())));
    }

    SignedIn signUp(String email) {
        return Objects.requireNonNull(
                next().finishSignup(new FinishSignup(startSignup(email), SignupProfile.none(), Caller.unknown()))
                        .signedIn());
    }

    ChallengeCode startReset(String email) {
        return mailed(
                email, () -> next().startPasswordReset(new StartPasswordReset(email, ResetBy.CODE, Caller.unknown())));
    }

    String startResetByLink(String email) {
        mailer.clear();
        next().startPasswordReset(new StartPasswordReset(email, ResetBy.LINK, Caller.unknown()));
        String link = mailer.lastLink(email);
        return link.substring(link.indexOf("token=") + "token=".length());
    }

    SignedIn logIn(String identifier, String password) {
        return next().login(new Login(identifier, password, Caller.unknown()));
    }

    /** A code of the same length that is not this one. */
    static String wrong(String code) {
        return (code.charAt(0) == '9' ? '0' : '9') + code.substring(1);
    }

    /** What a call came to: its result, or the code of its refusal. */
    static Object outcome(Supplier<?> call) {
        try {
            return call.get();
        } catch (AuthException refused) {
            return refused.code();
        }
    }

    static long granted(List<Object> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof AuthError))
                .count();
    }

    @Override
    public void close() {
        services.forEach(AuthService::close);
    }
}
