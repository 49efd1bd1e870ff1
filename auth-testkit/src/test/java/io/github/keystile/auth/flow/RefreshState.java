package io.github.keystile.auth.flow;

import io.github.keystile.auth.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a session, its owner and a thief stand.
 *
 * @param row the session, or null when it has ended
 * @param now the time
 * @param jar the token that the owner's tabs share
 * @param stolen what the thief holds, of the latest generation first, three at most
 * @param used whether the thief ever refreshed
 * @param mover who made the current generation
 * @param turns how often thief and owner, by turns, made a generation since the last theft that the other did not share:
 *     1 is the thief's, 2 the owner's, whose answer came back, and so on
 * @param told whether an event told of it since the first of these turns
 */
record RefreshState(
        @Nullable Session row,
        Instant now,
        String jar,
        List<String> stolen,
        boolean used,
        Who mover,
        int turns,
        boolean told) {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MOST_STOLEN = 3;

    enum Who {
        OWNER,
        THIEF
    }

    static RefreshState of(Session row, String jar) {
        return new RefreshState(row, row.createdAt(), jar, List.of(), false, Who.OWNER, 0, false);
    }

    boolean ended() {
        return row == null;
    }

    /** All that matters of it, counted from the current generation and its age. */
    String key() {
        Duration age = Duration.between(row.rotatedAt(), now);
        return (row.generation() - row.parent())
                + " " + (age.compareTo(GRACE) < 0 ? age : GRACE)
                + " " + behind(jar)
                + " " + stolen.stream().map(this::behind).toList()
                + " " + used + mover + turns + told;
    }

    private long behind(String token) {
        return row.generation() - RefreshScene.generation(token);
    }

    RefreshState at(Instant time) {
        return new RefreshState(row, time, jar, stolen, used, mover, turns, told);
    }

    RefreshState withJar(String token) {
        return new RefreshState(row, now, token, stolen, used, mover, turns, told);
    }

    /** A new theft: what was counted before is over. */
    RefreshState copied() {
        return new RefreshState(row, now, jar, with(jar), used, mover, 0, false);
    }

    RefreshState end() {
        return new RefreshState(null, now, jar, stolen, used, mover, turns, told);
    }

    RefreshState answered(Session after, String token, Who who, boolean kept, boolean retried) {
        boolean moved = after.generation() > row.generation();
        boolean shared = !moved && who != mover;
        boolean turn = moved && kept && (who == Who.THIEF) == (turns % 2 == 0);
        return new RefreshState(
                after,
                now,
                who == Who.OWNER && kept ? token : jar,
                who == Who.THIEF ? with(token) : stolen,
                used || who == Who.THIEF,
                moved ? who : mover,
                shared ? 0 : turn ? turns + 1 : turns,
                !shared && turns + (turn ? 1 : 0) > 0 && (told || retried));
    }

    private List<String> with(String token) {
        long generation = RefreshScene.generation(token);
        return Stream.concat(
                        Stream.of(token), stolen.stream().filter(held -> RefreshScene.generation(held) != generation))
                .sorted(Comparator.comparingLong(RefreshScene::generation).reversed())
                .limit(MOST_STOLEN)
                .toList();
    }
}
