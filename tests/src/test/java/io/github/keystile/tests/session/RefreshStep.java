package io.github.keystile.tests.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What can happen next around one cookie jar. */
sealed interface RefreshStep {
    /** Shorter than the grace, but two of them are longer. */
    Duration SHORT = Duration.ofSeconds(20);

    Duration LONG = Duration.ofSeconds(31);

    /** Nobody does anything. */
    record Wait(Duration time) implements RefreshStep {}

    /** One tab refreshes. */
    record Tab(boolean kept) implements RefreshStep {}

    /**
     * Two tabs that read the jar at the same time refresh.
     *
     * @param pause between the first and the second, shorter than the grace
     * @param kept which answers the jar keeps, in their order: 1 for the first tab's, 2 for the second's
     */
    record Tabs(Duration pause, List<Integer> kept) implements RefreshStep {}

    /** The thief copies what is in the jar. */
    record Copy() implements RefreshStep {}

    /**
     * The thief refreshes.
     *
     * @param back with which of their tokens: 0 for the newest
     */
    record Thief(int back) implements RefreshStep {}

    static List<RefreshStep> honest() {
        List<RefreshStep> steps =
                new ArrayList<>(List.of(new Wait(SHORT), new Wait(LONG), new Tab(true), new Tab(false)));
        for (List<Integer> kept :
                List.<List<Integer>>of(List.of(), List.of(1), List.of(2), List.of(1, 2), List.of(2, 1))) {
            steps.add(new Tabs(Duration.ZERO, kept));
        }
        // Without the jars that end with an answer which came before, or instead of, the answer to its own retry.
        for (List<Integer> kept : List.<List<Integer>>of(List.of(), List.of(2), List.of(1, 2))) {
            steps.add(new Tabs(SHORT, kept));
        }
        return steps;
    }

    static List<RefreshStep> all() {
        List<RefreshStep> steps = honest();
        steps.add(new Copy());
        for (int back = 0; back < 4; back++) {
            steps.add(new Thief(back));
        }
        return steps;
    }
}
