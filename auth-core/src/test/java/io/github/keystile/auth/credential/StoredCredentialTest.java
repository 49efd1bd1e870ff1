package io.github.keystile.auth.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCredentialTest {
    private static final Instant NOW = Instant.parse("2040-01-01T00:00:00.123456789Z");

    private static StoredCredential of(String id, String userId, String key, String data, long version) {
        return new StoredCredential(id, userId, CredentialKind.TOTP, key, data, version, NOW, NOW, null);
    }

    @Test
    void takesWhatIsAsLongAsAllowed() {
        assertThat(of("i".repeat(64), "u".repeat(64), "k".repeat(100), "d".repeat(8000), Long.MAX_VALUE)
                        .data())
                .hasSize(8000);
        assertThat(of("i", "u", "k", "", 0).data()).isEmpty();
    }

    @Test
    void refusesWhatIsTooLongTooShortOrNotAsciiAndNamesNoValue() {
        for (String bad : new String[] {"", "\u00e9secret", "secret\n", "\u0000", "secret\u007f", "s".repeat(101)}) {
            assertRefused(() -> of(bad, "u", "k", "d", 0), "id");
            assertRefused(() -> of("i", bad, "k", "d", 0), "userId");
            assertRefused(() -> of("i", "u", bad, "d", 0), "key");
        }
        assertRefused(() -> of("i", "u", "k", "secret\u00e9", 0), "data");
        assertRefused(() -> of("i", "u", "k", "s".repeat(8001), 0), "data");
        assertRefused(() -> of("i", "u", "k", "d", -1), "version");
    }

    private static void assertRefused(Runnable making, String what) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(what)
                .hasMessageNotContaining("secret");
    }

    @Test
    void cutsInstantsToMilliseconds() {
        StoredCredential credential = of("i", "u", "k", "d", 0);
        assertThat(credential.createdAt()).isEqualTo("2040-01-01T00:00:00.123Z");
        assertThat(credential.usedAt()).isEqualTo("2040-01-01T00:00:00.123Z");
        assertThat(credential.expiresAt()).isNull();
    }

    @Test
    void showsKindAndVersionOnly() {
        assertThat(of("secret", "secret", "secret", "secret", 7)).hasToString("StoredCredential[kind=TOTP, version=7]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "totp", "TOTP1", "TOTP:", "T\u00d6", "ABCDEFGHIJKLMNOPQRSTU", "A\n", " "})
    void refusesOtherKinds(String name) {
        assertThatThrownBy(() -> new CredentialKind(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesKindsOfLater() {
        assertThat(new CredentialKind("ABCDEFGHIJKLMNOPQRST")).hasToString("ABCDEFGHIJKLMNOPQRST");
        assertThat(new CredentialKind("TOTP")).isEqualTo(CredentialKind.TOTP);
    }
}
