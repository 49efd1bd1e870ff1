package io.github.keystile.examples.storefront;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** What the container hands out. */
final class Beans {
    @Produces
    @Singleton
    Settings settings() {
        return Settings.from(System.getenv());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    PasswordHasher hasher() {
        return BcryptPasswordHasher.create();
    }

    @Produces
    @Singleton
    Database database(Settings settings) {
        return Database.open(settings.database());
    }

    void close(@Disposes Database database) {
        database.close();
    }

    /** At the start and not with the first request, so that what must not run never listens. */
    @Produces
    @ApplicationScoped
    @Startup
    AuthService auth(Settings settings, Database database, Inbox inbox, PasswordHasher hasher, Clock clock) {
        return AuthService.builder(
                        settings.secret(), database.stores(), settings.smtp().orElse(inbox))
                .appName("Spice Shop demo")
                .disclosure(Disclosure.EXPLICIT)
                .signup(SignupPolicy.ofDefaults().withRoles(Set.of("user")))
                // No client of this API holds the id of a code's request: all three attempts are open without it.
                .otp(OtpPolicy.shortCodes(4)
                        .withCodeLifetime(Duration.ofMinutes(5))
                        .withAttemptsWithoutId(3))
                // Long, because this API has no route to refresh: after an hour people log in again.
                .tokens(TokenPolicy.ofDefaults().withAccessLifetime(Duration.ofHours(1)))
                .passwordHasher(hasher)
                .clock(clock)
                .build();
    }

    void close(@Disposes AuthService auth) {
        auth.close();
    }

    @Produces
    @Singleton
    ChallengeCookies cookies(Settings settings, Clock clock) {
        CookiePolicy policy = settings.appUrl().map(CookiePolicy::forOrigin).orElseGet(CookiePolicy::loopbackHttp);
        AuthCookies cookies = AuthCookies.of(policy.withName("storefront")).withClock(clock);
        return ChallengeCookies.of(cookies, settings.secret());
    }
}
