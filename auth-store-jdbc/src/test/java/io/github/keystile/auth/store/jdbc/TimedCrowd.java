package io.github.keystile.auth.store.jdbc;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Many people with and without account on one PostgreSQL, who are asked about in random order. */
final class TimedCrowd implements AutoCloseable {
    private static final int WARM_UP = 5;
    private static final int LOCKS = 2;

    /** What there is about somebody, and whom they are compared with. */
    enum Kind {
        UNKNOWN,
        UNKNOWN_AGAIN,
        KNOWN,
        UNVERIFIED,
        WITHOUT_PASSWORD,
        DISABLED,
        LOCKED_UNKNOWN,
        LOCKED;

        boolean hasAccount() {
            return this != UNKNOWN && this != UNKNOWN_AGAIN && this != LOCKED_UNKNOWN;
        }

        boolean isLocked() {
            return this == LOCKED || this == LOCKED_UNKNOWN;
        }
    }

    /** A call about somebody. */
    interface Question {
        Object ask(AuthService service, Person person);
    }

    private final RootSecret secret = RootSecret.generate();
    private final SettableClock clock = new SettableClock();
    private final AuthStores stores;
    private final AuthService service;
    private final List<Person> people = new ArrayList<>();
    private final Random random = new Random(20261101);
    private final int calls;
    private int asked;

    TimedCrowd(PasswordHasher hasher, int calls) {
        this.calls = calls;
        this.stores = JdbcStores.on(TestDatabase.POSTGRESQL.emptied())
                .tablePrefix(TestDatabase.PREFIX)
                .all();
        this.service = service(hasher);
        String hash = hasher.hash("correct horse battery");
        try (AuthService planting = service(new InsecureFastHasher())) {
            for (int i = 0; i < calls + WARM_UP; i++) {
                for (Kind kind : Kind.values()) {
                    people.add(new Person(kind, i < WARM_UP));
                    plant(people.get(people.size() - 1), hash, planting);
                }
            }
        }
        later();
    }

    private AuthService service(PasswordHasher hasher) {
        return AuthService.builder(secret, stores, message -> {})
                .clock(clock)
                .passwordHasher(hasher)
                .limits(LimitPolicy.ofDefaults()
                        .withWrongPasswords(
                                new Lockout(LOCKS, Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(1))))
                .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset")))
                .withoutHousekeeping()
                .build();
    }

    private void plant(Person person, String hash, AuthService planting) {
        Kind kind = person.kind;
        if (kind.hasAccount()) {
            User user = new User(
                    UUID.randomUUID().toString().replace("-", ""),
                    EmailAddress.of(person.email()),
                    Username.of(person.username()),
                    kind != Kind.UNVERIFIED,
                    kind == Kind.DISABLED ? UserStatus.DISABLED : UserStatus.ACTIVE,
                    Set.of("user"),
                    Attributes.none(),
                    clock.instant());
            stores.users().insert(new StoredUser(user, kind == Kind.WITHOUT_PASSWORD ? null : hash, 0, 0));
        }
        for (int i = 0; kind.isLocked() && i < LOCKS; i++) {
            time(planting, person, (auth, it) -> auth.login(new Login(it.email(), "wrong", Caller.unknown())));
        }
    }

    /** Asks about everybody once, a minute after the last time. */
    Timings time(String what, Question question) {
        later();
        Map<Kind, List<Long>> nanos = new EnumMap<>(Kind.class);
        List<Person> shuffled = new ArrayList<>(people);
        Collections.shuffle(shuffled, random);
        shuffled.sort((a, b) -> Boolean.compare(b.warmUp, a.warmUp));
        for (Person person : shuffled) {
            long time = time(service, person, question);
            if (!person.warmUp) {
                nanos.computeIfAbsent(person.kind, kind -> new ArrayList<>()).add(time);
            }
        }
        asked = nanos.values().stream().mapToInt(List::size).sum();
        return new Timings(what, nanos);
    }

    private static long time(AuthService service, Person person, Question question) {
        long start = System.nanoTime();
        try {
            Object unused = question.ask(service, person);
        } catch (AuthException refused) {
            // Most are.
        }
        return System.nanoTime() - start;
    }

    boolean everybodyWasAsked() {
        return asked == calls * Kind.values().length;
    }

    private void later() {
        clock.advance(Duration.ofSeconds(61));
    }

    @Override
    public void close() {
        service.close();
    }

    /** Somebody with an address, a username, and maybe an account. */
    static final class Person {
        private final Kind kind;
        private final boolean warmUp;
        private final String name =
                "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        private String challenge = "";

        private Person(Kind kind, boolean warmUp) {
            this.kind = kind;
            this.warmUp = warmUp;
        }

        String email() {
            return name + "@example.com";
        }

        String username() {
            return name;
        }

        String challenge() {
            return challenge;
        }

        String challenge(ChallengeStarted started) {
            challenge = started.challengeId();
            return challenge;
        }
    }
}
