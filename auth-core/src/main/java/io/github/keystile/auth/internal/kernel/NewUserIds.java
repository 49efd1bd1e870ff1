package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserIds;
import java.util.Objects;
import java.util.regex.Pattern;

/** Asks the application for the ids of new users, and does not believe that they are new. */
public final class NewUserIds {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final UserIds source;
    private final Events events;

    public NewUserIds(UserIds source, Events events) {
        this.source = source;
        this.events = events;
    }

    public String next() {
        String id = source.next();
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalStateException(
                    "UserIds returned what is no user id: 1 to 64 characters from A-Z a-z 0-9 . _ - are");
        }
        return id;
    }

    /** Whether the row that was found under the id of a new user is that very user's: stored by an earlier try. */
    public static boolean isOwn(StoredUser found, StoredUser wished) {
        return isSameAddress(found, wished) && Objects.equals(found.passwordHash(), wished.passwordHash());
    }

    public static boolean isSameAddress(StoredUser found, StoredUser wished) {
        return found.user().email().key().equals(wished.user().email().key());
    }

    /** The id belongs to somebody else: to go on would let one person into the account of another. */
    public StoreException repeated(StoredUser wished, Call call) {
        events.tell(AuthEventType.USER_ID_REPEATED, call.about(wished));
        return new StoreException("insert a user: UserIds gave out an id that another user has", null);
    }
}
