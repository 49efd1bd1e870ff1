package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.tests.support.Anna;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** An application that decorates the service refuses in words of its own and hands over what is needed to go on. */
class WayOnTest {
    /** Somebody must choose a new password first: the mail is on its way. */
    private static final class ResetDue extends AuthException {
        private static final long serialVersionUID = 1L;

        private final transient ChallengeStarted challenge;

        ResetDue(ChallengeStarted challenge) {
            super(AuthError.ACCOUNT_DISABLED);
            this.challenge = challenge;
        }
    }

    @Test
    void aRefusalOfADecoratorCarriesAChallengeAndIsARefusalLikeAnyOther() {
        try (Anna anna = Anna.signedUp()) {
            anna.auth.mailer().clear();
            AuthService decorated = resetBeforeLogin(anna.service);
            Login login = new Login(Anna.EMAIL, Anna.PASSWORD, Caller.unknown());

            AuthException refusal = refused(AuthError.ACCOUNT_DISABLED, () -> decorated.login(login));

            assertThat(refusal).isInstanceOf(ResetDue.class).hasMessage(AuthError.ACCOUNT_DISABLED.message());
            assertThat(refusal.getStackTrace()).isEmpty();
            ChallengeCode code = new ChallengeCode(
                    ((ResetDue) refusal).challenge.challengeId(),
                    anna.auth.mailer().lastCode(Anna.EMAIL));
            decorated.finishPasswordReset(new FinishPasswordReset(code, Anna.NEXT, Caller.unknown()));
            anna.logIn(Anna.NEXT);
        }
    }

    private static AuthService resetBeforeLogin(AuthService service) {
        return (AuthService) Proxy.newProxyInstance(
                AuthService.class.getClassLoader(), new Class<?>[] {AuthService.class}, (self, verb, arguments) -> {
                    if (verb.getName().equals("login")) {
                        Login login = (Login) arguments[0];
                        throw new ResetDue(service.startPasswordReset(
                                new StartPasswordReset(login.identifier(), ResetBy.CODE, login.caller())));
                    }
                    return call(service, verb, arguments);
                });
    }

    private static Object call(AuthService service, Method verb, Object[] arguments) throws Throwable {
        try {
            return verb.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
