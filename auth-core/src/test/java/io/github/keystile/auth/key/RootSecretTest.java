package io.github.keystile.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootSecretTest {
    private static final String TEXT = "k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH";

    @Test
    @Tag("JWT-02")
    void refusesUnder32Bytes() {
        for (int length = 0; length < 32; length++) {
            String weak = TEXT.substring(0, length);
            assertRefused(weak);
        }
        assertThat(RootSecret.ofText(TEXT).length()).isEqualTo(32);
    }

    @ParameterizedTest
    @Tag("JWT-02")
    @ValueSource(
            strings = {
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefgabcdeffedcbagfedcbaabcdefgabcdefg",
                "aAbBcCdDaAbBcCdDaAbBcCdDaAbBcCdDaAb",
                "a-string-secret-at-least-256-bits-long",
                "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
                "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
                "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
                "super-secret-jwt-token-with-at-least-32-characters-long",
                "0123456789abcdef0123456789abcdef"
            })
    void refusesWhatCannotBeRandom(String weak) {
        assertRefused(weak);
    }

    @Test
    @Tag("JWT-02")
    void refusesPublishedSecretsAlsoDecoded() {
        String fastApi = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7";
        String rfc7515 = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.of(HexFormat.of().parseHex(fastApi)))
                .withMessageContaining("published");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.ofBase64(rfc7515))
                .withMessageContaining("published");
    }

    @Test
    void acceptsAPatternLongerThanEightBytes() {
        assertThat(RootSecret.ofText("k7Jd0/qPzk7Jd0/qPzk7Jd0/qPzk7Jd0/qPz").length())
                .isEqualTo(36);
    }

    @Test
    @Tag("JWT-02")
    void readsBytesTextAndEveryBase64Alike() {
        byte[] bytes = new byte[34];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) (0xfb - 7 * i));
        String keyId = RootSecret.of(bytes).keyId();

        assertThat(RootSecret.ofBase64(Base64.getEncoder().encodeToString(bytes))
                        .keyId())
                .isEqualTo(keyId);
        assertThat(RootSecret.ofBase64(Base64.getUrlEncoder().encodeToString(bytes))
                        .keyId())
                .isEqualTo(keyId);
        assertThat(RootSecret.ofBase64(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                        .keyId())
                .isEqualTo(keyId);
        assertThat(RootSecret.ofText(TEXT).keyId())
                .isEqualTo(RootSecret.of(TEXT.getBytes(StandardCharsets.UTF_8)).keyId());
    }

    @Test
    void refusesWhatIsNotBase64WithoutRepeatingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.ofBase64(TEXT + "§§"))
                .withMessageContaining("openssl rand")
                .withMessageNotContaining("a7")
                .withNoCause();
    }

    @Test
    @Tag("JWT-02")
    void refusesTextWithWhiteSpaceAroundIt() {
        for (String text :
                List.of(TEXT + "\n", TEXT + "\r\n", " " + TEXT, TEXT + "\t", "\u00a0" + TEXT, TEXT + "\ufeff")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RootSecret.ofText(text))
                    .withMessageContaining("white space")
                    .withMessageNotContaining(TEXT);
            assertThatIllegalStateException()
                    .isThrownBy(() -> RootSecret.fromEnvironment("JWT_SECRET", name -> text))
                    .withMessageContaining("JWT_SECRET")
                    .withMessageContaining("white space");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-very-secret-key-must-be-at-least-256-bits!",
                "REPLACE_ME_WITH_A_REALLY_LONG_RANDOM_STRING_42",
                "dev-only-secret-do-not-use-in-production-please",
                "MySuperSecretSigningKeyForMyTestApplication123",
                "${JWT_SECRET:-k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH}",
                "<k7Jd0/qPz3+Wm1xV9sYtR5uB2nE8aLgH-paste-yours>",
                "987654321098765432109876543210987654321098765432",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz"
            })
    @Tag("JWT-02")
    void refusesWhatHasTheShapeOfAPlaceHolder(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.ofText(text))
                .withMessageContaining("openssl rand")
                .withMessageNotContaining(text);
    }

    @Test
    @Tag("JWT-02")
    void takesWhateverIsRandom() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            RootSecret.of(bytes);
            RootSecret.ofText(Base64.getUrlEncoder().encodeToString(bytes));
            RootSecret.ofText(HexFormat.of().formatHex(bytes));
        }
    }

    @Test
    void everyTenantHasASecretOfItsOwn() {
        RootSecret shared = RootSecret.ofText(TEXT);
        RootSecret one = shared.forTenant("one");

        assertThat(one.keyId()).isEqualTo(shared.forTenant("one").keyId()).isNotEqualTo(shared.keyId());
        assertThat(one.keyId()).isNotEqualTo(shared.forTenant("One").keyId());
        assertThat(one.length()).isEqualTo(Math.min(64, shared.length()));
        RootSecret older = RootSecret.generate();
        assertThat(shared.withPrevious(older).forTenant("one").previous())
                .extracting(RootSecret::keyId)
                .containsExactly(older.forTenant("one").keyId());
        for (String name : List.of("", "x".repeat(65), "\u00e4", "a\nb")) {
            assertThatIllegalArgumentException().isThrownBy(() -> shared.forTenant(name));
        }
    }

    @Test
    void copiesTheBytes() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        RootSecret secret = RootSecret.of(bytes);
        bytes[0]++;

        assertThat(secret.keyId()).isEqualTo(RootSecret.ofText(TEXT).keyId());
    }

    @Test
    void derivesAKeyPerLabelAndSecret() {
        RootSecret secret = RootSecret.ofText(TEXT);

        assertThat(secret.derive("a", 32)).isEqualTo(RootSecret.ofText(TEXT).derive("a", 32));
        assertThat(secret.derive("a", 32)).isNotEqualTo(secret.derive("b", 32));
        assertThat(secret.derive("a", 32))
                .isNotEqualTo(RootSecret.ofText(TEXT + "x").derive("a", 32));
        assertThat(secret.derive("a", 8160)).hasSize(8160);
        assertThatIllegalArgumentException().isThrownBy(() -> secret.derive("", 32));
        assertThatIllegalArgumentException().isThrownBy(() -> secret.derive("a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> secret.derive("a", 8161));
    }

    /** Changing either of these signs everybody out of every application. */
    @Test
    void keepsItsKeysAcrossVersions() {
        RootSecret secret = RootSecret.ofText(TEXT);

        assertThat(secret.keyId()).isEqualTo("orPONA6BzuYl");
        assertThat(HexFormat.of().formatHex(secret.derive("label", 8))).isEqualTo("5cb8e8bbb58df5f4");
    }

    @Test
    @Tag("JWT-02")
    void generatesSecretsLongEnoughForEveryAlgorithm() {
        assertThat(RootSecret.generate().length()).isEqualTo(64);
        assertThat(RootSecret.generate().keyId())
                .isNotEqualTo(RootSecret.generate().keyId())
                .matches("[A-Za-z0-9_-]{12}");
    }

    @Test
    @Tag("JWT-16")
    void keepsPreviousSecretsNewestFirst() {
        RootSecret newest = RootSecret.generate();
        RootSecret old = RootSecret.generate();
        RootSecret older = RootSecret.generate();
        RootSecret ring = newest.withPrevious(old.withPrevious(older));

        assertThat(newest.previous()).isEmpty();
        assertThat(ring.keyId()).isEqualTo(newest.keyId());
        assertThat(ring.previous()).extracting(RootSecret::keyId).containsExactly(old.keyId(), older.keyId());
        assertThat(ring.previous()).allMatch(secret -> secret.previous().isEmpty());
        assertThat(newest.withPrevious(old).withPrevious(older).previous())
                .extracting(RootSecret::keyId)
                .containsExactly(old.keyId(), older.keyId());
        assertThatIllegalArgumentException().isThrownBy(() -> ring.withPrevious(newest));
    }

    @Test
    void showsOnlyTheKeyId() {
        RootSecret secret = RootSecret.ofText(TEXT);

        assertThat(secret).hasToString("RootSecret[" + secret.keyId() + "]");
    }

    @Test
    void readsTheEnvironment() {
        assertThat(RootSecret.fromEnvironment("JWT_SECRET", name -> name.equals("JWT_SECRET") ? TEXT : null)
                        .keyId())
                .isEqualTo(RootSecret.ofText(TEXT).keyId());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> RootSecret.fromEnvironment("KEYSTILE_TEST_VARIABLE_THAT_NOBODY_SETS"))
                .withMessageContaining("KEYSTILE_TEST_VARIABLE_THAT_NOBODY_SETS");
    }

    @ParameterizedTest
    @Tag("JWT-02")
    @ValueSource(strings = {"", "short", "a-string-secret-at-least-256-bits-long"})
    void refusesAWeakEnvironmentByNameAndCure(String value) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> RootSecret.fromEnvironment("JWT_SECRET", name -> value))
                .withMessageContaining("JWT_SECRET")
                .withMessageContaining("openssl rand -base64 48")
                .satisfies(e -> assertThat(value.length() > 5 && e.getMessage().contains(value))
                        .isFalse());
    }

    private static void assertRefused(String weak) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RootSecret.ofText(weak))
                .withMessageContaining("openssl rand -base64 48")
                .satisfies(e -> assertThat(weak.length() > 5 && e.getMessage().contains(weak))
                        .isFalse());
    }
}
