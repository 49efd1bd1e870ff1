package io.github.keystile.auth.password;

import io.github.keystile.auth.fuzz.FuzzText;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.util.List;
import java.util.Optional;

/**
 * Any stored hash costs one bcrypt of a bounded cost, and any password matches only what could have been stored for it.
 * A text is the stored hash, a line end and the password.
 */
public final class StoredHashFuzz {
    private static final int FAST = 6;
    private static final Bcrypt REAL = Bcrypt.ofFavre();
    private static final String LONG = "\u00e9".repeat(40);
    private static final String STORED = new BcryptPasswordHasher(4, REAL).hash("horse");
    private static final String STORED_LONG = new BcryptPasswordHasher(4, REAL).hash(LONG);

    private StoredHashFuzz() {}

    public static List<String> seeds() {
        String salt = "......................";
        return List.of(
                "$S\nhorse",
                "$L\n" + LONG,
                "{bcrypt}$2a$04$" + salt + "0123456789012345678901234567890\nhorse",
                "$2b$05$" + salt + "0123456789012345678901234567890\nhorse",
                "{bcrypt-cut}$2b$04$" + salt + "0123456789012345678901234567890\n" + LONG,
                "$2y$31$" + salt + "0123456789012345678901234567890\nhorse",
                "{bcrypt-hmac-sha384}$2a$04$" + salt + "0123456789012345678901234567890\n" + LONG,
                "{argon2}$argon2id$v=19$m=1,t=1,p=1$AA$AA\nhorse",
                "\n");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String[] pair = FuzzText.pair(FuzzText.of(bytes));
        String stored = pair[0].replace("$S", STORED).replace("$L", STORED_LONG);
        check(stored, pair[1]);
        FuzzText.require(StoredBcrypt.parse(FuzzText.inflated(stored)).isEmpty(), "a huge hash", stored);
    }

    private static void check(String stored, String password) {
        Optional<StoredBcrypt> parsed = StoredBcrypt.parse(stored);
        Counting bcrypt = new Counting();
        BcryptPasswordHasher hasher = new BcryptPasswordHasher(4, bcrypt);
        Match match = hasher.verify(password, stored);
        FuzzText.require(bcrypt.count == 1, "one hash for every text", stored);
        FuzzText.require(bcrypt.cost >= 4 && bcrypt.cost <= 15, "a cost without bound", stored);
        FuzzText.require((match == Match.UNUSABLE) == parsed.isEmpty(), "usable or not", stored);
        FuzzText.require(parsed.isPresent() || bcrypt.cost == 4, "the cost of garbage", stored);
        parsed.ifPresent(hash -> {
            FuzzText.require(plain(hash.encoded()).equals(plain(stored)), "decoded otherwise", stored);
            FuzzText.require(
                    StoredBcrypt.parse(hash.encoded())
                            .map(StoredBcrypt::encoded)
                            .equals(Optional.of(hash.encoded())),
                    "not settled",
                    stored);
            boolean foreign = !stored.startsWith("{") || stored.startsWith("{bcrypt-cut}");
            FuzzText.require(hasher.needsRehash(stored) == foreign, "rehash", stored);
        });
        if (match == Match.MATCHES && bcrypt.cost <= FAST) {
            String right = password.equals("horse") ? STORED : password.equals(LONG) ? STORED_LONG : "";
            FuzzText.require(plain(right).endsWith(plain(stored)), "another password or hash", stored);
        }
    }

    /** Without the letter of the version and the two characters that hold bits to spare. */
    private static String plain(String stored) {
        int end = stored.length();
        return end < 60
                ? stored
                : stored.substring(0, end - 58) + "$" + stored.substring(end - 57, end - 32) + "."
                        + stored.substring(end - 31, end - 1);
    }

    /** What would take minutes is not computed: that it was asked for, and how often, is what counts. */
    private static final class Counting implements Bcrypt {
        private int count;
        private int cost;

        @Override
        public byte[] digest(int wanted, byte[] salt, byte[] material) {
            count++;
            cost = wanted;
            return wanted > FAST ? new byte[StoredBcrypt.DIGEST_BYTES] : REAL.digest(wanted, salt, material);
        }
    }
}
