package io.github.keystile.examples.emailapi;

import io.github.keystile.auth.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Lets controllers take the {@link Caller}: who asks, and in which language mails are wanted. */
final class CallerResolver implements HandlerMethodArgumentResolver {
    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return of(((ServletWebRequest) request).getRequest());
    }

    static Caller of(HttpServletRequest servlet) {
        // Without the header, Tomcat would say the server's own language.
        Locale locale = servlet.getHeader(HttpHeaders.ACCEPT_LANGUAGE) == null ? null : servlet.getLocale();
        return Caller.at(servlet.getRemoteAddr())
                .withUserAgent(servlet.getHeader(HttpHeaders.USER_AGENT))
                .withLocale(locale);
    }
}
