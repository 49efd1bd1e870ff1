package io.github.keystile.examples.storefront;

import io.github.keystile.auth.password.PasswordHasher;
import io.quarkus.runtime.BlockingOperationControl;

/** Fails where hashing would keep Quarkus's event loop from serving anybody else. */
record WorkerOnlyHasher(PasswordHasher hasher) implements PasswordHasher {
    @Override
    public String hash(String password) {
        return here().hash(password);
    }

    @Override
    public Match verify(String password, String storedHash) {
        return here().verify(password, storedHash);
    }

    @Override
    public boolean needsRehash(String storedHash) {
        return hasher.needsRehash(storedHash);
    }

    private PasswordHasher here() {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException(
                    "Hashing on " + Thread.currentThread().getName());
        }
        return hasher;
    }
}
