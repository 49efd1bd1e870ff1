package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.HEADER;
import static io.github.keystile.auth.token.Tokens.ISSUER;
import static io.github.keystile.auth.token.Tokens.PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactFormTest {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String TOKEN = Tokens.sign(HEADER, PAYLOAD);

    @Test
    @Tag("JWT-08")
    void oneLastCharacterOfFourIsRead() {
        String start = TOKEN.substring(0, TOKEN.length() - 1);

        List<String> read = new ArrayList<>();
        for (int i = 0; i < ALPHABET.length(); i++) {
            String text = start + ALPHABET.charAt(i);
            if (ISSUER.readAccess(text).isPresent()) {
                read.add(text);
            }
        }

        assertThat(read).containsExactly(TOKEN);
    }

    @ParameterizedTest
    @Tag("JWT-08")
    @ValueSource(strings = {"=", "==", " ", "\n", "\r\n", ".", "A", "AA", "\u0000", "é", "/", "+"})
    void nothingMayBeAddedAnywhere(String more) {
        for (int at = 0; at <= TOKEN.length(); at++) {
            String text = TOKEN.substring(0, at) + more + TOKEN.substring(at);
            assertThat(ISSUER.readAccess(text)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @Tag("JWT-08")
    @ValueSource(strings = {"", ".", "..", "...", "a.b", "a.b.c.d", ".b.c", "a..c", "a.b."})
    void threePartsOrNothing(String text) {
        assertThat(ISSUER.readAccess(text)).isEmpty();
        assertThat(ISSUER.readRefresh(text)).isEmpty();
    }

    /** Signed over the odd spelling itself, so that nothing but the form speaks against it. */
    @Test
    @Tag("JWT-08")
    void oddSpellingsThatAreSigned() {
        String header = Tokens.base64(HEADER);
        String payload = Tokens.base64(PAYLOAD);

        for (String content : List.of(
                header + "=." + payload,
                header + "." + payload + "=",
                header + ".\n" + payload,
                header + "." + payload + " ")) {
            assertThat(ISSUER.readAccess(content + "." + Tokens.base64(Tokens.signature(content))))
                    .as(content)
                    .isEmpty();
        }
    }

    @Test
    @Tag("JWT-08")
    void upTo4096Characters() {
        String longest = padded(4096);

        assertThat(longest).hasSize(4096);
        assertThat(ISSUER.readAccess(longest)).contains(Tokens.ACCESS);
        assertThat(ISSUER.readAccess(padded(4097))).isEmpty();
    }

    private static String padded(int length) {
        for (int pad = 0; ; pad++) {
            String payload = PAYLOAD.replace("{", "{\"x\":\"" + "x".repeat(2500 + pad) + "\",");
            String token = Tokens.sign(HEADER, payload);
            if (token.length() >= length) {
                return token;
            }
        }
    }
}
