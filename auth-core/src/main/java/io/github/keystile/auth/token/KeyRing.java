package io.github.keystile.auth.token;

import com.auth0.jwt.algorithms.Algorithm;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keystile.auth.key.RootSecret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one kind of token: the newest signs, all verify. What a token says about its key only selects from
 * this fixed map (RFC 8725 section 3.10); another algorithm or kind is as unknown as another key.
 *
 * @param type the {@code typ} of the kind
 * @param newest the key that signs, unless this is the ring of a {@link TokenVerifier}, in which none does
 * @param byId every key, by {@code kid}
 */
record KeyRing(String type, SigningKey newest, Map<String, SigningKey> byId) {
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

    KeyRing {
        byId = Map.copyOf(byId);
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

    /** Finds the key that a header names, if the header says exactly what this ring's headers say. */
    Algorithm verifier(ObjectNode header) {
        if (header.size() != HEADER.size() || !HEADER.stream().allMatch(header::has)) {
            throw new IllegalArgumentException("Other header members than alg, typ, kid");
        }
        SigningKey key = byId.get(header.path("kid").textValue());
        if (key == null
                || !type.equals(header.path("typ").textValue())
                || !key.signature().getName().equals(header.path("alg").textValue())) {
            throw new IllegalArgumentException("No key of this ring");
        }
        return key.signature();
    }
}
