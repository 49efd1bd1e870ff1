package io.github.keystile.auth.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keystile.auth.key.RootSecret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of one kind of token: the newest signs, all verify. What a token says about its key only selects from
 * this fixed map (RFC 8725 section 3.10); another algorithm or kind is as unknown as another key.
 */
final class KeyRing {
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    private final String type;
    private final SigningKey newest;
    private final Map<String, SigningKey> byId;
    /** By what its tokens begin with, to the dot, when java-jwt writes them; the newest first. */
    private final Map<String, SigningKey> byHeader = new LinkedHashMap<>();

    private KeyRing(String type, SigningKey newest, Map<String, SigningKey> byId) {
        this.type = type;
        this.newest = newest;
        this.byId = byId;
        byId.values().forEach(key -> byHeader.put(header(key), key));
    }

    /** The newest first, each with an id of its own. */
    static KeyRing of(String type, List<SigningKey> keys) {
        Map<String, SigningKey> byId = new LinkedHashMap<>();
        for (SigningKey key : keys) {
            if (byId.put(key.id(), key) != null) {
                throw new IllegalArgumentException("Two keys have the same kid");
            }
        }
        return new KeyRing(type, keys.get(0), byId);
    }

    /** Previous secrets too short for the algorithm are left out: they cannot have signed with it. */
    static KeyRing derive(RootSecret secret, TokenAlgorithm algorithm, String type) {
        SigningKey newest = SigningKey.derive(secret, algorithm, type);
        Map<String, SigningKey> keys = new LinkedHashMap<>();
        keys.put(newest.id(), newest);
        for (RootSecret older : secret.previous()) {
            if (older.length() >= algorithm.keyBytes()) {
                keys.put(older.keyId(), SigningKey.derive(older, algorithm, type));
            }
        }
        return new KeyRing(type, newest, keys);
    }

    /** The {@code typ} of the kind. */
    String type() {
        return type;
    }

    /** The key that signs, unless this is the ring of a {@link TokenVerifier}, in which none does. */
    SigningKey newest() {
        return newest;
    }

    boolean has(String keyId) {
        return byId.containsKey(keyId);
    }

    /**
     * Finds the key that a token names. Its first part is a text that is known beforehand, and parsed only where it is spelled
     * otherwise: with its members in another order, for instance.
     */
    Optional<SigningKey> key(CompactForm token) {
        for (Map.Entry<String, SigningKey> usual : byHeader.entrySet()) {
            if (token.hasHeader(usual.getKey())) {
                return Optional.of(usual.getValue());
            }
        }
        return token.header().flatMap(StrictJson::object).flatMap(this::key);
    }

    /** Only if the header says exactly what this ring's headers say. */
    private Optional<SigningKey> key(ObjectNode header) {
        if (header.size() != HEADER.size() || !HEADER.stream().allMatch(header::has)) {
            return Optional.empty();
        }
        return Optional.ofNullable(header.path("kid").textValue())
                .map(byId::get)
                .filter(key -> type.equals(header.path("typ").textValue()))
                .filter(key -> key.algorithm().equals(header.path("alg").textValue()));
    }

    private String header(SigningKey key) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("typ", type)
                .put("kid", key.id())
                .put("alg", key.algorithm())
                .toString();
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
