package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Door.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.Outcome;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.limit.Receipt;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.session.InMemorySessionStore;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.InMemoryUserStore;
import io.github.keystile.tests.support.Door;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

class SignupRacesTest {
    @RepeatedTest(20)
    @Tag("OTP-03")
    void thirtyTwoThreadsWithOneCodeOpenOneSession() throws Exception {
        try (Door door = Door.uniform()) {
            ChallengeCode code = door.start(ANNA);
            List<SignedIn> winners = finish(door, 32, thread -> code);
            assertThat(winners).hasSize(1);
            assertThat(door.service().users().sessions(winners.get(0).user().id(), SessionCursor.start(), 100))
                    .hasSize(1);
        }
    }

    @RepeatedTest(20)
    @Tag("OTP-03")
    void theIdAndTheAddressAreOneProof() throws Exception {
        try (Door door = Door.byEmail()) {
            ChallengeCode code = door.start(ANNA);
            IdentifierCode withoutId = new IdentifierCode(ANNA, code.code());
            assertThat(finish(door, 32, thread -> thread % 2 == 0 ? code : withoutId))
                    .hasSize(1);
        }
    }

    @RepeatedTest(5)
    @Tag("SGN-04")
    void sixtyFourChallengesOfOneAddressMakeOneUser() throws Exception {
        AuthStores stores = AuthStores.of(
                new InMemoryUserStore(), new InMemoryOtpStore(), new InMemorySessionStore(), new NoLimits());
        try (Door door = Door.on(stores, options -> options)) {
            List<ChallengeCode> codes =
                    IntStream.range(0, 64).mapToObj(i -> door.start(ANNA)).toList();
            List<SignedIn> winners = finish(door, 64, codes::get);
            assertThat(winners).hasSize(1);
            String id = door.service().users().findByEmail(ANNA).orElseThrow().id();
            assertThat(winners.get(0).user().id()).isEqualTo(id);
        }
    }

    private static List<SignedIn> finish(Door door, int threads, IntFunction<CodeProof> proofs) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<Optional<SignedIn>>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                CodeProof proof = proofs.apply(i);
                running.add(pool.submit(() -> {
                    start.await();
                    return attempt(door, proof);
                }));
            }
            List<SignedIn> winners = new ArrayList<>();
            for (Future<Optional<SignedIn>> each : running) {
                each.get().ifPresent(winners::add);
            }
            return winners;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<SignedIn> attempt(Door door, CodeProof proof) {
        try {
            return Optional.of(door.finish(proof, SignupProfile.none()));
        } catch (AuthException refused) {
            return Optional.empty();
        }
    }

    /** More challenges of one address than any budget would allow. */
    private static final class NoLimits implements RateLimiter {
        @Override
        public Receipt take(List<Charge> charges, Instant now) {
            return Receipt.of(charges, Map.of(), now);
        }

        @Override
        public void settle(Receipt receipt, Map<String, Outcome> outcomes, Instant now) {}

        @Override
        public void forget(Collection<String> keys) {}

        @Override
        public Map<String, String> peek(Collection<String> keys) {
            return Map.of();
        }

        @Override
        public int purge(Instant now, int limit) {
            return 0;
        }
    }
}
