package io.github.keystile.auth.internal.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.error.UnreadableRowException;
import io.github.keystile.auth.user.StoredUser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Keystile itself knows about an account: one JSON object. Members that this version does not know are kept as they
 * are, so a later version may add what is safe to ignore. Whatever forbids something needs another number: a user whose
 * facts have one is a row that cannot be read, and gets in nowhere.
 */
public final class AccountFacts {
    private static final String VERSION = "version";
    private static final String UNTIL = "disabledUntil";
    private static final String REASON = "disabledReason";
    private static final String MUST_RESET = "mustReset";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private final Map<String, Object> members;

    private AccountFacts(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * Reads them.
     *
     * @throws UnreadableRowException if they are not understood in full
     */
    public static AccountFacts of(StoredUser user) {
        String facts = user.facts();
        return (facts == null ? Optional.of(new AccountFacts(Map.of())) : read(facts))
                .orElseThrow(() -> new UnreadableRowException("user", user.id(), "facts"));
    }

    /** When a ban ends by itself; empty if it does not, or if there is none. */
    public Optional<Instant> disabledUntil() {
        return Optional.ofNullable((Number) members.get(UNTIL))
                .map(Number::longValue)
                .map(Instant::ofEpochMilli);
    }

    public Optional<String> disabledReason() {
        return Optional.ofNullable((String) members.get(REASON));
    }

    /** Whether the right password is refused until a new one is set. */
    public boolean mustReset() {
        return Boolean.TRUE.equals(members.get(MUST_RESET));
    }

    public AccountFacts withBan(@Nullable Instant until, @Nullable String reason) {
        return with(UNTIL, until == null ? null : until.toEpochMilli()).with(REASON, reason);
    }

    public AccountFacts withMustReset(boolean value) {
        return with(MUST_RESET, value ? Boolean.TRUE : null);
    }

    /** As a store keeps them; null for nothing. */
    public @Nullable String text() {
        if (members.isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Facts of an account cannot be written as JSON", e);
        }
    }

    /** The user with these facts instead. */
    public StoredUser in(StoredUser user) {
        return new StoredUser(user.user(), user.passwordHash(), user.version(), user.epoch(), text());
    }

    private AccountFacts with(String name, @Nullable Object value) {
        Map<String, Object> changed = new LinkedHashMap<>();
        changed.put(VERSION, 1);
        changed.putAll(members);
        changed.remove(name);
        if (value != null) {
            changed.put(name, value);
        }
        return new AccountFacts(changed.size() == 1 ? Map.of() : changed);
    }

    private static Optional<AccountFacts> read(String json) {
        try {
            return JSON.readValue(json, Object.class) instanceof Map<?, ?> read ? understood(read) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<AccountFacts> understood(Map<?, ?> read) {
        Map<String, Object> members = new LinkedHashMap<>();
        read.forEach((name, value) -> members.put(String.valueOf(name), value));
        boolean good = Integer.valueOf(1).equals(members.get(VERSION))
                && is(Long.class, members, UNTIL)
                && is(String.class, members, REASON)
                && is(Boolean.class, members, MUST_RESET);
        return good ? Optional.of(new AccountFacts(members)) : Optional.empty();
    }

    private static boolean is(Class<?> type, Map<String, Object> members, String name) {
        Object value = members.get(name);
        return !members.containsKey(name) || type.isInstance(value) || (type == Long.class && value instanceof Integer);
    }

    @Override
    public String toString() {
        return "AccountFacts[]";
    }
}
