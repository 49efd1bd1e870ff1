package io.github.keystile.auth.internal.kernel;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who waits for a turn to hash: a line for each caller, the lines of one neighbourhood under one roof, and turns that go
 * round the roofs. Whoever comes new is last, and whoever has had a turn is last again. Not safe for use by many
 * threads. It is walked through from end to end, which is cheap: few wait.
 */
final class HashLines {
    private final Map<String, Map<String, Deque<HashTurn<?>>>> roofs = new LinkedHashMap<>();

    void add(HashTurn<?> turn) {
        roofs.computeIfAbsent(turn.roof(), key -> new LinkedHashMap<>())
                .computeIfAbsent(turn.line(), key -> new ArrayDeque<>())
                .add(turn);
    }

    boolean isEmpty() {
        return roofs.isEmpty();
    }

    /** The next who may go leaves the line. */
    Optional<HashTurn<?>> next(Predicate<HashTurn<?>> mayGo) {
        Optional<HashTurn<?>> next = all().filter(mayGo).findFirst();
        next.ifPresent(turn -> {
            remove(turn);
            putLast(roofs, turn.roof());
            putLast(roofs.getOrDefault(turn.roof(), new LinkedHashMap<>()), turn.line());
        });
        return next;
    }

    /** Whether it still waited. */
    boolean remove(HashTurn<?> turn) {
        Map<String, Deque<HashTurn<?>>> lines = roofs.getOrDefault(turn.roof(), Map.of());
        Deque<HashTurn<?>> line = lines.get(turn.line());
        if (line == null || !line.remove(turn)) {
            return false;
        }
        if (line.isEmpty()) {
            lines.remove(turn.line());
        }
        if (lines.isEmpty()) {
            roofs.remove(turn.roof());
        }
        return true;
    }

    long count(Predicate<HashTurn<?>> which) {
        return all().filter(which).count();
    }

    /**
     * Who has to go when there are too many: the newest of the longest line under the fullest roof. Of equals it is the
     * one that came last.
     */
    HashTurn<?> newestOfLongest(Predicate<HashTurn<?>> which) {
        Map<String, Long> underRoof = all().filter(which).collect(groupingBy(HashTurn::roof, counting()));
        Map<String, Long> inLine = all().filter(which).collect(groupingBy(HashTurn::line, counting()));
        return all().filter(which)
                .max(Comparator.<HashTurn<?>>comparingLong(turn -> underRoof.getOrDefault(turn.roof(), 0L))
                        .thenComparingLong(turn -> inLine.getOrDefault(turn.line(), 0L))
                        .thenComparingLong(HashTurn::number))
                .orElseThrow();
    }

    /** Nobody waits any more. */
    List<HashTurn<?>> clear() {
        List<HashTurn<?>> waited = all().toList();
        roofs.clear();
        return waited;
    }

    private Stream<HashTurn<?>> all() {
        return roofs.values().stream().flatMap(lines -> lines.values().stream()).flatMap(Deque::stream);
    }

    private static <V> void putLast(Map<String, V> ring, String key) {
        V value = ring.remove(key);
        if (value != null) {
            ring.put(key, value);
        }
    }
}
