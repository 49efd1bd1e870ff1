package io.github.keystile.auth.user;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A place in the order in which {@link UserStore#page} lists users: by creation time, then by the bytes of the id.
 *
 * @param createdAt the creation time of the user behind whom the place is; cut to whole milliseconds
 * @param id that user's id, at most 64 printable ASCII characters; empty for the place before all users of this time
 */
public record UserCursor(Instant createdAt, String id) {
    private static final UserCursor START = new UserCursor(Instant.ofEpochMilli(Long.MIN_VALUE), "");

    /**
     * Cuts and checks.
     *
     * @throws IllegalArgumentException if the id has more than 64 characters or others than printable ASCII ones
     */
    public UserCursor {
        createdAt = createdAt.truncatedTo(ChronoUnit.MILLIS);
        if (!id.isEmpty()) {
            Ascii.check("The id of a cursor", id, Ascii.MAX_ID);
        }
    }

    /**
     * The place before every user.
     *
     * @return the cursor of the first page
     */
    public static UserCursor start() {
        return START;
    }

    /**
     * The place right behind a user, whether that user still exists or not.
     *
     * @param last the last user of a page
     * @return the cursor of the next page
     */
    public static UserCursor after(StoredUser last) {
        return after(last.user());
    }

    /**
     * The same for applications, which see no stored users.
     *
     * @param last the last user of a page
     * @return the cursor of the next page
     */
    public static UserCursor after(User last) {
        return new UserCursor(last.createdAt(), last.id());
    }

    @Override
    public String toString() {
        return "UserCursor[createdAt=" + createdAt + "]";
    }
}
