package io.github.keystile.auth.testkit;

import static io.github.keystile.auth.testkit.Naive.roundTrip;

import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Decision;
import io.github.keystile.auth.limit.InMemoryRateLimiter;
import io.github.keystile.auth.limit.LimitRule;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.OtpStore.Claim;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.auth.user.NewPassword;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.auth.user.UserStore.Insert;
import io.github.keystile.auth.user.UserStore.Replace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The contracts on naive stores. No build runs them by themselves: {@link NaiveStoresTest} watches them fail. */
final class NaiveContracts {
    /** The first race that finds the mistake is the last: many rounds cost nothing, and only no luck needs them. */
    private static final int ROUNDS = 1000;

    private NaiveContracts() {}

    abstract static class Users extends UserStoreContract {
        private final UserStore store;

        Users(String verb, Naive.Verb<UserStore> naive) {
            store = Naive.store(UserStore.class, new InMemoryUserStore(), verb, naive);
        }

        @Override
        protected UserStore createUserStore() {
            return store;
        }

        @Override
        protected int rounds() {
            return ROUNDS;
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

    abstract static class Otps extends OtpStoreContract {
        private final OtpStore store;

        Otps(String verb, Naive.Verb<OtpStore> naive) {
            store = Naive.store(OtpStore.class, new InMemoryOtpStore(), verb, naive);
        }

        @Override
        protected OtpStore createOtpStore() {
            return store;
        }

        @Override
        protected int rounds() {
            return ROUNDS;
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

    abstract static class Sessions extends SessionStoreContract {
        private final SessionStore store;

        Sessions(String verb, Naive.Verb<SessionStore> naive) {
            store = Naive.store(SessionStore.class, new InMemorySessionStore(), verb, naive);
        }

        @Override
        protected SessionStore createSessionStore() {
            return store;
        }

        @Override
        protected int rounds() {
            return ROUNDS;
        }
    }

    static final class RotateWithoutGeneration extends Sessions {
        RotateWithoutGeneration() {
            super("rotate", (right, args) -> {
                Rotation rotation = (Rotation) args[0];
                Optional<Session> found = right.find(rotation.sessionId());
                return found.filter(session -> right.rotate(new Rotation(
                                session.id(),
                                rotation.userId(),
                                rotation.epoch(),
                                session.generation(),
                                session.rotatedAt(),
                                rotation.now(),
                                rotation.expiresAt())))
                        .isPresent();
            });
        }
    }

    static final class RotateByUpsert extends Sessions {
        RotateByUpsert() {
            super("rotate", (right, args) -> {
                Rotation rotation = (Rotation) args[0];
                Optional<Session> found = right.find(rotation.sessionId());
                roundTrip();
                boolean rotated = right.rotate(rotation);
                found.ifPresent(session -> restore(right, session));
                return rotated;
            });
        }

        private static synchronized void restore(SessionStore right, Session session) {
            if (right.find(session.id()).isEmpty()) {
                right.insert(session);
            }
        }
    }

    static final class FindThenEnd extends Sessions {
        FindThenEnd() {
            super("end", (right, args) -> {
                boolean found = right.find((String) args[0])
                        .filter(session -> session.userId().equals(args[1]))
                        .isPresent();
                roundTrip();
                right.end((String) args[0], (String) args[1]);
                return found;
            });
        }
    }

    static final class InstantsToTheSecond extends Sessions {
        InstantsToTheSecond() {
            super(
                    "find",
                    (right, args) -> right.find((String) args[0])
                            .map(session -> new Session(
                                    session.id(),
                                    session.userId(),
                                    session.epoch(),
                                    session.generation(),
                                    session.rotatedAt().truncatedTo(ChronoUnit.SECONDS),
                                    session.createdAt(),
                                    session.expiresAt(),
                                    session.absoluteExpiresAt(),
                                    session.device())));
        }
    }

    static final class ReadThenWriteLimits extends RateLimiterContract {
        private final Map<String, String> states = new ConcurrentHashMap<>();
        private final RateLimiter limiter =
                Naive.store(RateLimiter.class, new InMemoryRateLimiter(), "take", (right, args) -> {
                    for (Object each : (List<?>) args[0]) {
                        Charge charge = (Charge) each;
                        LimitRule.Step step = charge.rule().take(states.get(charge.key()), (Instant) args[1]);
                        roundTrip();
                        states.put(charge.key(), step.state());
                        if (!step.allowed()) {
                            return new Decision(charge.key(), step.retryAfter());
                        }
                    }
                    return Decision.allowed();
                });

        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }

        @Override
        protected int rounds() {
            return ROUNDS;
        }
    }

    static final class ChargesBeforeARefusalAreGivenBack extends RateLimiterContract {
        private final RateLimiter limiter =
                Naive.store(RateLimiter.class, new InMemoryRateLimiter(), "take", (right, args) -> {
                    List<Charge> charges =
                            ((List<?>) args[0]).stream().map(Charge.class::cast).toList();
                    Decision decision = right.take(charges, (Instant) args[1]);
                    decision.refused()
                            .ifPresent(key -> right.clear(List.of(charges.get(0).key())));
                    return decision;
                });

        @Override
        protected RateLimiter createRateLimiter() {
            return limiter;
        }

        @Override
        protected int rounds() {
            return ROUNDS;
        }
    }
}
