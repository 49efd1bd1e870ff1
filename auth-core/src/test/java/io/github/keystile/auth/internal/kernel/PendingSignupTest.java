package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingSignupTest {
    private static final PendingSignup FULL = new PendingSignup(
            "0123456789abcdef0123456789abcdef",
            EmailAddress.of("Ann.Lee@Example.com"),
            Username.of("Ann.L"),
            "{bcrypt}$2a$12$s3cret",
            Attributes.none().with("name", "Zo\u00eb \"\\ \ud83d\ude00").with("age", 41));

    /** Rows of an older release are read by a newer one: this text may change only with its version. */
    private static final String STORED = "{\"version\":1,\"userId\":\"0123456789abcdef0123456789abcdef\","
            + "\"email\":\"Ann.Lee@Example.com\",\"username\":\"Ann.L\",\"passwordHash\":\"{bcrypt}$2a$12$s3cret\","
            + "\"attributes\":{\"name\":\"Zo\\u00EB \\\"\\\\ \\uD83D\\uDE00\",\"age\":41}}";

    /** What is still missing after the version. */
    private static final String REST =
            ",\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":\"h\",\"attributes\":{}}";

    @Test
    void hasAStoredFormThatDoesNotChange() {
        assertThat(FULL.toPayload()).isEqualTo(STORED);
        assertThat(PendingSignup.fromPayload(STORED)).contains(FULL);
    }

    @Test
    void comesBackAsItWasTyped() {
        PendingSignup read = PendingSignup.fromPayload(FULL.toPayload()).orElseThrow();
        assertThat(read.email().address()).isEqualTo("Ann.Lee@Example.com");
        assertThat(read.username()).hasToString("Ann.L");
        assertThat(read.toPayload()).isEqualTo(FULL.toPayload());
    }

    @Test
    void leavesOutTheUsernameThatNobodyWished() {
        PendingSignup bare = new PendingSignup("u", FULL.email(), null, "!", Attributes.none());
        assertThat(bare.toPayload())
                .isEqualTo("{\"version\":1,\"userId\":\"u\",\"email\":\"Ann.Lee@Example.com\",\"passwordHash\":\"!\","
                        + "\"attributes\":{}}");
        assertThat(PendingSignup.fromPayload(bare.toPayload())).contains(bare);
    }

    @Test
    void keepsEveryKindOfValue() {
        Attributes all = Attributes.of(Map.of(
                "yes",
                true,
                "whole",
                Long.MIN_VALUE,
                "fraction",
                1.0e-7,
                "list",
                List.of("a", 2L, Map.of("b", List.of()))));
        PendingSignup pending = new PendingSignup("u", FULL.email(), null, "\"\\/~", all);
        assertThat(PendingSignup.fromPayload(pending.toPayload())).contains(pending);
    }

    @Test
    void fitsIntoAPayload() {
        String domain = String.join(".", "d".repeat(63), "e".repeat(63), "f".repeat(61));
        PendingSignup longest = new PendingSignup(
                "\"".repeat(64),
                EmailAddress.of("L".repeat(64) + "@" + domain),
                Username.of("U".repeat(32)),
                "\\".repeat(255),
                Attributes.none().with("text", "\ud83e\udd8a".repeat(1997)));
        assertThat(longest.attributes().toJson().getBytes(StandardCharsets.UTF_8))
                .hasSizeGreaterThan(7990);
        assertThat(longest.toPayload()).isASCII().hasSizeLessThanOrEqualTo(Challenge.MAX_PAYLOAD);
        assertThat(PendingSignup.fromPayload(longest.toPayload())).contains(longest);
    }

    @Test
    void holdsNothingThatNoTableHolds() {
        for (String id : List.of("", "u".repeat(65), "\u00e9", "\ud800", "a\0", "a b")) {
            assertThatThrownBy(() -> new PendingSignup(id, FULL.email(), null, "h", Attributes.none()))
                    .isInstanceOf(IllegalArgumentException.class);
            String json = FULL.toPayload().replace(FULL.userId(), id.replace("\0", "\\u0000"));
            assertThat(PendingSignup.fromPayload(json)).isEmpty();
        }
        for (String hash : List.of("h".repeat(256), "\u00e9", "\ud800", "a\0", "a\n", "\u007f")) {
            assertThatThrownBy(() -> new PendingSignup("u", FULL.email(), null, hash, Attributes.none()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void ignoresMembersThatALaterVersionAdded() {
        String later = STORED.replace("{\"version\":1,", "{\"version\":1,\"colour\":{\"of\":[\"hair\"]},");
        assertThat(PendingSignup.fromPayload(later)).contains(FULL);
    }

    @Test
    void aWishThatWasRefusedHasNoPassword() {
        PendingSignup refused = PendingSignup.refused("u", FULL.email());
        assertThat(PendingSignup.fromPayload(refused.toPayload()))
                .contains(refused)
                .get()
                .matches(PendingSignup::isRefused);
        assertThat(FULL.isRefused()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"s3cret\"",
                "{\"s3cret",
                "{}",
                STORED + " {}",
                "{\"version\":2" + REST,
                "{\"version\":1.0" + REST,
                "{\"version\":\"1\"" + REST,
                "{\"version\":null" + REST,
                "{\"version\":1,\"version\":1" + REST,
                "{\"version\":1,\"username\":null" + REST,
                "{\"version\":1,\"username\":\"s3cret s3cret\"" + REST,
                "{\"version\":1,\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":\"s3cret\"}",
                "{\"version\":1,\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":7,\"attributes\":{}}",
                "{\"version\":1,\"userId\":\"u\",\"email\":\"s3cret\",\"passwordHash\":\"h\",\"attributes\":{}}",
                "{\"version\":1,\"userId\":\"u\",\"email\":\" a@b.example\",\"passwordHash\":\"h\",\"attributes\":{}}",
                "{\"version\":1,\"email\":\"a@b.example\",\"passwordHash\":\"h\",\"attributes\":{}}",
                "{\"version\":1,\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":\"h\",\"attributes\":\"{}\"}",
                "{\"version\":1,\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":\"h\","
                        + "\"attributes\":{\"role\":\"s3cret\"}}"
            })
    @Tag("STO-09")
    void whatNoVersionWroteOrOnlyAnotherOneUnderstandsProvesNothing(String payload) {
        assertThat(PendingSignup.fromPayload(payload)).isEmpty();
    }

    @Test
    @Tag("LOG-03")
    void showsNothingOfThePersonInText() {
        assertThat(FULL).hasToString("PendingSignup[]");
    }
}
