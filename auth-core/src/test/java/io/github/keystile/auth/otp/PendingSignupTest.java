package io.github.keystile.auth.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            + "\"attributes\":{\"name\":\"Zo\u00eb \\\"\\\\ \ud83d\ude00\",\"age\":41}}";

    /** What is still missing after the version. */
    private static final String REST =
            ",\"userId\":\"u\",\"email\":\"a@b.example\",\"passwordHash\":\"h\",\"attributes\":{}}";

    @Test
    void hasAStoredFormThatDoesNotChange() {
        assertThat(FULL.toJson()).isEqualTo(STORED);
        assertThat(PendingSignup.fromJson(STORED)).isEqualTo(FULL);
    }

    @Test
    void comesBackAsItWasTyped() {
        PendingSignup read = PendingSignup.fromJson(FULL.toJson());
        assertThat(read.email().address()).isEqualTo("Ann.Lee@Example.com");
        assertThat(read.username()).isNotNull().extracting(Username::name).isEqualTo("Ann.L");
        assertThat(read.toJson()).isEqualTo(FULL.toJson());
    }

    @Test
    void leavesOutTheUsernameThatNobodyWished() {
        PendingSignup bare = new PendingSignup("u", FULL.email(), null, "!", Attributes.none());
        assertThat(bare.toJson())
                .isEqualTo("{\"version\":1,\"userId\":\"u\",\"email\":\"Ann.Lee@Example.com\",\"passwordHash\":\"!\","
                        + "\"attributes\":{}}");
        assertThat(PendingSignup.fromJson(bare.toJson())).isEqualTo(bare);
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
        PendingSignup pending = new PendingSignup("u", FULL.email(), null, "\"\\/\u007f", all);
        assertThat(PendingSignup.fromJson(pending.toJson())).isEqualTo(pending);
    }

    @Test
    void isNoLongerThanItSays() {
        String domain = String.join(".", "d".repeat(63), "e".repeat(63), "f".repeat(61));
        PendingSignup longest = new PendingSignup(
                "\"".repeat(64),
                EmailAddress.of("L".repeat(64) + "@" + domain),
                Username.of("U".repeat(32)),
                "\\".repeat(255),
                Attributes.none().with("text", "\ud83e\udd8a".repeat(1997)));
        assertThat(longest.attributes().toJson().getBytes(StandardCharsets.UTF_8))
                .hasSizeGreaterThan(7990);
        assertThat(longest.toJson().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(10_000);
        assertThat(PendingSignup.fromJson(longest.toJson())).isEqualTo(longest);
    }

    @Test
    void holdsNothingThatNoTableHolds() {
        for (String id : List.of("", "u".repeat(65), "\u00e9", "\ud800", "a\0")) {
            assertThatThrownBy(() -> new PendingSignup(id, FULL.email(), null, "h", Attributes.none()))
                    .isInstanceOf(IllegalArgumentException.class);
            String json = FULL.toJson().replace(FULL.userId(), id.replace("\0", "\\u0000"));
            assertThatThrownBy(() -> PendingSignup.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
        }
        for (String hash : List.of("", "h".repeat(256), "\u00e9", "\ud800", "a\0")) {
            assertThatThrownBy(() -> new PendingSignup("u", FULL.email(), null, hash, Attributes.none()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isReadAsADatabaseMayWriteItButNotWithoutEnd() {
        String spaced = STORED.replace("{\"version\":1,", "{ ").replaceFirst("}$", ", \"version\": 1 }");
        assertThat(PendingSignup.fromJson(spaced)).isEqualTo(FULL);
        assertThat(PendingSignup.fromJson(" ".repeat(65_536 - STORED.length()) + STORED))
                .isEqualTo(FULL);
        assertThatThrownBy(() -> PendingSignup.fromJson(" ".repeat(65_537 - STORED.length()) + STORED))
                .isInstanceOf(IllegalArgumentException.class);
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
                "{\"version\":1,\"s3cret\":1" + REST,
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
    void refusesWhatItDidNotWrite(String json) {
        assertThatThrownBy(() -> PendingSignup.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The stored pending signup ")
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    @Tag("LOG-03")
    void showsNothingOfThePersonInText() {
        assertThat(FULL.toString()).isEqualTo("PendingSignup[userId=0123456789abcdef0123456789abcdef]");
    }
}
