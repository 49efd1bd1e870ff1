package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.CookieSessions;
import io.github.keystile.auth.web.OriginCheck;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.net.URI;
import java.time.Clock;
import java.util.EnumSet;

/** Every filter, in the order in which they see a request, and every servlet. Nothing here is Jetty's. */
final class Wiring implements ServletContextListener {
    static final String JWKS = "/.well-known/jwks.json";

    private final Settings settings;
    private final URI url;
    private final AuthService auth;
    private final Inbox inbox;
    private final Clock clock;

    Wiring(Settings settings, URI url, AuthService auth, Inbox inbox, Clock clock) {
        this.settings = settings;
        this.url = url;
        this.auth = auth;
        this.inbox = inbox;
        this.clock = clock;
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        CookiePolicy policy = CookiePolicy.forOrigin(url).withName("reset-link");
        AuthCookies cookies = AuthCookies.of(policy).withClock(clock);
        OriginCheck origins =
                settings.appUrl().map(OriginCheck::allowing).orElseGet(() -> OriginCheck.onLoopback(url.getPort()));

        filter(context, new HeadersFilter(), "/*");
        filter(context, new ErrorFilter(), "/*");
        filter(context, new OriginFilter(origins), "/*");
        filter(context, new UserFilter(auth, CookieSessions.of(auth, cookies)), "/me");

        servlet(context, new SignupServlet(auth), "/api/users/signup");
        servlet(context, new LoginServlet(auth, cookies), "/api/users/login");
        servlet(context, new ForgotPasswordServlet(auth), "/api/users/forgotPassword");
        servlet(context, new ResetPasswordServlet(auth), "/api/users/resetPassword/*");
        servlet(context, new ResetPageServlet(auth), "/reset-password");
        servlet(context, new FileServlet("reset-password.js", "text/javascript"), "/assets/reset-password.js");
        servlet(context, new FileServlet("reset-password.css", "text/css"), "/assets/reset-password.css");
        servlet(context, new MeServlet(auth), "/me");
        servlet(context, new NotFoundServlet(), "/");
        settings.keys().ifPresent(keys -> servlet(context, new JwksServlet(keys), JWKS));
        if (settings.smtp().isEmpty()) {
            servlet(context, new InboxServlet(inbox), "/dev/inbox");
        }
    }

    static void filter(ServletContext context, Filter filter, String path) {
        context.addFilter(filter.getClass().getSimpleName(), filter)
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, path);
    }

    static void servlet(ServletContext context, ApiServlet servlet, String path) {
        context.addServlet(path, servlet).addMapping(path);
    }
}
