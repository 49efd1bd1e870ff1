package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Account;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Users;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shape of the facade: one request in, with its caller. */
class FacadeTest {
    /** They only compute or look, lead to other verbs, or run the service. */
    private static final Set<String> WITHOUT_CALLER = Set.of(
            "builder",
            "verifyAccessToken",
            "account",
            "users",
            "purgeExpired",
            "flush",
            "close",
            "actingAs",
            "findById",
            "findByEmail",
            "findByUsername",
            "pseudonym",
            "page",
            "Users.sessions");

    @Test
    void everyVerbTakesOneRequestWithItsCaller() {
        assertThat(verbs().filter(verb -> !takesOneRequestWithItsCaller(verb)).map(Method::toString))
                .isEmpty();
    }

    @Test
    void whatTakesNoneIsStillThere() {
        assertThat(methods().filter(FacadeTest::mayDoWithout))
                .extracting(FacadeTest::name)
                .containsExactlyInAnyOrderElementsOf(WITHOUT_CALLER);
    }

    private static Stream<Method> verbs() {
        return methods().filter(method -> !mayDoWithout(method));
    }

    private static Stream<Method> methods() {
        return Stream.of(AuthService.class, Account.class, Users.class)
                .flatMap(facade -> Arrays.stream(facade.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic());
    }

    private static boolean mayDoWithout(Method method) {
        return WITHOUT_CALLER.contains(name(method));
    }

    /** Two of the facade's interfaces list sessions. */
    private static String name(Method method) {
        boolean ofUsers =
                method.getDeclaringClass() == Users.class && method.getName().equals("sessions");
        return ofUsers ? "Users.sessions" : method.getName();
    }

    private static boolean takesOneRequestWithItsCaller(Method verb) {
        return verb.getParameterCount() == 1
                && verb.getParameterTypes()[0].isRecord()
                && Arrays.stream(verb.getParameterTypes()[0].getRecordComponents())
                        .anyMatch(component ->
                                component.getName().equals("caller") && component.getType() == Caller.class);
    }
}
