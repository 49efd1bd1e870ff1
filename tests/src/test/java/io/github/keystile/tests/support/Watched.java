package io.github.keystile.tests.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** Stands before stores and other parts: writes down every call and breaks the one it is told to. */
public final class Watched {
    /** Whether the broken call takes effect before it fails. */
    public enum When {
        BEFORE_EFFECT,
        AFTER_EFFECT
    }

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private int failingCall = -1;
    private String failingMethod = "";
    private When when = When.BEFORE_EFFECT;
    private Supplier<? extends RuntimeException> failure = IllegalStateException::new;

    public <T> T watch(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    boolean fails;
                    synchronized (this) {
                        calls.add(type.getSimpleName() + "." + method.getName());
                        fails = calls.size() - 1 == failingCall
                                || calls.get(calls.size() - 1).equals(failingMethod);
                    }
                    if (fails && when == When.BEFORE_EFFECT) {
                        throw failure.get();
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (fails) {
                            throw failure.get();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return type.cast(proxy);
    }

    /** Forgets the calls so far, and breaks the one with this number from now on, counted from 0. */
    public synchronized void breakCall(int number, When moment, Supplier<? extends RuntimeException> with) {
        calls.clear();
        failingCall = number;
        when = moment;
        failure = with;
    }

    /** Breaks every call of a method, named as in {@link #calls}, before it takes effect. */
    public synchronized void breakMethod(String name, Supplier<? extends RuntimeException> with) {
        failingMethod = name;
        when = When.BEFORE_EFFECT;
        failure = with;
    }

    /** Forgets the calls so far and breaks nothing. */
    public synchronized void heal() {
        calls.clear();
        failingCall = -1;
        failingMethod = "";
    }

    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }
}
