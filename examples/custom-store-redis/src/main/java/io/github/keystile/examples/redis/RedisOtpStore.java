package io.github.keystile.examples.redis;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Challenges in one Redis. Every verb is one script, and Redis runs scripts one after the other.
 *
 * @param prefix what all keys begin with; stores with the same prefix are one store
 */
public record RedisOtpStore(UnifiedJedis redis, String prefix) implements OtpStore {
    private static final String SCRIPT = script();

    @Override
    public void insert(Challenge challenge) {
        if (!call("insert", ChallengeFields.of(challenge).toArray()).equals(1L)) {
            throw new StoreException("insert a challenge: its id is in use", null);
        }
    }

    @Override
    public Optional<Challenge> find(String id) {
        return challenge(call("find", id));
    }

    @Override
    public Optional<Challenge> findLink(Purpose purpose, String secretHash) {
        return challenge(call("findLink", purpose, secretHash));
    }

    @Override
    public List<Challenge> newest(String subject, Purpose purpose, Instant expiringAfter, int limit) {
        return ((List<?>) call("newest", subject, purpose, expiringAfter, limit))
                .stream().map(this::challenge).flatMap(Optional::stream).toList();
    }

    @Override
    public Optional<Challenge> claimAttempt(String id, Claim claim, Instant now) {
        return challenge(call("claimAttempt", id, claim, now));
    }

    @Override
    public void giveBackAttempt(String id, Claim claim, String secretHash, Instant expiresAtLeast) {
        call("giveBackAttempt", id, claim, secretHash, expiresAtLeast);
    }

    @Override
    public boolean replaceCode(String id, String oldHash, String newHash, Instant issuedAt, Instant expiresAt) {
        return call("replaceCode", id, oldHash, newHash, issuedAt, expiresAt).equals(1L);
    }

    @Override
    public boolean consume(String id, String secretHash) {
        return call("consume", id, secretHash).equals(1L);
    }

    @Override
    public void deleteAll(String subject) {
        call("deleteAll", subject);
    }

    @Override
    public int purge(Instant expiredBefore, int limit) {
        return ((Long) call("purge", expiredBefore, limit)).intValue();
    }

    private Object call(String verb, Object... arguments) {
        List<String> texts = Stream.concat(Stream.of(verb), Stream.of(arguments))
                .map(it -> it instanceof Instant time ? String.valueOf(time.toEpochMilli()) : it.toString())
                .toList();
        try {
            return redis.eval(SCRIPT, List.of(prefix), texts);
        } catch (JedisException e) {
            throw new StoreException("call " + verb, e);
        }
    }

    /** Redis answers with names and values in turn; with none, there is no challenge. */
    private Optional<Challenge> challenge(Object answer) {
        List<?> list = (List<?>) answer;
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < list.size(); i += 2) {
            fields.put((String) list.get(i), (String) list.get(i + 1));
        }
        try {
            return fields.isEmpty() ? Optional.empty() : Optional.of(ChallengeFields.read(fields));
        } catch (IllegalArgumentException e) {
            throw new StoreException("read a challenge", e);
        }
    }

    private static String script() {
        var resource = Objects.requireNonNull(RedisOtpStore.class.getResourceAsStream("otp-store.lua"));
        try (Scanner file = new Scanner(resource, StandardCharsets.UTF_8)) {
            return file.findWithinHorizon("(?s).*", 0);
        }
    }
}
