package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;

/** Inserts accounts that are made in one step, without proof of their address: the store decides who gets which name. */
public final class NewUsers {
    private final UserStore users;
    private final NewUserIds ids;

    public NewUsers(UserStore users, NewUserIds ids) {
        this.users = users;
        this.ids = ids;
    }

    public String nextId() {
        return ids.next();
    }

    public void insert(StoredUser user, Call call) {
        switch (users.insert(user)) {
            case INSERTED -> {}
            case SAME_ID -> checkOwn(user, call);
            case EMAIL_TAKEN -> throw AuthException.of(AuthError.EMAIL_TAKEN);
            case USERNAME_TAKEN -> throw AuthException.of(AuthError.USERNAME_TAKEN);
        }
    }

    /** A store that tried again after a lost answer finds its own row. */
    private void checkOwn(StoredUser wished, Call call) {
        boolean own = users.findById(wished.id())
                .filter(found -> NewUserIds.isOwn(found, wished))
                .isPresent();
        if (!own) {
            throw ids.repeated(wished, call);
        }
    }
}
