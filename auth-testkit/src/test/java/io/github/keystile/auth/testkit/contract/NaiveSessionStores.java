package io.github.keystile.auth.testkit.contract;

import static io.github.keystile.auth.testkit.contract.Naive.roundTrip;

import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.PassOver;
import io.github.keystile.auth.session.Rotation;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The contracts on naive session stores. No build runs them by themselves: {@link NaiveStoresTest} watches them fail. */
final class NaiveSessionStores {
    private NaiveSessionStores() {}

    abstract static class Sessions {
        private final SessionStore store;

        Sessions(String verb, Naive.Verb<SessionStore> naive) {
            store = Naive.store(SessionStore.class, new InMemorySessionStore(), verb, naive);
        }

        @Nested
        class Rows extends SessionStoreContract {
            @Override
            protected SessionStore createSessionStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Races extends SessionStoreRaces {
            @Override
            protected SessionStore createSessionStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
        }

        @Nested
        class Generations extends SessionStoreGenerations {
            @Override
            protected SessionStore createSessionStore() {
                return store;
            }

            @Override
            protected int rounds() {
                return Naive.ROUNDS;
            }
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
                                rotation.expiresAt(),
                                rotation.device())))
                        .isPresent();
            });
        }
    }

    static final class CompareThenPassOver extends Sessions {
        CompareThenPassOver() {
            super("passOver", (right, args) -> {
                PassOver step = (PassOver) args[0];
                boolean same = right.find(step.sessionId())
                        .filter(session -> session.generation() == step.generation())
                        .filter(session -> session.parent() == step.parent())
                        .isPresent();
                roundTrip();
                right.passOver(step);
                return same;
            });
        }
    }

    static final class FindThenEndReplayed extends Sessions {
        FindThenEndReplayed() {
            super("endIfReplayed", (right, args) -> {
                boolean replayed = right.find((String) args[0])
                        .filter(session -> session.generation() > (long) args[2])
                        .filter(session -> session.parent() != (long) args[2])
                        .isPresent();
                roundTrip();
                return replayed && (right.end((String) args[0], (String) args[1]) || replayed);
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
                                    session.parent(),
                                    session.rotatedAt().truncatedTo(ChronoUnit.SECONDS),
                                    session.createdAt(),
                                    session.expiresAt(),
                                    session.absoluteExpiresAt(),
                                    session.device())));
        }
    }
}
