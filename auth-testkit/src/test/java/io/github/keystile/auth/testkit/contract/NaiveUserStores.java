package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Naive.roundTrip;

import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserCursor;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Replace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contracts on naive user stores. No build runs them by themselves: {@link NaiveStoresTest} watches them fail. */
final class NaiveUserStores {
    private NaiveUserStores() {}

    abstract static class Users {
        private final UserStore store;

        Users(String verb, Naive.Verb<UserStore> naive) {
            store = Naive.store(UserStore.class, new InMemoryUserStore(), verb, naive);
        }

        @Nested
        class Rows extends UserStoreContract {
            @Override
            protected UserStore createUserStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Races extends UserStoreRaces {
            @Override
            protected UserStore createUserStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Pages extends UserStorePages {
            @Override
            protected UserStore createUserStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }
    }

    static final class FindThenInsert extends Users {
        FindThenInsert() {
            super("insert", (right, args) -> {
                StoredUser user = (StoredUser) args[0];
                if (right.findById(user.id()).isPresent()) {
                    return Insert.SAME_ID;
                }
                if (right.findByEmail(user.user().email()).isPresent()) {
                    return Insert.EMAIL_TAKEN;
                }
                if (Optional.ofNullable(user.user().username())
                        .flatMap(right::findByUsername)
                        .isPresent()) {
                    return Insert.USERNAME_TAKEN;
                }
                roundTrip();
                right.insert(user);
                return Insert.INSERTED;
            });
        }
    }

    static final class CompareVersionThenReplace extends Users {
        CompareVersionThenReplace() {
            super("replace", (right, args) -> {
                StoredUser user = (StoredUser) args[0];
                boolean current = right.findById(user.id())
                        .filter(found -> found.version() == user.version())
                        .isPresent();
                roundTrip();
                Replace answer = right.replace(user);
                return current && answer == Replace.STALE ? Replace.REPLACED : answer;
            });
        }
    }

    static final class CompareEpochThenSetPassword extends Users {
        CompareEpochThenSetPassword() {
            super("setPassword", (right, args) -> {
                String id = (String) args[0];
                boolean current = right.findById(id)
                        .filter(found -> found.epoch() == (long) args[1])
                        .isPresent();
                roundTrip();
                right.setPassword(id, (long) args[1], (NewPassword) args[2]);
                return current;
            });
        }
    }

    static final class RehashWithoutComparing extends Users {
        RehashWithoutComparing() {
            super("rehash", (right, args) -> {
                Optional<String> hash = right.findById((String) args[0]).map(StoredUser::passwordHash);
                return hash.filter(old -> right.rehash((String) args[0], old, (String) args[2]))
                        .isPresent();
            });
        }
    }

    static final class ReadThenRaiseEpoch extends Users {
        ReadThenRaiseEpoch() {
            super("raiseEpoch", (right, args) -> {
                Optional<StoredUser> found = right.findById((String) args[0]);
                roundTrip();
                found.ifPresent(user -> right.replace(
                        new StoredUser(user.user(), user.passwordHash(), user.version(), user.epoch() + 1)));
                return found.isPresent();
            });
        }
    }

    static final class FindThenDelete extends Users {
        FindThenDelete() {
            super("delete", (right, args) -> {
                boolean found = right.findById((String) args[0]).isPresent();
                roundTrip();
                right.delete((String) args[0]);
                return found;
            });
        }
    }

    static final class ReplaceByUpsert extends Users {
        ReplaceByUpsert() {
            super("replace", (right, args) -> {
                StoredUser user = (StoredUser) args[0];
                Optional<StoredUser> found = right.findById(user.id());
                roundTrip();
                Replace answer = right.replace(user);
                if (found.isPresent() && right.findById(user.id()).isEmpty()) {
                    right.insert(found.get());
                }
                return answer;
            });
        }
    }

    static final class CountThenSkip extends Users {
        CountThenSkip() {
            super("page", (right, args) -> {
                UserCursor after = (UserCursor) args[0];
                int all = everybody(right, UserCursor.start()).size();
                int behind = everybody(right, after).size();
                roundTrip();
                return everybody(right, UserCursor.start()).stream()
                        .skip(all - behind)
                        .limit((int) args[1])
                        .toList();
            });
        }

        private static List<StoredUser> everybody(UserStore store, UserCursor after) {
            List<StoredUser> all = new ArrayList<>();
            List<StoredUser> page = store.page(after, UserStore.MAX_PAGE);
            while (!page.isEmpty()) {
                all.addAll(page);
                page = store.page(UserCursor.after(page.get(page.size() - 1)), UserStore.MAX_PAGE);
            }
            return all;
        }
    }
}
