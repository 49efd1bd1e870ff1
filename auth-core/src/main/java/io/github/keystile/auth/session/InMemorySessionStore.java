package io.github.keystile.auth.session;

import io.github.keystile.auth.error.StoreException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Sessions in the memory of this one process: for demos and tests. A restart signs everybody out, and a second process
 * knows nothing of the first one's sessions.
 *
 * <p>Safe for use by many threads: one lock guards everything.
 */
public final class InMemorySessionStore implements SessionStore {
    private static final Comparator<SessionCursor> LATEST_FIRST =
            Comparator.comparing(SessionCursor::createdAt).reversed().thenComparing(SessionCursor::id);

    private final Map<String, Session> sessions = new HashMap<>();

    /** An empty store. */
    public InMemorySessionStore() {}

    @Override
    public synchronized void insert(Session session) {
        if (sessions.putIfAbsent(session.id(), session) != null) {
            throw new StoreException("insert a session: its id is in use", null);
        }
    }

    @Override
    public synchronized boolean rotate(Rotation rotation) {
        Session found = sessions.get(rotation.sessionId());
        if (found == null || !isStillTrue(rotation, found)) {
            return false;
        }
        Instant now = rotation.now();
        sessions.put(found.id(), next(found, found.generation(), now, rotation.expiresAt(), rotation.device()));
        return true;
    }

    @Override
    public synchronized boolean passOver(PassOver step) {
        Session found = sessions.get(step.sessionId());
        if (found == null || !isStillTrue(step, found)) {
            return false;
        }
        sessions.put(found.id(), next(found, found.parent(), step.now(), found.expiresAt(), step.device()));
        return true;
    }

    @Override
    public synchronized boolean endIfReplayed(String id, String userId, long shownGeneration) {
        return endIf(session -> session.id().equals(id)
                        && session.userId().equals(userId)
                        && session.generation() > shownGeneration
                        && session.parent() != shownGeneration)
                > 0;
    }

    @Override
    public synchronized Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public synchronized List<Session> list(String userId, SessionCursor after, int limit) {
        return sessions.values().stream()
                .filter(session -> session.userId().equals(userId))
                .filter(session -> LATEST_FIRST.compare(SessionCursor.after(session), after) > 0)
                .sorted(Comparator.comparing(SessionCursor::after, LATEST_FIRST))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean end(String id, String userId) {
        return endIf(session -> session.id().equals(id) && session.userId().equals(userId)) > 0;
    }

    @Override
    public synchronized int endAll(String userId) {
        return endIf(session -> session.userId().equals(userId));
    }

    @Override
    public synchronized int endAllExcept(String userId, String keptId) {
        return endIf(session -> session.userId().equals(userId) && !session.id().equals(keptId));
    }

    @Override
    public synchronized int purge(Instant expiredBefore, int limit) {
        List<String> expired = sessions.values().stream()
                .filter(session -> session.expiresAt().isBefore(expiredBefore))
                .limit(limit)
                .map(Session::id)
                .toList();
        expired.forEach(sessions::remove);
        return expired.size();
    }

    private static boolean isStillTrue(Rotation rotation, Session session) {
        return session.userId().equals(rotation.userId())
                && session.epoch() == rotation.epoch()
                && session.generation() == rotation.generation()
                && !session.rotatedAt().isAfter(rotation.rotatedNotAfter())
                && session.expiresAt().isAfter(rotation.now());
    }

    private static boolean isStillTrue(PassOver step, Session session) {
        return session.userId().equals(step.userId())
                && session.epoch() == step.epoch()
                && session.generation() == step.generation()
                && session.parent() == step.parent()
                && session.expiresAt().isAfter(step.now());
    }

    private static Session next(Session old, long parent, Instant now, Instant expiresAt, Device seen) {
        return new Session(
                old.id(),
                old.userId(),
                old.epoch(),
                old.generation() + 1,
                parent,
                now,
                old.createdAt(),
                expiresAt,
                old.absoluteExpiresAt(),
                seen.orElse(old.device()));
    }

    private int endIf(Predicate<Session> condition) {
        int before = sessions.size();
        sessions.values().removeIf(condition);
        return before - sessions.size();
    }
}
