package io.github.keystile.auth.testkit.memory;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.attack.EnumerationContract;
import io.github.keystile.auth.user.UserStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Work are the verbs of the stores. */
class InMemoryEnumerationTest extends EnumerationContract {
    private final List<String> verbs = new ArrayList<>();
    private final AuthStores plain = AuthStores.inMemory();

    @Override
    protected AuthStores createStores() {
        return new AuthStores(
                watch(UserStore.class, plain.users()),
                watch(OtpStore.class, plain.challenges()),
                watch(SessionStore.class, plain.sessions()),
                watch(RateLimiter.class, plain.limits()));
    }

    @Override
    protected List<String> work() {
        List<String> done = List.copyOf(verbs);
        verbs.clear();
        return done;
    }

    @Override
    protected String name() {
        return "in memory";
    }

    private <T> T watch(Class<T> type, T store) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, verb, arguments) -> {
                    verbs.add(type.getSimpleName() + "." + verb.getName());
                    try {
                        return verb.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
