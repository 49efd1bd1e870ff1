package io.github.keystile.auth.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything that one cookie jar with two racing tabs, answers that arrive or are lost, and waits can do to one
 * session, with and without a thief. What the service does depends on nothing but a {@link RefreshState}, so each
 * state is tried once with every step, on the real service; the walks, which trust in no such thing, start over each
 * time.
 */
class RefreshModelTest {
    private static final int HONEST_STEPS = 40;
    private static final int STEPS_WITH_A_THIEF = 40;
    private static final int WALKS = 600;
    private static final int WALK = 40;

    @Test
    @Tag("RFR-02")
    @Tag("RFR-04")
    @Tag("RFR-08")
    void nobodyWhoIsHonestIsTakenForAThief() {
        try (RefreshScene scene = new RefreshScene()) {
            int tried = explore(scene, RefreshStep.honest(), HONEST_STEPS);

            assertThat(tried).isGreaterThan(300);
        }
    }

    @Test
    @Tag("RFR-01")
    @Tag("RFR-02")
    void noThiefGoesOnBesideTheOwner() {
        try (RefreshScene scene = new RefreshScene()) {
            int tried = explore(scene, RefreshStep.all(), STEPS_WITH_A_THIEF);

            assertThat(tried).isGreaterThan(9_000);
        }
    }

    @Test
    @Tag("RFR-02")
    @Tag("RFR-08")
    void longWalksFindNothingElse() {
        try (RefreshScene scene = new RefreshScene()) {
            Random random = new Random(20);
            for (int walk = 0; walk < WALKS; walk++) {
                List<RefreshStep> steps = walk % 3 == 0 ? RefreshStep.honest() : RefreshStep.all();
                RefreshState state = scene.start();
                List<RefreshStep> path = new ArrayList<>();
                while (path.size() < WALK && !state.ended()) {
                    path.add(steps.get(random.nextInt(steps.size())));
                    state = scene.after(state, path);
                }
            }
        }
    }

    /** How many steps were tried: breadth first, so that the path of a complaint is a shortest one. */
    private static int explore(RefreshScene scene, List<RefreshStep> steps, int length) {
        RefreshState start = scene.start();
        Map<String, List<RefreshStep>> paths = new HashMap<>(Map.of(start.key(), List.of()));
        Deque<RefreshState> open = new ArrayDeque<>(List.of(start));
        int tried = 0;
        while (!open.isEmpty()) {
            RefreshState state = open.remove();
            List<RefreshStep> path = paths.get(state.key());
            for (RefreshStep step : path.size() < length ? steps : List.<RefreshStep>of()) {
                List<RefreshStep> longer = new ArrayList<>(path);
                longer.add(step);
                RefreshState next = scene.after(state, longer);
                tried++;
                if (!next.ended() && paths.putIfAbsent(next.key(), longer) == null) {
                    open.add(next);
                }
            }
        }
        System.out.println("MODEL states " + paths.size() + " steps " + tried + " longest "
                + paths.values().stream().mapToInt(List::size).max().getAsInt());
        return tried;
    }
}
