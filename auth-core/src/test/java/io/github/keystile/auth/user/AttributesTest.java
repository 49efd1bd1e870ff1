package io.github.keystile.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {
    @Test
    void keepsJsonValuesAndSurvivesTheStore() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("name", "Ann \uD83D\uDE00 \"Lee\"");
        given.put("age", 41);
        given.put("score", 1.0);
        given.put("news", true);
        given.put("tags", List.of("a", 2L, Map.of("deep", false)));
        given.put("gap", Collections.singletonList(null));

        Attributes kept = Attributes.of(given);

        assertThat(kept.text("name")).contains("Ann \uD83D\uDE00 \"Lee\"");
        assertThat(kept.value("age")).contains(41L);
        assertThat(kept.text("age")).isEmpty();
        assertThat(kept.value("none")).isEmpty();
        assertThat(kept.keySet()).containsExactly("name", "age", "score", "news", "tags", "gap");
        assertThat(Attributes.fromJson(kept.toJson())).isEqualTo(kept).hasSameHashCodeAs(kept);
        assertThat(Attributes.fromJson(kept.toJson()).toJson()).isEqualTo(kept.toJson());
    }

    @Test
    void addsReplacesAndRemoves() {
        Attributes ann = Attributes.none().with("name", "Ann").with("city", "Rome");

        assertThat(ann.with("name", "Eve").text("name")).contains("Eve");
        assertThat(ann.without("name").without("nothing")).containsOnlyKeys("city");
        assertThat(ann.plus(Attributes.none().with("name", "Eve"))).isEqualTo(Map.of("name", "Eve", "city", "Rome"));
        assertThat(ann.text("name")).contains("Ann");
        assertThat(Attributes.none().isEmpty()).isTrue();
        assertThat(Attributes.none().toJson()).isEqualTo("{}");
        assertThat(Attributes.fromJson("{}")).isEqualTo(Attributes.none());
    }

    @Test
    void readsWhatAStoreHasEscaped() {
        Attributes full = Attributes.of(Map.of("a", "\u00E9".repeat(3996)));
        assertThat(full.toJson().getBytes(StandardCharsets.UTF_8)).hasSize(8000);
        assertThat(Attributes.fromJson("{\"a\":\"" + "\\u00e9".repeat(3996) + "\"}"))
                .isEqualTo(full);
        assertThatThrownBy(() -> Attributes.fromJson("{\"a\":\"" + "\\u00e9".repeat(3997) + "\"}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyChangesItLater() {
        List<Object> list = new ArrayList<>(List.of("a"));
        Attributes kept = Attributes.of(Map.of("list", list, "map", new HashMap<>(Map.of("k", 1))));

        list.add("b");

        assertThat(kept.value("list")).contains(List.of("a"));
        assertThatThrownBy(() -> kept.put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) kept.value("map").orElseThrow()).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) kept.value("list").orElseThrow()).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "email",
                "username",
                "role",
                "ROLES",
                "password",
                "passwordHash",
                "passwordhash",
                "hash",
                "emailVerified",
                "EMAILVERIFIED",
                "status",
                "version",
                "epoch",
                "token",
                "createdAt",
                "$set",
                "a.b",
                "$",
                "",
                "1a",
                "_id",
                "a b",
                "n\u00E4me",
                "rol\u212A"
            })
    @Tag("SGN-07")
    void refusesNamesThatAreNotData(String name) {
        assertRefused(() -> Attributes.of(Map.of(name, "s3cret")));
        assertRefused(() -> Attributes.none().with(name, "s3cret"));
        assertThatThrownBy(() -> Attributes.fromJson("{\"" + name + "\":\"s3cret\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    @Tag("SGN-07")
    void refusesOperatorsAtEveryLevelButReservedNamesAtTheTopOnly() {
        assertRefused(() -> Attributes.of(Map.of("a", Map.of("$set", "s3cret"))));
        assertRefused(() -> Attributes.of(Map.of("a", List.of(Map.of("b.c", "s3cret")))));
        assertThat(Attributes.of(Map.of("contact", Map.of("email", "x"))).isEmpty())
                .isFalse();
    }

    @Test
    @Tag("SGN-08")
    void holdsItsLimits() {
        Map<String, Object> full = new HashMap<>();
        IntStream.range(0, 32).forEach(i -> full.put("n" + i, i));
        String name64 = "n".repeat(64);

        assertThat(Attributes.of(full)).hasSize(32);
        assertRefused(() -> Attributes.of(full).with("n32", "s3cret"));
        assertThat(Attributes.none().with(name64, 1).value(name64)).contains(1L);
        assertRefused(() -> Attributes.none().with(name64 + "n", "s3cret"));
        assertThat(Attributes.of(Map.of("a", List.of(List.of(List.of(1))))).isEmpty())
                .isFalse();
        assertRefused(() -> Attributes.of(Map.of("a", List.of(List.of(List.of(List.of("s3cret")))))));
        assertThat(Attributes.of(Map.of("a", "x".repeat(7992))).toJson()).hasSize(8000);
        assertRefused(() -> Attributes.of(Map.of("a", "x".repeat(7993))));
        assertRefused(() -> Attributes.of(Map.of("a", "\u4E2D".repeat(2700))));
        assertRefused(() -> Attributes.of(Map.of("a", "x".repeat(1_000_000))));
        assertRefused(() -> Attributes.of(Map.of("a", Collections.nCopies(Integer.MAX_VALUE, 1))));
    }

    @Test
    @Tag("API-02")
    void refusesWhatIsNoJson() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("itself", itself);

        assertRefused(() -> Attributes.of(itself));
        assertRefused(() -> Attributes.of(Collections.singletonMap("a", null)));
        assertRefused(() -> Attributes.of(Map.of("a", new Object())));
        assertRefused(() -> Attributes.of(Map.of("a", 's')));
        assertRefused(() -> Attributes.of(Map.of("a", Double.NaN)));
        assertRefused(() -> Attributes.of(Map.of("a", Float.POSITIVE_INFINITY)));
        assertRefused(() -> Attributes.of(Map.of("a", BigInteger.ONE.shiftLeft(63))));
        assertRefused(() -> Attributes.of(Map.of("a", "s3cret\0")));
        assertRefused(() -> Attributes.of(Map.of("a", "s3cret\uD800")));
        assertThat(Attributes.of(Map.of("a", BigInteger.TEN)).value("a")).contains(10L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"s3cret\"",
                "{",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1}{}",
                "{\"a\":s3cret}",
                "{\"a\":null}",
                "{\"a\":9223372036854775808}",
                "{\"a\":1e999}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\":\"\\ud800\"}"
            })
    void refusesBrokenStoredText(String json) {
        assertThatThrownBy(() -> Attributes.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("s3cret")
                .satisfies(e -> assertThat(e.getCause() == null || e.getCause() instanceof AuthException)
                        .isTrue());
    }

    @Test
    @Tag("LOG-03")
    void showsNamesOnly() {
        assertThat(Attributes.none().with("phone", "s3cret")).hasToString("Attributes[phone]");
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AuthError.INVALID_ATTRIBUTES))
                .hasMessageNotContaining("s3cret");
    }
}
