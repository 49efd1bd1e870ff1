package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.Username;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Users as they stand now: whose ban is over is active, though nobody has written that anywhere, and whose facts are of a
 * version that is not understood cannot be read. All flows look through it, so that none forgets to ask.
 */
public final class LapsingBans implements UserStore {
    private final UserStore users;
    private final Clock clock;

    public LapsingBans(UserStore users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Insert insert(StoredUser user) {
        return users.insert(user);
    }

    @Override
    public Optional<StoredUser> findById(String id) {
        return users.findById(id).map(this::now);
    }

    @Override
    public Optional<StoredUser> findByEmail(EmailAddress email) {
        return users.findByEmail(email).map(this::now);
    }

    @Override
    public Optional<StoredUser> findByUsername(Username username) {
        return users.findByUsername(username).map(this::now);
    }

    @Override
    public List<StoredUser> page(UserCursor after, int limit) {
        UserStore.checkPageLimit(limit);
        List<StoredUser> found = new ArrayList<>();
        UserCursor place = after;
        while (found.size() < limit) {
            int wanted = limit - found.size();
            List<StoredUser> read = users.page(place, wanted);
            read.stream().flatMap(user -> readable(user).stream()).forEach(found::add);
            if (read.size() < wanted) {
                break;
            }
            place = UserCursor.after(read.get(read.size() - 1));
        }
        return found;
    }

    /** An active user keeps no ban that has ended, or one that is disabled by hand later would be active at once. */
    @Override
    public Replace replace(StoredUser user) {
        boolean active = user.user().status() == UserStatus.ACTIVE;
        return users.replace(active ? AccountFacts.of(user).withBan(null, null).in(user) : user);
    }

    @Override
    public boolean setPassword(String id, long epoch, NewPassword password) {
        return users.setPassword(id, epoch, password);
    }

    @Override
    public boolean rehash(String id, String oldHash, String newHash) {
        return users.rehash(id, oldHash, newHash);
    }

    @Override
    public boolean raiseEpoch(String id) {
        return users.raiseEpoch(id);
    }

    @Override
    public boolean delete(String id) {
        return users.delete(id);
    }

    private Optional<StoredUser> readable(StoredUser user) {
        try {
            return Optional.of(now(user));
        } catch (UnreadableRowException e) {
            return Optional.empty();
        }
    }

    private StoredUser now(StoredUser user) {
        Optional<Instant> until = AccountFacts.of(user).disabledUntil();
        boolean over = user.user().status() == UserStatus.DISABLED
                && until.filter(end -> !clock.instant().isBefore(end)).isPresent();
        return over ? user.withUser(user.user().withStatus(UserStatus.ACTIVE)) : user;
    }
}
