package io.github.keystile.auth.credential;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Credentials in the memory of this one process: for demos and tests. A restart forgets every factor, and a second
 * process knows nothing of the first one's.
 *
 * <p>Safe for use by many threads: one lock guards everything.
 */
public final class InMemoryCredentialStore implements CredentialStore {
    private static final Comparator<StoredCredential> OLDEST_FIRST =
            Comparator.comparing(StoredCredential::createdAt).thenComparing(StoredCredential::id);
    private static final int MAX_LISTED = 100;

    private final Map<String, StoredCredential> byId = new HashMap<>();

    /** By kind and key, with a colon between them, which no kind can hold. */
    private final Map<String, String> ids = new HashMap<>();

    /** An empty store. */
    public InMemoryCredentialStore() {}

    @Override
    public synchronized Insert insert(StoredCredential credential) {
        if (byId.containsKey(credential.id())) {
            return Insert.SAME_ID;
        }
        if (ids.putIfAbsent(keyOf(credential.kind(), credential.key()), credential.id()) != null) {
            return Insert.KEY_TAKEN;
        }
        byId.put(credential.id(), credential);
        return Insert.INSERTED;
    }

    @Override
    public synchronized Optional<StoredCredential> find(CredentialKind kind, String key) {
        return Optional.ofNullable(ids.get(keyOf(kind, key))).map(byId::get);
    }

    @Override
    public synchronized List<StoredCredential> list(String userId, int limit) {
        if (limit < 1 || limit > MAX_LISTED) {
            throw new IllegalArgumentException("The limit of a list of credentials is 1 to " + MAX_LISTED);
        }
        return of(userId).sorted(OLDEST_FIRST).limit(limit).toList();
    }

    @Override
    public synchronized boolean replace(StoredCredential credential) {
        StoredCredential found = byId.get(credential.id());
        if (found == null || !found.userId().equals(credential.userId()) || found.version() != credential.version()) {
            return false;
        }
        byId.put(
                found.id(),
                new StoredCredential(
                        found.id(),
                        found.userId(),
                        found.kind(),
                        found.key(),
                        credential.data(),
                        found.version() + 1,
                        found.createdAt(),
                        credential.usedAt(),
                        credential.expiresAt()));
        return true;
    }

    @Override
    public synchronized boolean remove(String id, String userId) {
        return removed(of(userId).filter(credential -> credential.id().equals(id))) == 1;
    }

    @Override
    public synchronized int removeAll(String userId) {
        return removed(of(userId));
    }

    @Override
    public synchronized int purge(Instant expiredBefore, int limit) {
        return removed(select(credential -> isOver(credential, expiredBefore)).limit(limit));
    }

    private static String keyOf(CredentialKind kind, String key) {
        return kind.name() + ":" + key;
    }

    private static boolean isOver(StoredCredential credential, Instant time) {
        Instant expiresAt = credential.expiresAt();
        return expiresAt != null && expiresAt.isBefore(time);
    }

    private Stream<StoredCredential> of(String userId) {
        return select(credential -> credential.userId().equals(userId));
    }

    private Stream<StoredCredential> select(Predicate<StoredCredential> condition) {
        return byId.values().stream().filter(condition);
    }

    private int removed(Stream<StoredCredential> going) {
        List<StoredCredential> gone = going.toList();
        for (StoredCredential credential : gone) {
            byId.remove(credential.id());
            ids.remove(keyOf(credential.kind(), credential.key()));
        }
        return gone.size();
    }
}
