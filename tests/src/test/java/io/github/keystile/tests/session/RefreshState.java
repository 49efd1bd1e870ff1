package io.github.keystile.tests.session;

import io.github.keystile.auth.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a session, its owner and a thief stand.
 *
 * @param row the session, or null when it has ended
 * @param now the time
 * @param jar the token that the owner's tabs share
 * @param stolen what the thief holds, of the latest generation first, and of tokens that mean the same only one
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

    enum Who {
        OWNER,
        THIEF
    }

    /** What a token is to a session: tokens that are the same now are the same for ever. */
    private enum Meaning {
        CURRENT,
        ORPHAN,
        PARENT,
        OLDER;

        static Meaning of(Session row, String token) {
            long generation = RefreshScene.generation(token);
            if (generation == row.generation()) {
                return CURRENT;
            }
            if (generation == row.parent()) {
                return PARENT;
            }
            return generation > row.parent() ? ORPHAN : OLDER;
        }
    }

    RefreshState {
        if (row != null) {
            stolen = oneOfEach(row, stolen);
        }
    }

    static RefreshState of(Session row, String jar) {
        return new RefreshState(row, row.createdAt(), jar, List.of(), false, Who.OWNER, 0, false);
    }

    boolean ended() {
        return row == null;
    }

    /** All that the service and the complaints depend on: so there are not many, whatever has happened. */
    String key() {
        Duration age = Duration.between(row.rotatedAt(), now);
        List<Meaning> held =
                stolen.stream().map(token -> Meaning.of(row, token)).toList();
        return List.of(age.compareTo(GRACE) < 0 ? age : GRACE, Meaning.of(row, jar), held, used, mover, turns, told)
                .toString();
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
        return Stream.concat(Stream.of(token), stolen.stream()).toList();
    }

    private static List<String> oneOfEach(Session row, List<String> tokens) {
        Map<Meaning, String> kept = new EnumMap<>(Meaning.class);
        tokens.forEach(token -> kept.putIfAbsent(Meaning.of(row, token), token));
        return List.copyOf(kept.values());
    }
}
