package io.github.keystile.tests.session;

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
 * session, in sequences of any length, with and without a thief. What the service does depends on nothing but the key of a
 * {@link RefreshState}, so each is tried once with every step, on the real service, until no new one turns up; the walks,
 * which trust in no such thing, start over each time.
 */
class RefreshModelTest {
    private static final int WALKS = 600;
    private static final int WALK = 40;

    @Test
    @Tag("RFR-02")
    @Tag("RFR-04")
    @Tag("RFR-08")
    void nobodyWhoIsHonestIsTakenForAThief() {
        try (RefreshScene scene = new RefreshScene()) {
            int states = explore(scene, RefreshStep.honest());

            assertThat(states).isGreaterThan(5);
        }
    }

    @Test
    @Tag("RFR-01")
    @Tag("RFR-02")
    void noThiefGoesOnBesideTheOwner() {
        try (RefreshScene scene = new RefreshScene()) {
            int states = explore(scene, RefreshStep.all());

            assertThat(states).isGreaterThan(200);
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

    /** How many states there are: breadth first, so that the path of a complaint is a shortest one. */
    private static int explore(RefreshScene scene, List<RefreshStep> steps) {
        RefreshState start = scene.start();
        Map<String, List<RefreshStep>> paths = new HashMap<>(Map.of(start.key(), List.of()));
        Deque<RefreshState> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            RefreshState state = open.remove();
            List<RefreshStep> path = paths.get(state.key());
            for (RefreshStep step : steps) {
                List<RefreshStep> longer = new ArrayList<>(path);
                longer.add(step);
                RefreshState next = scene.after(state, longer);
                if (!next.ended() && paths.putIfAbsent(next.key(), longer) == null) {
                    open.add(next);
                }
            }
        }
        return paths.size();
    }
}
