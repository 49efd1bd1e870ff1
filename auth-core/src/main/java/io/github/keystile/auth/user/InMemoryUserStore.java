package io.github.keystile.auth.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps users in memory: for tests and demonstrations. It serves one process only and forgets everything when that
 * ends. Keeps every promise of {@link UserStore} among the threads of its process, by one lock.
 */
public final class InMemoryUserStore implements UserStore {
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
        User given = user.user();
        User kept = copy(given, given.emailVerified(), given.createdAt());
        put(user.withUser(kept));
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
        User given = user.user();
        User kept = copy(given, given.emailVerified(), old.user().createdAt());
        put(new StoredUser(kept, old.passwordHash(), old.version() + 1, user.epoch()));
        return Replace.REPLACED;
    }

    @Override
    public synchronized boolean setPassword(String id, long epoch, String newHash, Proof proof) {
        Objects.requireNonNull(newHash, "newHash");
        StoredUser old = byId.get(id);
        if (old == null || old.epoch() != epoch) {
            return false;
        }
        User was = old.user();
        User kept = copy(was, was.emailVerified() || proof == Proof.MAILBOX, was.createdAt());
        put(new StoredUser(kept, newHash, old.version() + 1, epoch + 1));
        return true;
    }

    @Override
    public synchronized boolean rehash(String id, String oldHash, String newHash) {
        Objects.requireNonNull(newHash, "newHash");
        StoredUser old = byId.get(id);
        if (old == null || !oldHash.equals(old.passwordHash())) {
            return false;
        }
        put(new StoredUser(old.user(), newHash, old.version() + 1, old.epoch()));
        return true;
    }

    @Override
    public synchronized boolean raiseEpoch(String id) {
        StoredUser old = byId.get(id);
        if (old == null) {
            return false;
        }
        put(new StoredUser(old.user(), old.passwordHash(), old.version() + 1, old.epoch() + 1));
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

    private static User copy(User user, boolean emailVerified, Instant createdAt) {
        return new User(
                user.id(),
                user.email(),
                user.username(),
                emailVerified,
                user.status(),
                user.roles(),
                user.attributes(),
                createdAt.truncatedTo(ChronoUnit.MILLIS));
    }
}
