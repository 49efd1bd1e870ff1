package io.github.keystile.auth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.testkit.internal.Fresh;
import io.github.keystile.auth.testkit.internal.HostileTexts;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Proof;
import io.github.keystile.auth.user.UserStore.Replace;
import io.github.keystile.auth.user.Username;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link UserStore} must keep, find, refuse and forget; {@link UserStoreRaces} says what it promises under
 * concurrent calls, and the package how to run both.
 */
public abstract class UserStoreContract extends Contract {
    /** For subclasses. */
    protected UserStoreContract() {}

    /**
     * Makes an adapter. Called many times in a test: every adapter must be a new object and all of them must work on
     * the same database, as the processes of one application do. Only an in-memory store may be the same object.
     *
     * @return a fresh adapter on the database under test
     */
    protected abstract UserStore createUserStore();

    @Test
    final void findsWhatWasInserted() {
        StoredUser user = Users.fresh(now);
        inserted(Users.fresh(now));
        inserted(user);
        inserted(Users.fresh(now));
        assertSame(user, createUserStore().findById(user.id()));
        assertSame(user, createUserStore().findByEmail(user.user().email()));
        assertSame(user, createUserStore().findByUsername(username(user)));
    }

    @Test
    final void keepsEveryField() {
        User user = new User(
                Fresh.id() + "-Az_".repeat(8),
                Fresh.email("Mixed.CASE+tag"),
                Fresh.username("Mixed.CASE"),
                true,
                UserStatus.DISABLED,
                IntStream.range(0, 32)
                        .mapToObj(i -> String.format(Locale.ROOT, "r:%02d", i) + "_.-A".repeat(15))
                        .collect(Collectors.toCollection(TreeSet::new)),
                Users.difficultAttributes(),
                now);
        StoredUser full = new StoredUser(user, "{test}" + "$./Az09=+".repeat(27), 7, (1L << 40) + 1);
        StoredUser bare = new StoredUser(Users.of(Fresh.email(), null, now).user(), null, 0, 0);
        assertSame(full, createUserStore().findById(inserted(full).id()));
        assertSame(bare, createUserStore().findById(inserted(bare).id()));
    }

    @Test
    final void keepsInstantsToTheMillisecond() {
        for (Instant instant : difficultInstants()) {
            StoredUser user = inserted(Users.fresh(instant));
            assertEquals(instant, stored(user.id()).user().createdAt());
        }
    }

    @Test
    final void findsByKeyWhateverTheCaseTyped() {
        StoredUser user = inserted(Users.of(Fresh.email("Ab"), Fresh.username("Ab"), now));
        EmailAddress email =
                EmailAddress.of(HostileTexts.swapCase(user.user().email().address()));
        Username username = Username.of(HostileTexts.swapCase(username(user).name()));
        assertSame(user, createUserStore().findByEmail(email));
        assertSame(user, createUserStore().findByUsername(username));
    }

    @Test
    final void similarEmailKeysAreDifferent() {
        for (String start :
                new String[] {"a_b", "a%b", "a.b", "a*b", "a?b", "a|b", "a^b", "a$b", "a'b", "a{b}", "a+b"}) {
            EmailAddress email = Fresh.email(start);
            String rest = email.address().substring(start.length());
            assertEquals(Optional.empty(), createUserStore().findByEmail(email));
            StoredUser other = inserted(Users.of(EmailAddress.of("aXb" + rest), null, now));
            assertEquals(Optional.empty(), createUserStore().findByEmail(email), "nobody has " + start);
            StoredUser user = inserted(Users.of(email, null, now));
            assertSame(user, createUserStore().findByEmail(email));
            assertSame(other, createUserStore().findByEmail(other.user().email()));
        }
    }

    @Test
    final void similarUsernameKeysAreDifferent() {
        for (String start : new String[] {"a_b", "a.b", "a-b"}) {
            Username username = Fresh.username(start);
            String rest = username.name().substring(start.length());
            StoredUser other = inserted(Users.of(Fresh.email(), Username.of("aXb" + rest), now));
            assertEquals(Optional.empty(), createUserStore().findByUsername(username), "nobody has " + start);
            StoredUser user = inserted(Users.of(Fresh.email(), username, now));
            assertSame(user, createUserStore().findByUsername(username));
            assertSame(other, createUserStore().findByUsername(username(other)));
        }
    }

    @Test
    final void hostileAndSimilarIdsAreUnknownAndHarmless() {
        StoredUser user = inserted(Users.withId(Users.fresh(now), Fresh.id() + "aZ"));
        UserStore store = createUserStore();
        for (String id : HostileTexts.like(user.id())) {
            assertEquals(Optional.empty(), store.findById(id), () -> "found " + shown(id));
            assertFalse(store.delete(id), () -> "deleted " + shown(id));
            assertFalse(store.raiseEpoch(id), () -> "raised " + shown(id));
            assertFalse(store.setPassword(id, 0, new NewPassword("x", null, Proof.MAILBOX)), () -> "set " + shown(id));
            assertFalse(store.rehash(id, String.valueOf(user.passwordHash()), "x"), () -> "rehashed " + shown(id));
        }
        assertSame(user, store.findById(user.id()));
    }

    @Test
    final void hostileNamesAreUnknown() {
        StoredUser user = inserted(Users.fresh(now));
        UserStore store = createUserStore();
        String[] locals = {"'or'1'='1", "'--", "%", "%%", "_", "*", "{$ne}", "$where", "`id`", "a/*", "?", "'||'"};
        for (String local : locals) {
            assertEquals(Optional.empty(), store.findByEmail(EmailAddress.of(local + "@" + Fresh.id() + ".example")));
        }
        for (String name : new String[] {"___", "...", "---", "--_", "null", "NULL", "undefined", "1.0"}) {
            String fresh = name + Fresh.id().substring(0, 16);
            assertEquals(Optional.empty(), store.findByUsername(Username.of(fresh)));
        }
        assertSame(user, store.findById(user.id()));
    }

    @Test
    final void usersWithoutUsernameDoNotCollide() {
        inserted(Users.of(Fresh.email(), null, now));
        StoredUser second = inserted(Users.of(Fresh.email(), null, now));
        StoredUser third = inserted(Users.fresh(now));
        assertEquals(
                Replace.REPLACED,
                createUserStore().replace(Users.with(third, third.user().email(), null)));
        assertSame(second, createUserStore().findById(second.id()));
    }

    @Test
    final void insertSaysWhatStandsAgainstIt() {
        StoredUser user = inserted(Users.fresh(now));
        StoredUser other = inserted(Users.fresh(now));
        EmailAddress email = user.user().email();
        assertEquals(Insert.SAME_ID, insert(user));
        assertEquals(Insert.SAME_ID, insert(Users.withId(Users.fresh(now), user.id())));
        assertEquals(Insert.SAME_ID, insert(Users.withId(other, user.id())));
        assertEquals(Insert.EMAIL_TAKEN, insert(Users.of(email, Fresh.username(), now)));
        assertEquals(Insert.EMAIL_TAKEN, insert(Users.of(email, null, now)));
        assertEquals(Insert.EMAIL_TAKEN, insert(Users.of(email, username(user), now)));
        assertEquals(Insert.EMAIL_TAKEN, insert(Users.of(email, username(other), now)));
        assertEquals(Insert.USERNAME_TAKEN, insert(Users.of(Fresh.email(), username(user), now)));
        assertSame(user, createUserStore().findById(user.id()));
        assertSame(other, createUserStore().findById(other.id()));
    }

    @Test
    final void aRefusedInsertWritesNothing() {
        StoredUser user = inserted(Users.fresh(now));
        StoredUser byEmail = Users.of(user.user().email(), Fresh.username(), now);
        StoredUser byUsername = Users.of(Fresh.email(), user.user().username(), now);
        insert(byEmail);
        insert(byUsername);
        UserStore store = createUserStore();
        assertEquals(Optional.empty(), store.findById(byEmail.id()));
        assertEquals(Optional.empty(), store.findByUsername(username(byEmail)));
        assertEquals(Optional.empty(), store.findById(byUsername.id()));
        assertEquals(Optional.empty(), store.findByEmail(byUsername.user().email()));
        assertSame(user, store.findById(user.id()));
    }

    @Test
    final void replaceChangesAllButHashAndCreation() {
        StoredUser before = inserted(Users.with(Users.fresh(now), Fresh.hash(), 3, 5));
        User changed = new User(
                before.id(),
                Fresh.email("New"),
                Fresh.username("New"),
                true,
                UserStatus.DISABLED,
                Set.of("admin", "user"),
                Users.difficultAttributes(),
                now.plusSeconds(99));
        assertEquals(Replace.REPLACED, createUserStore().replace(new StoredUser(changed, "ignored", 3, 6)));
        User expected = new User(
                before.id(),
                changed.email(),
                changed.username(),
                true,
                UserStatus.DISABLED,
                changed.roles(),
                changed.attributes(),
                now);
        StoredUser after = new StoredUser(expected, before.passwordHash(), 4, 6);
        assertSame(after, createUserStore().findById(before.id()));
        assertSame(after, createUserStore().findByEmail(changed.email()));
        assertEquals(
                Optional.empty(), createUserStore().findByEmail(before.user().email()), "the old e-mail is free");
        assertEquals(
                Insert.INSERTED,
                insert(Users.of(before.user().email(), before.user().username(), now)));
    }

    @Test
    final void replaceKeepsOrDropsItsOwnNames() {
        StoredUser user = inserted(Users.fresh(now));
        assertEquals(Replace.REPLACED, createUserStore().replace(user));
        StoredUser nameless = Users.with(Users.with(user, user.user().email(), null), user.passwordHash(), 1, 0);
        assertEquals(Replace.REPLACED, createUserStore().replace(nameless));
        assertSame(
                Users.with(nameless, user.passwordHash(), 2, 0),
                createUserStore().findById(user.id()));
        assertEquals(Optional.empty(), createUserStore().findByUsername(username(user)));
        assertEquals(Insert.INSERTED, insert(Users.of(Fresh.email(), user.user().username(), now)));
    }

    @Test
    final void aRefusedReplaceWritesNothing() {
        StoredUser user = inserted(Users.with(Users.fresh(now), Fresh.hash(), 2, 0));
        StoredUser other = inserted(Users.fresh(now));
        UserStore store = createUserStore();
        assertEquals(Replace.STALE, store.replace(Users.with(user, Fresh.hash(), 1, 0)));
        assertEquals(Replace.STALE, store.replace(Users.with(user, Fresh.hash(), 3, 0)));
        assertEquals(Replace.STALE, store.replace(Users.fresh(now)));
        assertEquals(
                Replace.EMAIL_TAKEN, store.replace(Users.with(user, other.user().email(), Fresh.username())));
        assertEquals(Replace.USERNAME_TAKEN, store.replace(Users.with(user, Fresh.email(), username(other))));
        assertSame(user, store.findById(user.id()));
        assertSame(other, store.findById(other.id()));
    }

    @Test
    final void setPasswordRaisesEpochAndVersion() {
        StoredUser user = inserted(Users.with(Users.fresh(now), Fresh.hash(), 3, 5));
        UserStore store = createUserStore();
        assertFalse(store.setPassword(user.id(), 4, new NewPassword("x", null, Proof.MAILBOX)));
        assertFalse(store.setPassword(user.id(), 6, new NewPassword("x", null, Proof.MAILBOX)));
        assertSame(user, store.findById(user.id()));
        assertTrue(store.setPassword(user.id(), 5, new NewPassword("one", null, Proof.PASSWORD)));
        assertSame(Users.with(user, "one", 4, 6), store.findById(user.id()));
        assertTrue(store.setPassword(user.id(), 6, new NewPassword("two", null, Proof.MAILBOX)));
        assertSame(Users.verified(Users.with(user, "two", 5, 7)), store.findById(user.id()));
        assertTrue(store.setPassword(user.id(), 7, new NewPassword("three", null, Proof.PASSWORD)));
        assertSame(Users.verified(Users.with(user, "three", 6, 8)), store.findById(user.id()));
    }

    @Test
    final void setPasswordGivesAPasswordToAUserWithout() {
        StoredUser user = inserted(Users.with(Users.fresh(now), null, 0, 0));
        assertFalse(createUserStore().rehash(user.id(), "null", "x"));
        assertFalse(createUserStore().rehash(user.id(), "", "x"));
        assertTrue(createUserStore().setPassword(user.id(), 0, new NewPassword("first", null, Proof.MAILBOX)));
        assertEquals("first", stored(user.id()).passwordHash());
    }

    @Test
    final void rehashComparesTheOldHashAndKeepsTheEpoch() {
        StoredUser user = inserted(Users.with(Users.fresh(now), "{test}Old", 3, 5));
        UserStore store = createUserStore();
        for (String wrong : new String[] {"{test}old", "{test}Old ", "{test}Ol_", "%", "", "{test}New"}) {
            assertFalse(store.rehash(user.id(), wrong, "x"), () -> "rehashed from " + wrong);
        }
        assertSame(user, store.findById(user.id()));
        assertTrue(store.rehash(user.id(), "{test}Old", "{test}New"));
        assertSame(Users.with(user, "{test}New", 4, 5), store.findById(user.id()));
        assertFalse(store.rehash(user.id(), "{test}Old", "x"));
    }

    @Test
    final void raiseEpochRaisesEpochAndVersion() {
        StoredUser user = inserted(Users.with(Users.fresh(now), Fresh.hash(), 3, 5));
        assertTrue(createUserStore().raiseEpoch(user.id()));
        assertSame(
                Users.with(user, user.passwordHash(), 4, 6), createUserStore().findById(user.id()));
    }

    @Test
    final void everyWriteKeepsOrChangesTheFacts() {
        String longest = "{\"v\":1} '\\\\ %_$ne~ ".repeat(200).substring(0, 1999) + ".";
        StoredUser user = inserted(Users.withFacts(Users.fresh(now), longest));
        UserStore store = createUserStore();
        assertSame(user, store.findById(user.id()));
        assertTrue(store.raiseEpoch(user.id()));
        assertTrue(store.rehash(user.id(), String.valueOf(user.passwordHash()), "rehashed"));
        StoredUser kept = user.afterRaisedEpoch().afterRehash("rehashed");
        assertSame(kept, store.findById(user.id()));
        assertEquals(Replace.REPLACED, store.replace(Users.withFacts(kept, "1 replaced")));
        StoredUser replaced = kept.afterReplace(Users.withFacts(kept, "1 replaced"));
        assertSame(replaced, store.findById(user.id()));
        assertFalse(store.setPassword(user.id(), 0, new NewPassword("x", "x", Proof.PASSWORD)));
        assertSame(replaced, store.findById(user.id()));
        NewPassword changed = new NewPassword("changed", longest, Proof.PASSWORD);
        assertTrue(store.setPassword(user.id(), replaced.epoch(), changed));
        StoredUser after = replaced.afterPassword(changed);
        assertSame(after, store.findById(user.id()));
        assertEquals(Replace.REPLACED, store.replace(Users.withFacts(after, null)));
        StoredUser none = after.afterReplace(Users.withFacts(after, null));
        assertSame(none, store.findById(user.id()));
        NewPassword given = new NewPassword("given", "1 given", Proof.MAILBOX);
        assertTrue(store.setPassword(user.id(), none.epoch(), given));
        NewPassword taken = new NewPassword("taken", null, Proof.MAILBOX);
        assertTrue(store.setPassword(user.id(), none.epoch() + 1, taken));
        assertSame(none.afterPassword(given).afterPassword(taken), store.findById(user.id()));
    }

    @Test
    final void deleteFreesTheNames() {
        StoredUser user = inserted(Users.fresh(now));
        StoredUser other = inserted(Users.fresh(now));
        UserStore store = createUserStore();
        assertTrue(store.delete(user.id()));
        assertFalse(store.delete(user.id()));
        assertEquals(Optional.empty(), store.findById(user.id()));
        assertEquals(Optional.empty(), store.findByEmail(user.user().email()));
        assertEquals(Optional.empty(), store.findByUsername(username(user)));
        assertFalse(store.raiseEpoch(user.id()));
        assertFalse(store.setPassword(user.id(), 0, new NewPassword("x", null, Proof.MAILBOX)));
        assertEquals(Replace.STALE, store.replace(user));
        assertSame(other, store.findById(other.id()));
        assertEquals(
                Insert.INSERTED,
                insert(Users.of(user.user().email(), user.user().username(), now)));
    }

    private StoredUser inserted(StoredUser user) {
        assertEquals(Insert.INSERTED, createUserStore().insert(user));
        return user;
    }

    private StoredUser stored(String id) {
        return createUserStore().findById(id).orElseThrow(() -> new AssertionError("The stored user is not found"));
    }

    private Insert insert(StoredUser user) {
        return createUserStore().insert(user);
    }

    private static Username username(StoredUser user) {
        return Optional.ofNullable(user.user().username()).orElseThrow();
    }

    private static String shown(String id) {
        return id.length() > 80 ? id.length() + " characters" : id;
    }

    /** Addresses and usernames are equal by key: that they are kept as typed needs a look of its own. */
    private static void assertSame(StoredUser expected, Optional<StoredUser> found) {
        StoredUser actual = found.orElseThrow(() -> new AssertionError("The stored user is not found"));
        assertEquals(expected.user(), actual.user());
        assertEquals(expected.user().email().address(), actual.user().email().address());
        assertEquals(name(expected), name(actual));
        assertEquals(expected.passwordHash(), actual.passwordHash());
        assertEquals(expected.facts(), actual.facts());
        assertEquals(expected.version(), actual.version(), "version");
        assertEquals(expected.epoch(), actual.epoch(), "epoch");
    }

    private static Optional<String> name(StoredUser user) {
        return Optional.ofNullable(user.user().username()).map(Username::name);
    }
}
