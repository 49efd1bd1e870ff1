package io.github.keystile.auth.key;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one secret an application keeps. Every other key — of tokens, codes, tickets — is derived from it under a
 * label of its own. To replace it, put the new one before the old one:
 * {@code newest.withPrevious(older)}; what the older one signed stays valid until it is left out again, which is
 * safe once no token of it can be alive. Where several nodes are changed one after another, all of them first get {@code
 * older.withPrevious(newest)}, so that each can read what the first of them signs anew.
 *
 * <p><b>Security guarantees.</b> What cannot be a random secret is refused: under 32 bytes (RFC 7518 section 3.2),
 * fewer than 8 different bytes, a repeated pattern of up to 8 bytes, a published example (RFC 8725 section 3.5), and
 * what has the shape of one: words such as "change this secret key", counting, a place-holder in brackets. No more
 * than that: other long sentences pass, and are still no secrets. No message, {@link #toString} or derived
 * value tells the secret.
 *
 * <p>Immutable, safe for use by many threads. Two objects are equal only if they are the same one.
 */
public final class RootSecret {
    private static final int GENERATED_BYTES = 64;
    private static final int KEY_ID_BYTES = 9;
    private static final byte[] SALT = "keystile root secret".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern TENANT = Pattern.compile("[ -~]{1,64}");

    private final byte[] pseudoRandomKey;
    private final int length;
    private final String keyId;
    private final List<RootSecret> previous;

    private RootSecret(byte[] secret) {
        SecretStrength.require(secret);
        this.pseudoRandomKey = Hkdf.extract(SALT, secret);
        this.length = secret.length;
        this.previous = List.of();
        this.keyId = Base64.getUrlEncoder().encodeToString(derive("key id", KEY_ID_BYTES));
    }

    private RootSecret(RootSecret newest, List<RootSecret> previous) {
        this.pseudoRandomKey = newest.pseudoRandomKey;
        this.length = newest.length;
        this.keyId = newest.keyId;
        this.previous = List.copyOf(previous);
    }

    /**
     * A secret of bytes.
     *
     * @param secret 32 random bytes or more; copied
     * @return the root secret
     * @throws IllegalArgumentException if it is weak; the message names the cure
     */
    public static RootSecret of(byte[] secret) {
        return new RootSecret(secret.clone());
    }

    /**
     * A secret in Base64 (RFC 4648), standard or URL-safe alphabet, with or without padding.
     *
     * @param secret 32 random bytes or more, encoded
     * @return the root secret
     * @throws IllegalArgumentException if it is not Base64 or is weak; the message names the cure
     */
    public static RootSecret ofBase64(String secret) {
        return new RootSecret(decode(secret.replace('-', '+').replace('_', '/')));
    }

    /**
     * A secret that is a long random text, as {@code JWT_SECRET} variables usually hold. Its UTF-8 bytes are the
     * secret; it is not decoded, even if it looks like Base64 or hexadecimal.
     *
     * @param secret 32 bytes or more
     * @return the root secret
     * @throws IllegalArgumentException if it is weak, or begins or ends with white space, which another reader of the same
     *     text would cut; the message names the cure
     */
    public static RootSecret ofText(String secret) {
        SecretStrength.requireNothingAround(secret);
        return new RootSecret(secret.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text in an environment variable, as {@link #ofText} takes it.
     *
     * @param variable the variable's name, e.g. {@code JWT_SECRET}
     * @return the root secret
     * @throws IllegalStateException if the variable is unset, empty or weak; the message names the variable and the
     *     cure, never the value
     */
    public static RootSecret fromEnvironment(String variable) {
        return fromEnvironment(variable, System::getenv);
    }

    static RootSecret fromEnvironment(String variable, UnaryOperator<@Nullable String> environment) {
        Objects.requireNonNull(variable, "variable");
        String value = environment.apply(variable);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException(
                    "Set the environment variable " + variable + " to a root secret: " + SecretStrength.CURE);
        }
        try {
            return ofText(value);
        } catch (IllegalArgumentException weak) {
            throw new IllegalStateException("Change the environment variable " + variable + ". " + weak.getMessage());
        }
    }

    /**
     * A new random secret of 64 bytes, enough for every algorithm. It dies with the process unless it is kept, and
     * all tokens and codes with it.
     *
     * @return the root secret
     */
    public static RootSecret generate() {
        byte[] secret = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(secret);
        return new RootSecret(secret);
    }

    /**
     * This secret as the newest, with an older one that still counts.
     *
     * @param older the secret before this one's last previous one; its own previous ones follow it
     * @return a new key ring; this one is unchanged
     * @throws IllegalArgumentException if a secret would be in the ring twice
     */
    public RootSecret withPrevious(RootSecret older) {
        List<RootSecret> ring = new ArrayList<>(previous);
        ring.add(new RootSecret(older, List.of()));
        ring.addAll(older.previous);
        Set<String> keyIds = new HashSet<>(Set.of(keyId));
        if (!ring.stream().allMatch(secret -> keyIds.add(secret.keyId))) {
            throw new IllegalArgumentException("Leave the root secret with the key id that is in the ring already out");
        }
        return new RootSecret(this, ring);
    }

    /**
     * The secret of one tenant, brand or other service with a database of its own: tokens, codes and tickets of one prove
     * nothing to another. Two services with one root secret need it, unless they shall let in who signed in at the other.
     *
     * @param name of the tenant, 1 to 64 printable ASCII characters; another name is another secret
     * @return a secret as long as this one, 64 bytes at most, with the previous ones of this one; the same for the same name
     * @throws IllegalArgumentException if the name is another text
     */
    public RootSecret forTenant(String name) {
        if (!TENANT.matcher(name).matches()) {
            throw new IllegalArgumentException("Name the tenant with 1 to 64 printable ASCII characters");
        }
        RootSecret own = new RootSecret(derive("tenant " + name, Math.min(length, GENERATED_BYTES)));
        return new RootSecret(
                own, previous.stream().map(older -> older.forTenant(name)).toList());
    }

    /**
     * The older secrets that still count.
     *
     * @return newest first, each without previous ones of its own; unmodifiable, usually empty
     */
    public List<RootSecret> previous() {
        return previous;
    }

    /**
     * How long the secret is, its previous ones left out.
     *
     * @return bytes, 32 or more
     */
    public int length() {
        return length;
    }

    /**
     * A public name of this secret, from which the secret cannot be found; {@code kid} in tokens (RFC 7515 section
     * 4.1.4).
     *
     * @return 12 characters of {@code A-Z a-z 0-9 - _}, the same for the same secret
     */
    public String keyId() {
        return keyId;
    }

    /**
     * A key for one purpose, by HKDF with HMAC-SHA-256 (RFC 5869). Keys of different labels tell nothing about each
     * other nor about this secret. Previous secrets have no part in it.
     *
     * @param label the purpose; not empty
     * @param bytes the length of the key, 1 to 8160
     * @return a new array, the same bytes for the same secret, label and length
     * @throws IllegalArgumentException if the label is empty or the length out of range
     */
    public byte[] derive(String label, int bytes) {
        if (label.isEmpty()) {
            throw new IllegalArgumentException("Name the purpose of the key in the label");
        }
        if (bytes < 1 || bytes > Hkdf.MAX_BYTES) {
            throw new IllegalArgumentException("Derive 1 to " + Hkdf.MAX_BYTES + " bytes");
        }
        return Hkdf.expand(pseudoRandomKey, label.getBytes(StandardCharsets.UTF_8), bytes);
    }

    /** Shows the key id and nothing else. */
    @Override
    public String toString() {
        return "RootSecret[" + keyId + "]";
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message names characters of the secret.
            throw new IllegalArgumentException("The root secret is not Base64: " + SecretStrength.CURE);
        }
    }
}
