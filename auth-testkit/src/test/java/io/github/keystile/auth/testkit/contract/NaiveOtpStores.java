package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Naive.roundTrip;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contracts on naive challenge stores. No build runs them by themselves: {@link NaiveStoresTest} watches them fail. */
final class NaiveOtpStores {
    private NaiveOtpStores() {}

    abstract static class Otps {
        private final OtpStore store;

        Otps(String verb, Naive.Verb<OtpStore> naive) {
            store = Naive.store(OtpStore.class, new InMemoryOtpStore(), verb, naive);
        }

        @Nested
        class Rows extends OtpStoreContract {
            @Override
            protected OtpStore createOtpStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class LookUps extends OtpStoreLookUps {
            @Override
            protected OtpStore createOtpStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Races extends OtpStoreRaces {
            @Override
            protected OtpStore createOtpStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }
    }

    static final class InsertByUpsert extends Otps {
        InsertByUpsert() {
            super("insert", (right, args) -> {
                upsert(right, (Challenge) args[0]);
                return null;
            });
        }

        private static synchronized void upsert(OtpStore right, Challenge challenge) {
            right.find(challenge.id()).ifPresent(old -> right.consume(old.id(), old.secretHash()));
            right.insert(challenge);
        }
    }

    static final class NewestByTimeOnly extends Otps {
        NewestByTimeOnly() {
            super("newest", (right, args) -> {
                List<Challenge> newest =
                        new ArrayList<>(right.newest((String) args[0], (Purpose) args[1], (Instant) args[2], 100));
                Collections.reverse(newest);
                newest.sort(Comparator.comparing(Challenge::issuedAt).reversed());
                return newest.stream().limit((int) args[3]).toList();
            });
        }
    }

    static final class FindThenConsume extends Otps {
        FindThenConsume() {
            super("consume", (right, args) -> {
                boolean found = right.find((String) args[0])
                        .filter(challenge -> challenge.secretHash().equals(args[1]))
                        .isPresent();
                roundTrip();
                right.consume((String) args[0], (String) args[1]);
                return found;
            });
        }
    }

    static final class CheckThenCountAttempt extends Otps {
        CheckThenCountAttempt() {
            super("claimAttempt", (right, args) -> {
                Claim claim = (Claim) args[1];
                Optional<Challenge> found = right.find((String) args[0])
                        .filter(challenge -> challenge.attempts() < challenge.maxAttempts())
                        .filter(challenge -> claim == Claim.WITH_ID
                                || challenge.attemptsWithoutId() < challenge.maxAttemptsWithoutId());
                roundTrip();
                right.claimAttempt((String) args[0], claim, (Instant) args[2]);
                return found;
            });
        }
    }

    static final class CountByUpsert extends Otps {
        CountByUpsert() {
            super("claimAttempt", (right, args) -> {
                String id = (String) args[0];
                Optional<Challenge> found = right.find(id);
                roundTrip();
                Optional<Challenge> claimed = right.claimAttempt(id, (Claim) args[1], (Instant) args[2]);
                found.ifPresent(challenge -> restore(right, challenge));
                return claimed;
            });
        }

        private static synchronized void restore(OtpStore right, Challenge challenge) {
            if (right.find(challenge.id()).isEmpty()) {
                right.insert(challenge);
            }
        }
    }

    static final class CountThenReadAgain extends Otps {
        CountThenReadAgain() {
            super("claimAttempt", (right, args) -> {
                String id = (String) args[0];
                Optional<Challenge> claimed = right.claimAttempt(id, (Claim) args[1], (Instant) args[2]);
                roundTrip();
                return claimed.flatMap(counted -> right.find(id));
            });
        }
    }

    static final class CompareThenReplaceCode extends Otps {
        CompareThenReplaceCode() {
            super("replaceCode", (right, args) -> {
                String id = (String) args[0];
                boolean same = right.find(id)
                        .filter(challenge -> challenge.secretHash().equals(args[1]))
                        .isPresent();
                roundTrip();
                right.replaceCode(id, (String) args[1], (String) args[2], (Instant) args[3], (Instant) args[4]);
                return same;
            });
        }
    }

    static final class CountThenPurge extends Otps {
        CountThenPurge() {
            super("purge", (right, args) -> {
                right.purge((Instant) args[0], (int) args[1]);
                return 1;
            });
        }
    }
}
