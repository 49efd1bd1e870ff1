package io.github.keystile.auth.testkit;

import io.github.keystile.auth.password.PasswordHasher;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One round of salted SHA-256 instead of bcrypt, for tests that sign in a thousand times. <b>Insecure:</b> a stolen
 * table of such hashes is read in minutes. Never use it outside of tests.
 *
 * <p>Counts its calls, so that a test can show that an unknown user costs as many hashes as a known one.
 *
 * <p>Safe for use by many threads.
 */
public final class InsecureFastHasher implements PasswordHasher {
    private static final String SCHEME = "{insecure-test-only}";
    private static final int SALT_LENGTH = 32;

    private final AtomicInteger hashes = new AtomicInteger();
    private final AtomicInteger verifies = new AtomicInteger();

    /** Has counted nothing yet. */
    public InsecureFastHasher() {}

    @Override
    public String hash(String password) {
        hashes.incrementAndGet();
        return digest(UUID.randomUUID().toString().replace("-", ""), password);
    }

    @Override
    public Match verify(String password, @Nullable String storedHash) {
        verifies.incrementAndGet();
        if (storedHash == null
                || !storedHash.startsWith(SCHEME)
                || storedHash.length() < SCHEME.length() + SALT_LENGTH) {
            return Match.UNUSABLE;
        }
        String salt = storedHash.substring(SCHEME.length(), SCHEME.length() + SALT_LENGTH);
        return digest(salt, password).equals(storedHash) ? Match.MATCHES : Match.DIFFERS;
    }

    @Override
    public boolean needsRehash(String storedHash) {
        return false;
    }

    /**
     * How often {@link #hash} was called.
     *
     * @return the number of calls so far
     */
    public int hashes() {
        return hashes.get();
    }

    /**
     * How often {@link #verify} was called, with or without a hash to compare with.
     *
     * @return the number of calls so far
     */
    public int verifies() {
        return verifies.get();
    }

    private static String digest(String salt, String password) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest((salt + password).getBytes(StandardCharsets.UTF_8));
            return SCHEME + salt + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
