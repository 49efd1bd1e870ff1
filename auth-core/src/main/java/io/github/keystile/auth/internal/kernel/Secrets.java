package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.CodeSource;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes codes, link tokens, tickets and ids, and the hashes under which they are stored. Every kind has a key of its
 * own, derived from the root secret.
 */
public final class Secrets {
    static final int LINK_TOKEN_LENGTH = 43;

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String DECOY = "!";
    private static final String NOBODY = "nobody";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern LINK_TOKEN = Pattern.compile("[A-Za-z0-9_-]{" + LINK_TOKEN_LENGTH + "}");

    private final SecureRandom random;
    private final CodeSource codes;
    private final SecretKeySpec codeKey;
    private final SecretKeySpec ticketKey;
    private final SecretKeySpec nameKey;

    public Secrets(RootSecret root, SecureRandom random, CodeSource codes) {
        this.random = random;
        this.codes = codes;
        this.codeKey = new SecretKeySpec(root.derive("code", KEY_BYTES), HMAC);
        this.ticketKey = new SecretKeySpec(root.derive("ticket", KEY_BYTES), HMAC);
        this.nameKey = new SecretKeySpec(root.derive("name", KEY_BYTES), HMAC);
    }

    /** 128 random bits: nobody guesses the challenge of another browser. */
    public String newId() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    public String newCode(int digits) {
        return codes.next(digits);
    }

    public String newLinkToken() {
        return randomText();
    }

    /** 256 random bits in place of a hash: no code has this HMAC, no token this SHA-256. */
    public String decoyHash() {
        return DECOY + randomText();
    }

    /** Known from the database only; to the caller decoys are like any other. */
    public static boolean isDecoy(String secretHash) {
        return secretHash.startsWith(DECOY);
    }

    public String codeHash(Purpose purpose, String challengeId, String subject, String code) {
        return mac(codeKey, purpose.name(), challengeId, subject, code);
    }

    public boolean codeMatches(Challenge challenge, String code) {
        return same(codeHash(challenge.purpose(), challenge.id(), challenge.subject(), code), challenge.secretHash());
    }

    public static boolean isLinkToken(String text) {
        return LINK_TOKEN.matcher(text).matches();
    }

    public static String linkHash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return encode(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    public String ticketMac(Challenge challenge, Instant expiresAt) {
        return mac(ticketKey, challenge.id(), challenge.secretHash(), Long.toString(expiresAt.toEpochMilli()));
    }

    /** A name for something that must not be readable in the database, such as an address or an IP. */
    public String opaque(String kind, String value) {
        return kind + ":" + mac(nameKey, kind, value);
    }

    /** Stands for an identifier without an account where its text must not, as the subject of decoys. */
    public String pseudonym(Identifier identifier) {
        return opaque(NOBODY, identifier.canonical());
    }

    /** What events call an identifier: nothing in the database is called so. */
    public String pseudonymInEvents(Identifier identifier) {
        return mac(nameKey, "identifier", identifier.canonical());
    }

    /** Whether a subject stands for an identifier without an account. */
    public static boolean isPseudonym(String subject) {
        return subject.startsWith(NOBODY + ":");
    }

    /** A mailbox in limits: what a decoy for the address would have as its subject, so that both meet one budget. */
    public String mailbox(EmailAddress email) {
        return pseudonym(Identifier.of(email));
    }

    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private String randomText() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return encode(bytes);
    }

    /** Each part is preceded by its length, so that no two lists of parts read the same. */
    private static String mac(SecretKeySpec key, String... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return encode(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no HMAC-SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
