package io.github.keystile.examples.soak;

import io.github.keystile.auth.password.PasswordHasher;
import org.jspecify.annotations.Nullable;

/** Gives everybody the same password's hash, which was made once, so that a town is founded in a second. */
record KnownHash(String hash) implements PasswordHasher {
    @Override
    public String hash(String password) {
        return hash;
    }

    @Override
    public Match verify(String password, @Nullable String storedHash) {
        return Match.MATCHES;
    }

    @Override
    public boolean needsRehash(String storedHash) {
        return false;
    }

    @Override
    public String toString() {
        return "KnownHash[]";
    }
}
