package io.github.keystile.auth.password;

import io.github.keystile.auth.password.StoredBcrypt.Scheme;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with bcrypt. Safe for use by many threads; each call keeps one processor busy for its whole time,
 * about a fifth of a second at cost 12.
 *
 * <p><b>Stored format.</b> A password of at most 72 bytes in UTF-8 is stored as <code>{bcrypt}$2a$12$…</code>. A longer
 * one is stored as <code>{bcrypt-hmac-sha384}$2a$12$…</code>: bcrypt over the base64 text of
 * HMAC-SHA-384(key = the 16 bytes of the bcrypt salt, message = the password in UTF-8). {@code $2x$}, a cost under 4 or
 * over 15, and everything else cannot be verified.
 *
 * <p><b>Importing hashes</b> of other software. A bare {@code $2a$}, {@code $2b$} or {@code $2y$} hash is verified as the
 * first kind, so a password over 72 bytes never matches it. If the other software took longer passwords and let bcrypt cut
 * them, write <code>{bcrypt-cut}</code> before its hashes when you import them: they match by the first 72 bytes. Either
 * is made anew when its owner logs in, and the whole password counts from then on; what is written then, as after each new
 * password, begins with a scheme that the other software does not know. Where it still reads the same hashes, {@link
 * #withoutRehash} leaves those that match as they are.
 *
 * <p><b>Security guarantees.</b>
 *
 * <ul>
 *   <li>The whole password counts, but for hashes that were marked as cut. bcrypt alone ignores what follows byte 72; a
 *       password that long never matches a hash of the first kind, and a shorter one, such as the pre-hash itself, never
 *       one of the second (OWASP Password Storage Cheat Sheet, Pre-Hashing Passwords with bcrypt).
 *   <li>{@link #verify} computes bcrypt exactly once, for no hash and for every hash and password, and never throws.
 *       Without a hash that can be verified it computes at this hasher's cost; otherwise at the stored cost, so that
 *       hashes of a lower cost answer faster until {@link #needsRehash} has had them made anew at login.
 *   <li>The cost is 10 or more (OWASP ASVS 5.0, 11.4.2), the salt 16 random bytes.
 *   <li>Text with U+0000 or a lone surrogate is refused by {@link #hash} and matches nothing.
 * </ul>
 */
public final class BcryptPasswordHasher implements PasswordHasher {
    private static final int DEFAULT_COST = 12;
    private static final int LOWEST_COST = 10;
    private static final int HIGHEST_COST = StoredBcrypt.MAX_COST;
    private static final int SALT_BYTES = 16;
    private static final int MAX_BYTES = 72;
    private static final String MAC = "HmacSHA384";

    private final int cost;
    private final Bcrypt bcrypt;
    private final boolean rehash;
    private final SecureRandom random = new SecureRandom();
    private final StoredBcrypt dummy;

    BcryptPasswordHasher(int cost, Bcrypt bcrypt) {
        this(cost, bcrypt, true);
    }

    private BcryptPasswordHasher(int cost, Bcrypt bcrypt, boolean rehash) {
        this.cost = cost;
        this.bcrypt = bcrypt;
        this.rehash = rehash;
        this.dummy = new StoredBcrypt(Scheme.PLAIN, cost, newSalt(), new byte[StoredBcrypt.DIGEST_BYTES]);
    }

    /**
     * A hasher of cost 12.
     *
     * @return the hasher
     */
    public static BcryptPasswordHasher create() {
        return withCost(DEFAULT_COST);
    }

    /**
     * A hasher of another cost. Each step up doubles the time; existing hashes of a lower cost are made anew when
     * their owners log in.
     *
     * @param cost 10 to 15
     * @return the hasher
     * @throws IllegalArgumentException if out of range; the message says what to do
     */
    public static BcryptPasswordHasher withCost(int cost) {
        if (cost < LOWEST_COST || cost > HIGHEST_COST) {
            throw new IllegalArgumentException("bcrypt cost is " + cost
                    + ": set 10 to 15; below 10 hashes are guessed too fast, and 12 takes about 0.2 s");
        }
        return new BcryptPasswordHasher(cost, Bcrypt.ofFavre());
    }

    /**
     * This hasher, but {@link #needsRehash} is never true: hashes that other software reads as well stay as it knows them.
     * Weak ones then stay weak, and cut ones cut, until their owners set a new password, which is written as ever.
     *
     * @return another hasher
     */
    public BcryptPasswordHasher withoutRehash() {
        return new BcryptPasswordHasher(cost, bcrypt, false);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the password holds U+0000 or a lone surrogate, which
     *     {@link PasswordPolicy#canonical} lets nobody pass
     */
    @Override
    public String hash(String password) {
        if (!PasswordText.isFaithful(password)) {
            throw new IllegalArgumentException("The password was not made canonical: call PasswordPolicy.canonical");
        }
        byte[] utf8 = utf8(password);
        byte[] salt = newSalt();
        byte[] digest = bcrypt.digest(cost, salt, material(utf8, salt));
        return new StoredBcrypt(schemeFor(utf8), cost, salt, digest).encoded();
    }

    @Override
    public Match verify(String password, @Nullable String storedHash) {
        Optional<StoredBcrypt> parsed = StoredBcrypt.parse(storedHash);
        StoredBcrypt stored = parsed.orElse(dummy);
        byte[] utf8 = utf8(password);
        boolean cut = stored.scheme() == Scheme.CUT;
        byte[] material = cut ? start(utf8) : material(utf8, stored.salt());
        boolean same = MessageDigest.isEqual(stored.digest(), bcrypt.digest(stored.cost(), stored.salt(), material));
        if (parsed.isEmpty()) {
            return Match.UNUSABLE;
        }
        Scheme scheme = stored.scheme() == null ? Scheme.PLAIN : stored.scheme();
        boolean comparable = (cut || scheme == schemeFor(utf8)) && PasswordText.isFaithful(password);
        return same && comparable ? Match.MATCHES : Match.DIFFERS;
    }

    /**
     * {@inheritDoc}
     *
     * <p>True for a bare hash, for one that was marked as cut, for a cost lower than this hasher's, and for what cannot be
     * verified; never {@linkplain #withoutRehash() without rehash}. The other schemes need no look: a password matches only
     * under the one that it would get today.
     */
    @Override
    public boolean needsRehash(String storedHash) {
        return rehash
                && StoredBcrypt.parse(storedHash)
                        .map(stored -> stored.scheme() == null || stored.scheme() == Scheme.CUT || stored.cost() < cost)
                        .orElse(true);
    }

    private byte[] newSalt() {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }

    private static byte[] material(byte[] utf8, byte[] salt) {
        if (schemeFor(utf8) == Scheme.PLAIN) {
            return utf8;
        }
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(salt, MAC));
            return Base64.getEncoder().encode(mac.doFinal(utf8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + MAC, e);
        }
    }

    private static byte[] start(byte[] utf8) {
        return utf8.length <= MAX_BYTES ? utf8 : Arrays.copyOf(utf8, MAX_BYTES);
    }

    private static Scheme schemeFor(byte[] utf8) {
        return utf8.length <= MAX_BYTES ? Scheme.PLAIN : Scheme.HMAC;
    }

    private static byte[] utf8(String password) {
        return password.getBytes(StandardCharsets.UTF_8);
    }
}
