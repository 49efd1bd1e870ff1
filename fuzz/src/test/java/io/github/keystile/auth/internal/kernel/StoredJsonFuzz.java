package io.github.keystile.auth.internal.kernel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.keystile.auth.fuzz.FuzzText;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stored JSON is refused in words that do not repeat it, or means the same when it is written again. */
public final class StoredJsonFuzz {
    private static final JsonMapper JSON = new JsonMapper();

    private StoredJsonFuzz() {}

    public static List<String> seeds() {
        Attributes attributes = Attributes.fromJson(
                "{\"name\":\"Ann\",\"n\":-1.5e3,\"big\":9223372036854775807,\"l\":[1,null,true,{\"a\":\"\\u00e9\"}]}");
        String pending = new PendingSignup(
                        "user-1", EmailAddress.of("Ann@example.com"), Username.of("Ann"), "{bcrypt}x", attributes)
                .toPayload();
        return List.of(
                attributes.toJson(),
                "{}",
                "{\"a\":\"\\ud834\\udd1e\\ud834\"}",
                "{\"a\":1e400,\"b\":0.1000000000000000055}",
                pending,
                pending.replace(",\"username\":\"Ann\"", ""),
                pending.replace("\"version\":1", "\"version\":1.0"),
                pending.replace("user-1", "\\ud800"),
                pending + " ");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = FuzzText.of(bytes);
        attributes(text);
        pending(text);
        attributes(FuzzText.inflated(text));
        pending(FuzzText.inflated(text));
    }

    private static void attributes(String text) {
        Attributes read;
        try {
            read = Attributes.fromJson(text);
        } catch (IllegalArgumentException refused) {
            requireSilence(refused, text);
            return;
        }
        String json = read.toJson();
        FuzzText.require(json.getBytes(StandardCharsets.UTF_8).length <= 8000, "too large", text);
        FuzzText.require(Attributes.fromJson(json).equals(read), "not equal to itself", text);
        FuzzText.require(Attributes.fromJson(json).toJson().equals(json), "not settled", text);
        FuzzText.require(means(text, json), "another meaning", text);
    }

    private static void pending(String text) {
        PendingSignup read = PendingSignup.fromPayload(text).orElse(null);
        if (read == null) {
            return;
        }
        String payload = read.toPayload();
        FuzzText.require(payload.length() <= Challenge.MAX_PAYLOAD, "too large", text);
        FuzzText.require(PendingSignup.fromPayload(payload).filter(read::equals).isPresent(), "not equal to itself", text);
        FuzzText.require(
                (payload + read.userId() + read.passwordHash()).chars().allMatch(c -> c > 0 && c < 0x80),
                "text that no column holds",
                text);
    }

    private static void requireSilence(IllegalArgumentException refused, String text) {
        String message = String.valueOf(refused.getMessage());
        FuzzText.require(
                message.startsWith("Stored attributes"),
                message,
                text);
        FuzzText.require(message.chars().allMatch(c -> c >= ' ' && c <= '~'), "message", text);
    }

    /** Numbers as the JDK reads them, white space and the order of names left out. */
    private static boolean means(String one, String other) {
        try {
            return JSON.readValue(one, Object.class).equals(JSON.readValue(other, Object.class));
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
