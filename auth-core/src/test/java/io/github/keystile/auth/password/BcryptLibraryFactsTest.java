package io.github.keystile.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategy;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.keystile.auth.Vectors;
import io.github.keystile.auth.password.PasswordHasher.Match;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What at.favre.lib:bcrypt does with odd input, beside what the hasher makes of it. Where the library's half of a test
 * fails after an update, a guard may have become needless; where the hasher's half fails, it is missing.
 */
class BcryptLibraryFactsTest {
    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

    private final BcryptPasswordHasher hasher = new BcryptPasswordHasher(4, Bcrypt.ofFavre());

    @Test
    @Tag("PWD-12")
    void theLibraryThrowsOverSeventyTwoBytes() {
        String stored = library(LongPasswordStrategies.strict(VERSION), "a".repeat(72));

        assertThatThrownBy(() -> libraryVerifies("a".repeat(73), stored)).isInstanceOf(IllegalArgumentException.class);
        assertThat(hasher.verify("a".repeat(73), stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify("a".repeat(72), stored)).isEqualTo(Match.MATCHES);
    }

    @Test
    @Tag("PWD-02")
    void theLibraryCanTruncate() {
        String stored = library(LongPasswordStrategies.truncate(VERSION), "a".repeat(72) + "secret");

        assertThat(libraryVerifies("a".repeat(72), stored)).isTrue();
        String own = hasher.hash("a".repeat(72) + "secret");
        assertThat(hasher.verify("a".repeat(72), own)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify("a".repeat(72) + "public", own)).isEqualTo(Match.DIFFERS);
    }

    @Test
    @Tag("PWD-04")
    void theLibraryCanFeedARawDigest() throws Exception {
        String password = "a".repeat(80);
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(password.getBytes(StandardCharsets.UTF_8));
        String stored = library(LongPasswordStrategies.hashSha512(VERSION), password);

        assertThat(BCrypt.verifyer().verify(digest, stored.getBytes(StandardCharsets.US_ASCII)).verified)
                .isTrue();
        assertThat(hasher.verify(password, stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.hash(password)).startsWith("{bcrypt-hmac-sha384}");
    }

    @Test
    @Tag("PWD-05")
    void theLibraryRepeatsAtANul() {
        String stored = library(LongPasswordStrategies.strict(VERSION), "abc");

        assertThat(libraryVerifies("abc\0abc", stored)).isTrue();
        assertThat(hasher.verify("abc\0abc", stored)).isEqualTo(Match.DIFFERS);
        assertThat(PasswordPolicy.ofDefaults().canonical("abc\0abc")).isEmpty();
    }

    @Test
    @Tag("PWD-05")
    void loneSurrogatesBecomeQuestionMarks() {
        String stored = library(LongPasswordStrategies.strict(VERSION), "abc?");

        assertThat(libraryVerifies("abc\uD800", stored)).isTrue();
        assertThat(hasher.verify("abc\uD800", stored)).isEqualTo(Match.DIFFERS);
        assertThat(PasswordPolicy.ofDefaults().canonical("abc\uD800")).isEmpty();
    }

    @Test
    @Tag("PWD-06")
    void onlyTheCanonicalFormVerifiesInEverySpelling() {
        PasswordPolicy policy = PasswordPolicy.ofDefaults();
        String composed = "caf\u00E9 cr\u00E8me";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        String stored = hasher.hash(policy.canonical(composed).orElseThrow());

        assertThat(hasher.verify(decomposed, stored)).isEqualTo(Match.DIFFERS);
        assertThat(hasher.verify(policy.canonical(decomposed).orElseThrow(), stored))
                .isEqualTo(Match.MATCHES);
    }

    @Test
    @Tag("PWD-13")
    void theLastCharacterHasSpareBits() {
        String stored = hasher.hash("correct horse");
        String alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        String cut = stored.substring(0, stored.length() - 1);

        assertThat(alphabet.chars()
                        .mapToObj(c -> hasher.verify("correct horse", cut + (char) c))
                        .filter(Match.MATCHES::equals))
                .hasSize(4);
    }

    @Test
    @Tag("PWD-13")
    void theLibraryThrowsOnHashesThatItCannotRead() {
        String salted = "$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";

        assertThat(Stream.of("", "$2a$03" + salted, "$2a$32" + salted)).allSatisfy(stored -> {
            assertThatThrownBy(() -> libraryVerifies("U*U", stored)).isInstanceOf(IllegalArgumentException.class);
            assertThat(hasher.verify("U*U", stored)).isEqualTo(Match.UNUSABLE);
        });
    }

    @Test
    @Tag("PWD-13")
    void theLibraryComputesTheBrokenVersionAsAnother() {
        var broken = StreamSupport.stream(
                        Vectors.json("bcrypt/bcrypt_kat.json").get("tests").spliterator(), false)
                .filter(test -> test.path("hash").asText().startsWith("$2x$"))
                .toList();

        assertThat(broken).hasSize(8);
        assertThat(broken).anySatisfy(test -> assertThat(libraryVerifies(test)).isFalse());
        assertThat(broken)
                .allSatisfy(
                        test -> assertThat(hasher.verify("a", test.get("hash").asText()))
                                .isEqualTo(Match.UNUSABLE));
    }

    private static String library(LongPasswordStrategy strategy, String password) {
        byte[] hash = BCrypt.with(VERSION, strategy).hash(4, new byte[16], password.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }

    private static boolean libraryVerifies(String password, String stored) {
        return BCrypt.verifyer()
                .verify(password.getBytes(StandardCharsets.UTF_8), stored.getBytes(StandardCharsets.US_ASCII))
                .verified;
    }

    private static boolean libraryVerifies(JsonNode test) {
        byte[] password = HexFormat.of().parseHex(test.get("password_hex").asText());
        byte[] stored = test.get("hash").asText().getBytes(StandardCharsets.US_ASCII);
        return BCrypt.verifyer().verify(password, stored).verified;
    }
}
