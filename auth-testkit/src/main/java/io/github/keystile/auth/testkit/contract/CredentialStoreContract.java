package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.credential.CredentialStore;
import io.github.keystile.auth.credential.CredentialStore.Insert;
import io.github.keystile.auth.credential.StoredCredential;
import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link CredentialStore} must keep, find, refuse and forget; {@link CredentialStoreRaces} says what it promises
 * under concurrent calls, and the package how to run both.
 */
public abstract class CredentialStoreContract extends Contract {
    /** Every character that may be in a text. */
    private static final String PRINTABLE =
            IntStream.range(' ', 0x7f).mapToObj(Character::toString).collect(Collectors.joining());

    private static final int MAX_DATA = 8000;

    /** For subclasses. */
    protected CredentialStoreContract() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract CredentialStore createCredentialStore();

    @Test
    final void keepsEveryField() {
        String data = PRINTABLE.repeat(MAX_DATA / PRINTABLE.length());
        StoredCredential full = new StoredCredential(
                Fresh.id() + "-Az_".repeat(8),
                Fresh.id() + "%_'\"\\;$".repeat(4),
                CredentialKind.PASSKEY,
                Fresh.id() + "~`?:#{}|".repeat(8) + "-Az_",
                data + "x".repeat(MAX_DATA - data.length()),
                (1L << 40) + 1,
                now.plusMillis(1),
                now.plusMillis(2),
                now.plusMillis(3));
        StoredCredential bare = new StoredCredential(
                Fresh.id(), Fresh.id(), CredentialKind.IDENTITY, Fresh.id(), "", 0, now, null, null);
        StoredCredential blank = new StoredCredential(
                Fresh.id(), Fresh.id(), CredentialKind.DEVICE, Fresh.id(), "  ", Long.MAX_VALUE, now, now, null);
        for (StoredCredential credential : List.of(full, bare, blank)) {
            assertEquals(credential, stored(inserted(credential)));
            assertEquals(List.of(credential), createCredentialStore().list(credential.userId(), 100));
        }
    }

    @Test
    final void keepsKindsThatItHasNeverHeardOf() {
        for (String name : List.of("X", "_", "SOMETHING_FROM_LATER")) {
            StoredCredential credential = Credentials.of(now, Fresh.id(), new CredentialKind(name), Fresh.id(), null);
            assertEquals(credential, stored(inserted(credential)));
            assertEquals(List.of(credential), createCredentialStore().list(credential.userId(), 10));
        }
    }

    @Test
    final void keepsInstantsToTheMillisecond() {
        for (Instant instant : difficultInstants()) {
            StoredCredential credential = new StoredCredential(
                    Fresh.id(), Fresh.id(), CredentialKind.TOTP, Fresh.id(), "", 0, instant, instant, instant);
            assertEquals(credential, stored(inserted(credential)));
            assertTrue(createCredentialStore().replace(credential));
            assertEquals(instant, stored(credential).usedAt());
            assertEquals(instant, stored(credential).expiresAt());
        }
    }

    @Test
    final void tellsWhatStoodAgainstAnInsert() {
        StoredCredential first = inserted(Credentials.fresh(now));
        CredentialStore store = createCredentialStore();
        assertEquals(Insert.SAME_ID, store.insert(first), "the same again");
        assertEquals(Insert.SAME_ID, store.insert(copy(first, first.id(), CredentialKind.TOTP, Fresh.id())));
        assertEquals(Insert.SAME_ID, store.insert(copy(first, first.id(), CredentialKind.PASSKEY, first.key())));
        assertEquals(Insert.KEY_TAKEN, store.insert(copy(first, Fresh.id(), CredentialKind.TOTP, first.key())));
        assertEquals(first, stored(first), "what was refused wrote nothing");
        assertEquals(Insert.INSERTED, store.insert(copy(first, Fresh.id(), CredentialKind.PASSKEY, first.key())));
        assertEquals(Insert.INSERTED, store.insert(copy(first, Fresh.id(), CredentialKind.TOTP, Fresh.id())));
    }

    @Test
    final void keysAreComparedByteByByte() {
        StoredCredential lower =
                inserted(Credentials.of(now, Fresh.id(), CredentialKind.PASSKEY, "key-" + Fresh.id() + "-a", null));
        StoredCredential upper =
                inserted(copy(lower, Fresh.id(), CredentialKind.PASSKEY, HostileTexts.swapCase(lower.key())));
        StoredCredential blank = inserted(copy(lower, Fresh.id(), CredentialKind.PASSKEY, lower.key() + " "));
        assertEquals(lower, stored(lower));
        assertEquals(upper, stored(upper));
        assertEquals(blank, stored(blank));
    }

    @Test
    final void hostileAndSimilarTextsAreUnknownAndHarmless() {
        StoredCredential credential =
                inserted(Credentials.of(now, Fresh.id() + "aZ", CredentialKind.TOTP, Fresh.id() + "aZ", null));
        CredentialStore store = createCredentialStore();
        for (String key : HostileTexts.like(credential.key())) {
            assertEquals(Optional.empty(), store.find(credential.kind(), key));
        }
        for (String id : HostileTexts.like(credential.id())) {
            assertFalse(store.remove(id, credential.userId()));
        }
        for (String userId : HostileTexts.like(credential.userId())) {
            assertEquals(List.of(), store.list(userId, 100));
            assertEquals(0, store.removeAll(userId));
            assertFalse(store.remove(credential.id(), userId));
        }
        assertEquals(Optional.empty(), store.find(CredentialKind.PASSKEY, credential.key()), "another kind");
        assertEquals(credential, stored(credential));
    }

    @Test
    final void listsTheOldestOfOneUser() {
        String userId = Fresh.id();
        List<StoredCredential> oldestFirst = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            // The middle two are of one millisecond, and the ids decide.
            String id = i + Fresh.id();
            oldestFirst.add(new StoredCredential(
                    id, userId, CredentialKind.DEVICE, id, "", 0, now.plusMillis((i + 1) / 2), null, null));
        }
        List<StoredCredential> shuffled = new ArrayList<>(oldestFirst);
        Collections.reverse(shuffled);
        shuffled.forEach(this::inserted);
        inserted(Credentials.fresh(now));
        CredentialStore store = createCredentialStore();
        assertEquals(oldestFirst, store.list(userId, 100));
        assertEquals(oldestFirst.subList(0, 3), store.list(userId, 3));
        assertEquals(List.of(), store.list(Fresh.id(), 1));
        assertThrows(IllegalArgumentException.class, () -> store.list(userId, 0));
        assertThrows(IllegalArgumentException.class, () -> store.list(userId, 101));
    }

    @Test
    final void replaceWritesWhatMayChangeAndKeepsTheRest() {
        StoredCredential credential = inserted(Credentials.fresh(now));
        StoredCredential changed = new StoredCredential(
                credential.id(),
                credential.userId(),
                CredentialKind.PASSKEY,
                Fresh.id(),
                "changed",
                0,
                now.plusSeconds(9),
                now.plusSeconds(1),
                now.plusSeconds(2));
        CredentialStore store = createCredentialStore();
        assertTrue(store.replace(changed));
        StoredCredential after = new StoredCredential(
                credential.id(),
                credential.userId(),
                credential.kind(),
                credential.key(),
                "changed",
                1,
                credential.createdAt(),
                now.plusSeconds(1),
                now.plusSeconds(2));
        assertEquals(after, stored(credential));
        assertFalse(store.replace(changed), "the old version is gone");
        StoredCredential emptied = new StoredCredential(
                credential.id(), credential.userId(), credential.kind(), credential.key(), "", 1, now, null, null);
        assertTrue(store.replace(emptied));
        assertEquals(null, stored(credential).usedAt());
        assertEquals(null, stored(credential).expiresAt());
        assertEquals("", stored(credential).data());
        assertEquals(2, stored(credential).version());
    }

    @Test
    final void replaceRefusesWhatIsNoLongerTrue() {
        StoredCredential credential = inserted(Credentials.fresh(now));
        CredentialStore store = createCredentialStore();
        StoredCredential changed = Credentials.with(credential, "changed", now);
        assertFalse(store.replace(copy(changed, Fresh.id(), changed.kind(), changed.key())), "another id");
        assertFalse(store.replace(ofVersion(changed, 1)), "a newer version");
        StoredCredential anothers = new StoredCredential(
                changed.id(), Fresh.id(), changed.kind(), changed.key(), "changed", 0, now, null, null);
        assertFalse(store.replace(anothers), "another user");
        assertEquals(credential, stored(credential));
        assertTrue(store.replace(changed));
        assertFalse(store.replace(ofVersion(changed, 0)), "an older version");
    }

    @Test
    final void removesOnlyTheOwnersCredentials() {
        StoredCredential credential = inserted(Credentials.fresh(now));
        StoredCredential second =
                inserted(Credentials.of(now, credential.userId(), CredentialKind.PASSKEY, Fresh.id(), null));
        StoredCredential third =
                inserted(Credentials.of(now, credential.userId(), CredentialKind.DEVICE, Fresh.id(), now));
        StoredCredential others = inserted(Credentials.fresh(now));
        CredentialStore store = createCredentialStore();
        assertFalse(store.remove(credential.id(), others.userId()));
        assertFalse(store.remove(Fresh.id(), credential.userId()));
        assertTrue(store.remove(credential.id(), credential.userId()));
        assertFalse(store.remove(credential.id(), credential.userId()));
        assertFalse(store.replace(credential), "removed is removed");
        assertEquals(Insert.INSERTED, store.insert(credential), "its id and key are free again");
        assertEquals(3, store.removeAll(credential.userId()));
        assertEquals(0, store.removeAll(credential.userId()));
        assertEquals(Optional.empty(), store.find(second.kind(), second.key()));
        assertEquals(Optional.empty(), store.find(third.kind(), third.key()));
        assertEquals(others, stored(others));
    }

    @Test
    final void purgeIsBoundedAndSparesWhatExpiresLater() {
        Credentials.drain(createCredentialStore(), longAgo);
        StoredCredential endless = inserted(Credentials.fresh(now));
        StoredCredential kept = inserted(Credentials.expiring(now, longAgo.plusMillis(5)));
        for (int i = 0; i < 5; i++) {
            inserted(Credentials.expiring(now, longAgo.plusMillis(i)));
        }
        CredentialStore store = createCredentialStore();
        Instant before = longAgo.plusMillis(5);
        assertEquals(3, store.purge(before, 3));
        assertEquals(2, store.purge(before, 3));
        assertEquals(0, store.purge(before, 3));
        assertEquals(kept, stored(kept), "expired, not purged");
        assertEquals(1, store.purge(before.plusMillis(1), 10_000));
        assertEquals(Optional.empty(), store.find(kept.kind(), kept.key()));
        assertEquals(endless, stored(endless), "what has no end is never purged");
    }

    /** Among the many of one user and the many of others, each is found by its key. */
    @Test
    final void findsEachAmongMany() {
        String userId = Fresh.id();
        List<StoredCredential> many = IntStream.range(0, 120)
                .mapToObj(i -> inserted(new StoredCredential(
                        Fresh.id(), userId, CredentialKind.DEVICE, Fresh.id(), "", 0, now.plusMillis(i), null, null)))
                .toList();
        assertEquals(many.subList(0, 100), createCredentialStore().list(userId, 100));
        many.forEach(credential -> assertEquals(credential, stored(credential)));
        assertEquals(120, createCredentialStore().removeAll(userId));
    }

    private StoredCredential inserted(StoredCredential credential) {
        return Credentials.inserted(createCredentialStore(), credential);
    }

    private StoredCredential stored(StoredCredential credential) {
        return Credentials.stored(createCredentialStore(), credential);
    }

    private static StoredCredential copy(StoredCredential of, String id, CredentialKind kind, String key) {
        return new StoredCredential(
                id, of.userId(), kind, key, of.data(), of.version(), of.createdAt(), of.usedAt(), of.expiresAt());
    }

    private static StoredCredential ofVersion(StoredCredential of, long version) {
        return new StoredCredential(
                of.id(),
                of.userId(),
                of.kind(),
                of.key(),
                of.data(),
                version,
                of.createdAt(),
                of.usedAt(),
                of.expiresAt());
    }
}
