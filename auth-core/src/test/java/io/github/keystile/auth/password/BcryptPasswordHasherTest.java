package io.github.keystile.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.Vectors;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class BcryptPasswordHasherTest {
    private static final String EMOJI = "\uD83D\uDE00";
    /** "abc" at cost 6, from jBCrypt's own test. */
    private static final String ABC = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";

    private final CountingBcrypt bcrypt = new CountingBcrypt();
    private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(10, bcrypt);
    private final BcryptPasswordHasher quick = new BcryptPasswordHasher(4, bcrypt);

    @Test
    @Tag("PWD-01")
    void hashesAtTheCostWithAFreshSalt() {
        String first = hasher.hash("correct horse");
        String second = hasher.hash("correct horse");

        assertThat(first).matches("\\{bcrypt}\\$2a\\$10\\$[./A-Za-z0-9]{53}").isNotEqualTo(second);
        assertThat(first.substring(15, 37)).isNotEqualTo(second.substring(15, 37));
        assertThat(BcryptPasswordHasher.create().hash("x")).startsWith("{bcrypt}$2a$12$");
        assertThat(hasher.verify("correct horse", first)).isEqualTo(Match.MATCHES);
        assertThat(hasher.verify("correct horsf", first)).isEqualTo(Match.DIFFERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 4, 9, 16, 31})
    @Tag("PWD-01")
    @Tag("CFG-01")
    void refusesCostsThatDoNotProtect(int cost) {
        assertThatThrownBy(() -> BcryptPasswordHasher.withCost(cost))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set 10 to 15");
    }

    static Stream<String> longStarts() {
        return Stream.of("a".repeat(72), "aaa" + EMOJI.repeat(17) + "z", "\u4E2D".repeat(24), "a".repeat(200));
    }

    @ParameterizedTest
    @MethodSource("longStarts")
    @Tag("PWD-02")
    @Tag("PWD-03")
    void theWholePasswordCounts(String start) {
        String stored = hasher.hash(start + EMOJI);

        assertThat(stored).startsWith("{bcrypt-hmac-sha384}$2a$10$").hasSizeLessThanOrEqualTo(255);
        assertThat(hasher.verify(start + EMOJI, stored)).isEqualTo(Match.MATCHES);
        assertThat(hasher.verify(start + "\uD83D\uDE01", stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(start, stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(start + EMOJI, hasher.hash(start))).isEqualTo(Match.DIFFERS);
    }

    @Test
    @Tag("PWD-02")
    void theSchemeChangesAfterSeventyTwoBytes() {
        assertThat(hasher.hash("\u4E2D".repeat(24))).startsWith("{bcrypt}");
        assertThat(hasher.hash("\u4E2D".repeat(24) + "a")).startsWith("{bcrypt-hmac-sha384}");
    }

    @Test
    @Tag("PWD-04")
    void thePreHashIsAsDocumentedAndIsNoPassword() throws Exception {
        String password = "long ".repeat(20);
        String stored = hasher.hash(password);
        StoredBcrypt parsed = StoredBcrypt.parse(stored).orElseThrow();
        Mac mac = Mac.getInstance("HmacSHA384");
        mac.init(new SecretKeySpec(parsed.salt(), "HmacSHA384"));
        String preHash = Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));

        assertThat(parsed.salt()).hasSize(16);
        assertThat(hasher.verify(preHash, stored.replace("{bcrypt-hmac-sha384}", "{bcrypt}")))
                .isEqualTo(Match.MATCHES);
        assertThat(hasher.verify(preHash, stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(password, stored.replace("{bcrypt-hmac-sha384}", "{bcrypt}")))
                .isEqualTo(Match.DIFFERS);
    }

    @Test
    @Tag("PWD-05")
    void matchesNothingThatCannotBeHashedFaithfully() {
        String question = hasher.hash("abcdefgh?");

        assertThat(hasher.verify("abcdefgh\uD800", question)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify("abcdefgh?\0abcdefgh?", question)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify("\0".repeat(8), hasher.hash(""))).isEqualTo(Match.DIFFERS);
        assertThatThrownBy(() -> hasher.hash("abc\0abcdefgh")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hasher.hash("abcdefgh\uD800")).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<String> anyPassword() {
        return Stream.of("", "short", "a".repeat(72), "a".repeat(73), "a".repeat(1024), "a\0b", "a\uD800");
    }

    @ParameterizedTest
    @MethodSource("anyPassword")
    @Tag("PWD-12")
    @Tag("LGN-02")
    void everyVerificationIsOneComputation(String password) {
        String known = quick.hash("correct horse");
        String knownLong = quick.hash("correct horse ".repeat(9));
        bcrypt.drain();

        assertThat(quick.verify(password, null)).isEqualTo(Match.UNUSABLE);
        assertThat(quick.verify(password, known)).isEqualTo(Match.DIFFERS);
        assertThat(quick.verify(password, knownLong)).isEqualTo(Match.DIFFERS);
        assertThat(quick.verify(password, known.substring("{bcrypt}".length()))).isEqualTo(Match.DIFFERS);
        assertThat(bcrypt.drain()).containsExactly(4, 4, 4, 4);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                " ",
                "garbage",
                "{bcrypt}",
                "{noop}abc",
                "{argon2}$2a$10$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "{BCRYPT}$2a$10$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "{bcrypt}{bcrypt}$2a$10$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$03$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$16$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "{bcrypt}$2a$20$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "{bcrypt-cut}$2a$16$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$32$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$6$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$\u0660\u0666$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2x$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i\n",
                "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0+"
            })
    @Tag("PWD-13")
    @Tag("PWD-20")
    void aHashThatCannotBeVerifiedCostsTheSame(@Nullable String stored) {
        assertThat(quick.verify("abc", stored)).isEqualTo(Match.UNUSABLE);
        assertThat(bcrypt.drain()).containsExactly(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"$2a$", "$2b$", "$2y$"})
    @Tag("PWD-14")
    void verifiesHashesOfOthersAndHasThemMadeAnew(String version) {
        String foreign = version + ABC.substring(4);

        assertThat(hasher.verify("abc", foreign)).isEqualTo(Match.MATCHES);
        assertThat(hasher.verify("abd", foreign)).isEqualTo(Match.DIFFERS);
        assertThat(bcrypt.drain()).containsExactly(6, 6);
        assertThat(hasher.needsRehash(foreign)).isTrue();
        assertThat(hasher.verify("abc", "{bcrypt}" + foreign)).isEqualTo(Match.MATCHES);
    }

    @ParameterizedTest
    @MethodSource("longStarts")
    @Tag("PWD-19")
    void aHashThatWasMarkedAsCutMatchesByTheFirstSeventyTwoBytes(String start) {
        byte[] first = Arrays.copyOf(start.getBytes(StandardCharsets.UTF_8), 72);
        byte[] salt = new byte[16];
        String others = new StoredBcrypt(null, 10, salt, Bcrypt.ofFavre().digest(10, salt, first)).encoded();
        String marked = "{bcrypt-cut}" + others.replace("$2a$", "$2b$");

        assertThat(hasher.verify(start + EMOJI, others)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(start + EMOJI, marked)).isEqualTo(Match.MATCHES);
        assertThat(hasher.verify("?" + start + EMOJI, marked)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(start + EMOJI + "\uD800", marked)).isEqualTo(Match.DIFFERS);
        assertThat(bcrypt.drain()).containsExactly(10, 10, 10, 10);
        assertThat(hasher.needsRehash(marked)).isTrue();
    }

    @Test
    @Tag("PWD-19")
    void withoutRehashNothingIsMadeAnew() {
        BcryptPasswordHasher sharing = BcryptPasswordHasher.withCost(15).withoutRehash();

        for (String prefix : new String[] {"", "{bcrypt}", "{bcrypt-cut}"}) {
            assertThat(sharing.verify("abc", prefix + ABC)).isEqualTo(Match.MATCHES);
            assertThat(sharing.needsRehash(prefix + ABC)).isFalse();
            assertThat(hasher.needsRehash(prefix + ABC)).isTrue();
        }
        assertThat(hasher.withoutRehash().hash("abc")).startsWith("{bcrypt}$2a$10$");
    }

    @Test
    @Tag("PWD-14")
    void hasWeakerHashesMadeAnewOnly() {
        String cost10 = hasher.hash("correct horse");
        String cost10Long = hasher.hash("correct horse ".repeat(9));

        assertThat(hasher.needsRehash(cost10)).isFalse();
        assertThat(hasher.needsRehash(cost10Long)).isFalse();
        assertThat(hasher.needsRehash(cost10.substring("{bcrypt}".length()))).isTrue();
        assertThat(hasher.needsRehash(cost10.replace("$10$", "$11$"))).isFalse();
        assertThat(hasher.needsRehash("garbage")).isTrue();
        assertThat(BcryptPasswordHasher.create().needsRehash(cost10)).isTrue();
        assertThat(BcryptPasswordHasher.create().needsRehash(cost10Long)).isTrue();
    }

    @Test
    @Tag("PWD-14")
    void agreesWithTheKnownAnswersOfOthers() {
        var answers = StreamSupport.stream(
                        Vectors.json("bcrypt/bcrypt_kat.json").get("tests").spliterator(), false)
                .filter(test -> test.path("password_utf8").isTextual())
                .toList();

        assertThat(answers).hasSizeGreaterThan(40);
        assertThat(answers).allSatisfy(test -> {
            String password = test.get("password_utf8").asText();
            String stored = test.get("hash").asText();
            assertThat(quick.verify(password, stored)).as(stored).isEqualTo(expected(test));
            // The dearer ones would only take longer.
            if (stored.startsWith("0", 4)) {
                assertThat(quick.verify(password + "x", stored)).as(stored).isNotEqualTo(Match.MATCHES);
            }
            if (expected(test) == Match.DIFFERS) {
                assertThat(quick.verify(password, "{bcrypt-cut}" + stored))
                        .as(stored)
                        .isEqualTo(Match.MATCHES);
            }
        });
    }

    @Test
    @Tag("PWD-14")
    void hashesOfBytesThatAreNoTextMatchNoText() {
        int hashes = 0;
        for (JsonNode test : Vectors.json("bcrypt/bcrypt_kat.json").get("tests")) {
            if (test.has("setting")) {
                String settingOnly = test.get("setting").asText();
                assertThat(quick.verify("", settingOnly)).as(settingOnly).isEqualTo(Match.UNUSABLE);
            } else if (!test.get("password_utf8").isTextual()) {
                String stored = test.get("hash").asText();
                String misread = new String(
                        HexFormat.of().parseHex(test.get("password_hex").asText()), StandardCharsets.UTF_8);
                assertThat(quick.verify(misread, stored)).as(stored).isNotEqualTo(Match.MATCHES);
                hashes++;
            }
        }
        assertThat(hashes).isGreaterThan(25);
    }

    @Test
    @Tag("API-02")
    void noNaughtyStringThrows() {
        for (JsonNode string : Vectors.json("strings/blns.json")) {
            String raw = string.asText();
            assertThat(StoredBcrypt.parse(raw)).isEmpty();
            assertThat(quick.verify(raw, quick.hash(raw))).as(raw).isEqualTo(Match.MATCHES);
        }
    }

    private static Match expected(JsonNode test) {
        if (test.get("hash").asText().startsWith("$2x$")) {
            return Match.UNUSABLE;
        }
        return test.get("password_len").asInt() > 72 ? Match.DIFFERS : Match.MATCHES;
    }
}
