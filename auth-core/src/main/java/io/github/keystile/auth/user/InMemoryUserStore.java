package io.github.keystile.auth.user;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps users in memory: for tests and demonstrations. It serves one process only and forgets everything when that
 * ends. Keeps every promise of {@link UserStore} among the threads of its process, by one lock.
 */
public final class InMemoryUserStore implements UserStore {
    /** Ids are ASCII, so that characters are in the order of bytes. */
    private static final Comparator<UserCursor> ORDER =
            Comparator.comparing(UserCursor::createdAt).thenComparing(UserCursor::id);

    private final Map<String, StoredUser> byId = new HashMap<>();
    private final Map<String, String> idByEmail = new HashMap<>();
    private final Map<String, String> idByUsername = new HashMap<>();

    /** An empty store. */
    public InMemoryUserStore() {}

    @Override
    public synchronized Insert insert(StoredUser user) {
        if (byId.containsKey(user.id())) {
            return Insert.SAME_ID;
        }
        if (isEmailOfAnother(user.user())) {
            return Insert.EMAIL_TAKEN;
        }
        if (isUsernameOfAnother(user.user())) {
            return Insert.USERNAME_TAKEN;
        }
        put(user);
        return Insert.INSERTED;
    }

    @Override
    public synchronized Optional<StoredUser> findById(String id) {
        return Optional.ofNullable(byId.get(Objects.requireNonNull(id, "id")));
    }

    @Override
    public synchronized Optional<StoredUser> findByEmail(EmailAddress email) {
        return find(idByEmail.get(email.key()));
    }

    @Override
    public synchronized Optional<StoredUser> findByUsername(Username username) {
        return find(idByUsername.get(username.key()));
    }

    @Override
    public List<StoredUser> page(UserCursor after, int limit) {
        UserStore.checkPageLimit(limit);
        return all().stream()
                .filter(user -> ORDER.compare(UserCursor.after(user), after) > 0)
                .sorted(Comparator.comparing(UserCursor::after, ORDER))
                .limit(limit)
                .toList();
    }

    private synchronized List<StoredUser> all() {
        return List.copyOf(byId.values());
    }

    @Override
    public synchronized Replace replace(StoredUser user) {
        StoredUser old = byId.get(user.id());
        if (old == null || old.version() != user.version()) {
            return Replace.STALE;
        }
        if (isEmailOfAnother(user.user())) {
            return Replace.EMAIL_TAKEN;
        }
        if (isUsernameOfAnother(user.user())) {
            return Replace.USERNAME_TAKEN;
        }
        remove(old);
        put(old.afterReplace(user));
        return Replace.REPLACED;
    }

    @Override
    public synchronized boolean setPassword(String id, long epoch, NewPassword password) {
        Objects.requireNonNull(password, "password");
        StoredUser old = byId.get(id);
        if (old == null || old.epoch() != epoch) {
            return false;
        }
        put(old.afterPassword(password));
        return true;
    }

    @Override
    public synchronized boolean rehash(String id, String oldHash, String newHash) {
        StoredUser.checkHash(newHash);
        StoredUser old = byId.get(id);
        if (old == null || !oldHash.equals(old.passwordHash())) {
            return false;
        }
        put(old.afterRehash(newHash));
        return true;
    }

    @Override
    public synchronized boolean raiseEpoch(String id) {
        StoredUser old = byId.get(id);
        if (old == null) {
            return false;
        }
        put(old.afterRaisedEpoch());
        return true;
    }

    @Override
    public synchronized boolean delete(String id) {
        StoredUser old = byId.get(id);
        if (old == null) {
            return false;
        }
        remove(old);
        return true;
    }

    private Optional<StoredUser> find(@Nullable String id) {
        return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
    }

    private boolean isEmailOfAnother(User user) {
        String owner = idByEmail.get(user.email().key());
        return owner != null && !owner.equals(user.id());
    }

    private boolean isUsernameOfAnother(User user) {
        if (user.username() == null) {
            return false;
        }
        String owner = idByUsername.get(user.username().key());
        return owner != null && !owner.equals(user.id());
    }

    private void put(StoredUser stored) {
        User user = stored.user();
        byId.put(user.id(), stored);
        idByEmail.put(user.email().key(), user.id());
        if (user.username() != null) {
            idByUsername.put(user.username().key(), user.id());
        }
    }

    private void remove(StoredUser stored) {
        User user = stored.user();
        byId.remove(user.id());
        idByEmail.remove(user.email().key());
        if (user.username() != null) {
            idByUsername.remove(user.username().key());
        }
    }
}
