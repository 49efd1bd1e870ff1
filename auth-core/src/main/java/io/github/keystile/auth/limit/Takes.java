package io.github.keystile.auth.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of a {@link Budget}: when how many units were taken, the oldest first. */
record Takes(List<Pair> pairs) {
    /** How many pairs are kept apart; {@value LimitRule#MAX_STATE_LENGTH} characters hold twice as many. */
    static final int EXACT = 20;

    private static final Pattern TEXT = Pattern.compile("\\d{1,15}:\\d{1,6}(?: \\d{1,15}:\\d{1,6})*+");
    private static final Takes NONE = new Takes(List.of());

    record Pair(long stamp, int count) {}

    static Takes parse(@Nullable String state) {
        if (state == null
                || state.length() > LimitRule.MAX_STATE_LENGTH
                || !TEXT.matcher(state).matches()) {
            return NONE;
        }
        List<Pair> pairs = new ArrayList<>();
        long newest = Long.MIN_VALUE;
        for (String pair : state.split(" ", -1)) {
            int colon = pair.indexOf(':');
            long stamp = Long.parseLong(pair, 0, colon, 10);
            if (stamp <= newest) {
                return NONE;
            }
            newest = stamp;
            pairs.add(new Pair(stamp, Integer.parseInt(pair, colon + 1, pair.length(), 10)));
        }
        return new Takes(pairs);
    }

    Takes after(long stamp) {
        return new Takes(pairs.stream().filter(pair -> pair.stamp > stamp).toList());
    }

    /**
     * One unit more, never older than the newest: see {@link Budget} on clocks that go back. It joins the newest pair if
     * that is of the same slot, and takes it along: so no unit counts shorter than the window, and none is told to count
     * longer.
     */
    Takes plus(long stamp, long slot) {
        List<Pair> more = new ArrayList<>(pairs);
        if (more.isEmpty() || Math.floorDiv(newest(), slot) < Math.floorDiv(stamp, slot)) {
            more.add(new Pair(stamp, 1));
        } else {
            int last = more.size() - 1;
            more.set(last, new Pair(Math.max(newest(), stamp), more.get(last).count + 1));
        }
        return new Takes(more);
    }

    /** One unit of the stamp's slot less; empty if there is none. */
    Optional<Takes> minus(long stamp, long slot) {
        List<Pair> less = new ArrayList<>(pairs);
        for (int i = 0; i < less.size(); i++) {
            Pair pair = less.get(i);
            if (Math.floorDiv(pair.stamp, slot) == Math.floorDiv(stamp, slot)) {
                if (pair.count > 1) {
                    less.set(i, new Pair(pair.stamp, pair.count - 1));
                } else {
                    less.remove(i);
                }
                return Optional.of(new Takes(less));
            }
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    int total() {
        return pairs.stream().mapToInt(Pair::count).sum();
    }

    long newest() {
        return pairs.get(pairs.size() - 1).stamp;
    }

    /** The stamp of the unit that has {@code older} units before it. */
    long stampOf(int older) {
        int left = older;
        for (Pair pair : pairs) {
            left -= pair.count;
            if (left < 0) {
                return pair.stamp;
            }
        }
        return newest();
    }

    String text() {
        return pairs.stream().map(pair -> pair.stamp + ":" + pair.count).collect(Collectors.joining(" "));
    }
}
