package io.github.keystile.examples.emailapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that nobody has issued. */
final class Forgeries {
    private Forgeries() {}

    static List<String> of(String token) throws Exception {
        String[] parts = token.split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
        String other = encode(claims.replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"somebody\""));
        String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");
        return List.of(
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + other + "." + parts[2],
                // The root secret itself signs nothing; keys are derived from it.
                signed(parts[0] + "." + other, TestApp.JWT_SECRET),
                signed(parts[0] + "." + parts[1], TestApp.JWT_SECRET),
                signed(encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + other, "x"),
                "x",
                "a.b.c",
                "..",
                "ey".repeat(900));
    }

    private static String signed(String content, String key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
        return content + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
    }
}
