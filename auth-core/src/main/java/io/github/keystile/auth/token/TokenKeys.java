package io.github.keystile.auth.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;

/**
 * The key pair that signs access tokens, and public keys that verify besides: so that other services can check tokens
 * without being able to make them.
 *
 * <p>An RSA key of 2048 to 8192 bits signs with RS256, an EC key of the curve P-256 with ES256 (RFC 7518 section 3.1),
 * and neither ever with anything else. A key is named by its thumbprint (RFC 7638).
 *
 * <p><b>To rotate</b>: publish the next public key with {@link #alsoVerifying}; when every verifier has it (as long as
 * they keep the document), let it sign and the earlier one verify; when the last token of the earlier one has expired, leave that out.
 *
 * <p>The private key may be in hardware: each one is good that a provider which is installed in this Java signs with, and
 * every token asks it once.
 *
 * <p>Immutable, safe for use by many threads. It never writes the private key anywhere.
 */
public final class TokenKeys {
    private final SigningKey current;
    /** The current one first. */
    private final List<Jwk> published;

    private TokenKeys(SigningKey current, List<Jwk> published) {
        this.current = current;
        this.published = List.copyOf(published);
    }

    /**
     * Keys of which one signs and no other verifies.
     *
     * @param current signs, which is tried out
     * @return the keys
     * @throws IllegalArgumentException if it is an RSA key out of 2048 to 8192 bits or with a public exponent that is
     *     even or below 65537, an EC key of another curve than P-256, a key of another type, or if what the private key
     *     signs, if anything, is not of the public key; the message names the cure
     */
    public static TokenKeys of(KeyPair current) {
        Jwk jwk = Jwk.of(current.getPublic());
        return new TokenKeys(SigningKey.signing(jwk, current.getPrivate()), List.of(jwk));
    }

    /**
     * These keys and one more that verifies: an earlier one whose tokens still live, or the next one.
     *
     * @param other verifies and does not sign; add the newest first
     * @return new keys
     * @throws IllegalArgumentException if the key would be refused by {@link #of}, is here already, or would be the
     *     17th
     */
    public TokenKeys alsoVerifying(PublicKey other) {
        Jwk jwk = Jwk.of(other);
        if (published.stream().anyMatch(key -> key.id().equals(jwk.id()))) {
            throw new IllegalArgumentException("Give every key once");
        }
        if (published.size() == JwkReader.MAX_KEYS) {
            throw new IllegalArgumentException("Leave out keys whose tokens have expired: 16 are the most");
        }
        List<Jwk> more = new ArrayList<>(published);
        more.add(jwk);
        return new TokenKeys(current, more);
    }

    /**
     * The name of the key that signs.
     *
     * @return {@code kid}: 43 characters of base64url
     */
    public String keyId() {
        return current.id();
    }

    /**
     * All the public keys, to be served to verifiers, customarily as {@code /.well-known/jwks.json} of the type
     * {@code application/jwk-set+json}.
     *
     * @return a JWKS document (RFC 7517 section 5), the key that signs first; ASCII, and public members only
     */
    public String jwks() {
        ArrayNode keys = JsonNodeFactory.instance.arrayNode();
        published.forEach(key -> keys.add(key.json()));
        return JsonNodeFactory.instance.objectNode().set("keys", keys).toString();
    }

    /** All verify; the current one signs. */
    KeyRing ring(String type) {
        List<SigningKey> keys = new ArrayList<>();
        keys.add(current);
        published.stream().skip(1).map(SigningKey::verifying).forEach(keys::add);
        return KeyRing.of(type, keys);
    }

    /**
     * The names of the keys.
     *
     * @return nothing secret
     */
    @Override
    public String toString() {
        return "TokenKeys" + published.stream().map(Jwk::id).toList();
    }
}
