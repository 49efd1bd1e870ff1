package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.CredentialStore.Insert;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.testkit.internal.Fresh;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Credentials to store, and credentials with one thing changed. */
final class Credentials {
    static final int PURGE_LIMIT = 1000;

    private Credentials() {}

    /** A TOTP of a new user, without an end. */
    static StoredCredential fresh(Instant createdAt) {
        return of(createdAt, Fresh.id(), CredentialKind.TOTP, Fresh.id(), null);
    }

    static StoredCredential expiring(Instant createdAt, Instant expiresAt) {
        return of(createdAt, Fresh.id(), CredentialKind.SPENT, Fresh.id(), expiresAt);
    }

    static StoredCredential of(
            Instant createdAt, String userId, CredentialKind kind, String key, @Nullable Instant expiresAt) {
        String id = Fresh.id().substring(2) + "aZ";
        return new StoredCredential(id, userId, kind, key, "{\"v\":1}", 0, createdAt, null, expiresAt);
    }

    static StoredCredential with(StoredCredential seen, String data, @Nullable Instant usedAt) {
        return new StoredCredential(
                seen.id(),
                seen.userId(),
                seen.kind(),
                seen.key(),
                data,
                seen.version(),
                seen.createdAt(),
                usedAt,
                seen.expiresAt());
    }

    static StoredCredential inserted(CredentialStore store, StoredCredential credential) {
        assertEquals(Insert.INSERTED, store.insert(credential));
        return credential;
    }

    static StoredCredential stored(CredentialStore store, StoredCredential credential) {
        return store.find(credential.kind(), credential.key())
                .orElseThrow(() -> new AssertionError("The stored credential is not found"));
    }

    /** Purges what earlier runs left behind. */
    static void drain(CredentialStore store, Instant longAgo) {
        int purged;
        do {
            purged = store.purge(longAgo.plus(Duration.ofHours(3)), PURGE_LIMIT);
        } while (purged == PURGE_LIMIT);
    }
}
