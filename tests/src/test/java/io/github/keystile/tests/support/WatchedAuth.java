package io.github.keystile.tests.support;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.UserStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A service all of whose parts are watched. */
public final class WatchedAuth implements AutoCloseable {
    public final Watched watched = new Watched();
    public final SettableClock clock = new SettableClock();
    public final CapturingMailer mailer = new CapturingMailer();
    public final List<AuthEvent> events = new CopyOnWriteArrayList<>();
    public final UserStore users = new InMemoryUserStore();
    public final AuthService service;

    public WatchedAuth() {
        this(options -> options);
    }

    public WatchedAuth(UnaryOperator<AuthServiceBuilder> options) {
        this(options, false);
    }

    /** Calls of the mailer come in an order of their own, unless mails are sent in the call. */
    public WatchedAuth(UnaryOperator<AuthServiceBuilder> options, boolean mailerToo) {
        RootSecret secret = RootSecret.generate();
        AuthStores stores = AuthStores.of(
                watched.watch(UserStore.class, users),
                watched.watch(OtpStore.class, new InMemoryOtpStore()),
                watched.watch(SessionStore.class, new InMemorySessionStore()),
                watched.watch(RateLimiter.class, new InMemoryRateLimiter()));
        TokenIssuer issuer = JwtTokenIssuer.create(TokenPolicy.ofDefaults(), secret);
        AuthServiceBuilder builder = AuthService.builder(
                        secret, stores, mailerToo ? watched.watch(Mailer.class, mailer) : mailer)
                .clock(clock)
                .passwordHasher(watched.watch(PasswordHasher.class, new InsecureFastHasher()))
                .tokenIssuer(watched.watch(TokenIssuer.class, issuer))
                .reset(Options.WITH_LINKS)
                .invite(Options.WITH_INVITATIONS)
                // In order, so that the newest is that of the last call.
                .mails(MailPolicy.ofDefaults().withWorkers(1))
                .withoutHousekeeping()
                .listener(events::add);
        this.service = options.apply(builder).build();
        mailer.sentBy(service);
    }

    @Override
    public void close() {
        service.close();
    }
}
