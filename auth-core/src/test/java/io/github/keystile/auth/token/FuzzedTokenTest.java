package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.ISSUER;
import static io.github.keystile.auth.token.Tokens.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 100,000 texts: only the token itself is read, and nothing throws. */
class FuzzedTokenTest {
    private static final int PER_KIND = 20_000;
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n{}\"";

    private final Random random = new Random(20261121);

    @Test
    @Tag("JWT-09")
    void onlyTheOriginalIsRead() {
        check(this::replaceCharacter);
        check(this::cut);
        check(this::spliced);
        check(token -> anyText());
        check(token -> alteredJson(token));
    }

    private void check(UnaryOperator<String> mutation) {
        String access = ISSUER.issueAccess(ACCESS);
        String refresh = ISSUER.issueRefresh(REFRESH);
        for (int i = 0; i < PER_KIND; i++) {
            String text = mutation.apply(random.nextBoolean() ? access : refresh);
            assertThat(ISSUER.readAccess(text).isPresent()).as(text).isEqualTo(text.equals(access));
            assertThat(ISSUER.readRefresh(text).isPresent()).as(text).isEqualTo(text.equals(refresh));
        }
    }

    private String replaceCharacter(String token) {
        int at = random.nextInt(token.length());
        return token.substring(0, at) + anyCharacter() + token.substring(at + 1);
    }

    private String cut(String token) {
        int from = random.nextInt(token.length());
        int to = from + random.nextInt(token.length() - from + 1);
        return random.nextBoolean() ? token.substring(from, to) : token.substring(0, from) + token.substring(to);
    }

    private String spliced(String token) {
        String[] one = token.split("\\.", -1);
        String[] other = ISSUER.issueRefresh(REFRESH).split("\\.", -1);
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < 3; part++) {
            text.append(part == 0 ? "" : ".").append(random.nextBoolean() ? one[part] : other[part]);
        }
        return text.toString();
    }

    private String anyText() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(200);
        for (int i = 0; i < length; i++) {
            text.append(random.nextInt(20) == 0 ? (char) random.nextInt(0x10000) : anyCharacter());
        }
        return text.toString();
    }

    /** Well-formed outside, and unsigned nonsense within: what reaches the JSON parser. */
    private String alteredJson(String token) {
        String[] parts = token.split("\\.", -1);
        int part = random.nextInt(2);
        StringBuilder json = new StringBuilder(Tokens.decode(parts[part]));
        json.setCharAt(random.nextInt(json.length()), (char) random.nextInt(0x250));
        parts[part] = Tokens.base64(json.toString());
        return String.join(".", parts);
    }

    private char anyCharacter() {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
}
