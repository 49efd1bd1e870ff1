package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.ChallengeCookies;
import io.github.keystile.auth.web.CookiePolicy;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service, and what it stands on. */
@Configuration(proxyBeanMethods = false)
class AuthConfiguration {
    @Bean
    Settings settings(Env env) {
        return Settings.from(env);
    }

    @Bean(destroyMethod = "close")
    Storage storage(Settings settings) {
        return settings.mongoUri().map(Storage::mongo).orElseGet(Storage::inMemory);
    }

    /** Hold what the asking browser has and the mailbox has not: the ids of its challenges. Tokens travel in bodies. */
    @Bean
    ChallengeCookies challengeCookies(Settings settings, ObjectProvider<Clock> clock) {
        CookiePolicy policy = settings.appUrl().map(CookiePolicy::forOrigin).orElse(CookiePolicy.loopbackHttp());
        AuthCookies cookies =
                AuthCookies.of(policy.withName("email-api")).withClock(clock.getIfAvailable(Clock::systemUTC));
        return ChallengeCookies.of(cookies, settings.secret());
    }

    /** Closing it sends the mails that wait, so it is closed before the storage, which it is made from. */
    @Bean(destroyMethod = "close")
    AuthService authService(
            Settings settings,
            Storage storage,
            Inbox inbox,
            ObjectProvider<Clock> clock,
            ObjectProvider<PasswordHasher> hasher) {
        Mailer mailer = settings.resend().orElse(inbox);
        AuthServiceBuilder builder = AuthService.builder(settings.secret(), storage.stores(), mailer)
                .appName("Keystile demo")
                // The document's messages say who has an account, and its signup ends with address and code alone.
                .disclosure(Disclosure.EXPLICIT)
                .signup(SignupPolicy.ofDefaults().withFinishByEmail(true))
                // Refresh tokens live seven days by default, as the document wants them.
                .tokens(TokenPolicy.ofDefaults().withAccessLifetime(Duration.ofHours(1)));
        clock.ifAvailable(builder::clock);
        hasher.ifAvailable(builder::passwordHasher);
        return builder.build();
    }
}
