package io.github.keystile.auth.store.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Objects that answer one question, or all but one. */
final class TestProxies {
    private TestProxies() {}

    static <T> T answering(Class<T> type, String question, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                TestProxies.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> method.getName().equals(question) ? answer : null));
    }

    static <T> T without(Class<T> type, T target, String question) {
        return type.cast(Proxy.newProxyInstance(
                TestProxies.class.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                    try {
                        return method.getName().equals(question) ? null : method.invoke(target, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
