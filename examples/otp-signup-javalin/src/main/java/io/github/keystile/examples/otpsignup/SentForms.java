package io.github.keystile.examples.otpsignup;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came of forms that were sent lately. Of a form that is sent twice, the second waits for the first and learns what
 * came of it. With several processes, keep this where all of them see it.
 */
final class SentForms<T> {
    private static final int MOST = 10_000;

    private final Object[] locks =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();
    private final Map<String, T> outcomes = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    };

    /**
     * Does what the form asks for.
     *
     * @param key what makes two forms the same
     * @param again what to do instead if it was done before, given what came of it
     */
    T send(String key, Supplier<T> first, UnaryOperator<T> again) {
        synchronized (locks[Math.floorMod(key.hashCode(), locks.length)]) {
            T earlier = outcome(key);
            T outcome = earlier == null ? first.get() : again.apply(earlier);
            keep(key, outcome);
            return outcome;
        }
    }

    private @Nullable T outcome(String key) {
        synchronized (outcomes) {
            return outcomes.get(key);
        }
    }

    private void keep(String key, T outcome) {
        synchronized (outcomes) {
            outcomes.put(key, outcome);
        }
    }
}
