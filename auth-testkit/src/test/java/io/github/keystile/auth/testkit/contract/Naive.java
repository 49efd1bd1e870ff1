package io.github.keystile.auth.testkit.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.LockSupport;

/** Makes stores that are right but for one verb, which first reads and then writes. */
final class Naive {
    /** The first race that finds the mistake is the last: many rounds cost nothing, and only no luck needs them. */
    static final int ROUNDS = 1000;

    private Naive() {}

    interface Verb<S> {
        Object run(S right, Object[] args);
    }

    static <S> S store(Class<S> spi, S right, String name, Verb<S> verb) {
        return spi.cast(Proxy.newProxyInstance(spi.getClassLoader(), new Class<?>[] {spi}, (proxy, method, args) -> {
            if (method.getName().equals(name)) {
                return verb.run(right, args);
            }
            try {
                return method.invoke(right, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** The way to the database and back, in which somebody else is faster. */
    static void roundTrip() {
        LockSupport.parkNanos(300_000);
    }
}
