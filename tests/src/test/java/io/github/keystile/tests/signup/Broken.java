package io.github.keystile.tests.signup;

import io.github.keystile.auth.error.StoreException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that fails in one method: before the call, as a lost connection does, or after it, as a crash does. */
final class Broken {
    private final AtomicInteger before = new AtomicInteger();
    private final AtomicInteger after = new AtomicInteger();
    private final String method;

    Broken(String method) {
        this.method = method;
    }

    /** The next call of the method fails and does nothing. */
    void failOnceBefore() {
        before.set(1);
    }

    /** The next call of the method does its work and fails then. */
    void failOnceAfter() {
        after.set(1);
    }

    <S> S around(Class<S> type, S store) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            boolean mine = called.getName().equals(method);
            if (mine && before.getAndSet(0) > 0) {
                throw new StoreException("lost before " + method, null);
            }
            Object answer = invoke(store, called, args);
            if (mine && after.getAndSet(0) > 0) {
                throw new StoreException("lost after " + method, null);
            }
            return answer;
        }));
    }

    private static Object invoke(Object store, Method called, Object[] args) throws Throwable {
        try {
            return called.invoke(store, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
