package io.github.keystile.auth.user;

import io.github.keystile.auth.fuzz.FuzzText;
import io.github.keystile.auth.password.PasswordPolicy;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person types: address, username, password. Nothing throws, and what is accepted has one spelling. */
public final class NamesFuzz {
    private static final PasswordPolicy PASSWORDS = PasswordPolicy.ofDefaults();

    private NamesFuzz() {}

    public static List<String> seeds() {
        return List.of(
                "Ann.O'Neil+tag@mail.Example.com",
                "a@b-c.xn--p1ai",
                "\"ann\"@example.com",
                "ann@[127.0.0.1]",
                "ann@127.0.0.1",
                "ann_b.c-d",
                "K@example.com",
                "e\u0301\u0327 \u1100\u1161\u11a8 \ud834\udd5e",
                "x".repeat(64) + "@" + "a.".repeat(90) + "example",
                "correct horse");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = FuzzText.of(bytes);
        address(text);
        username(text);
        password(text);
        String huge = FuzzText.inflated(text);
        if (!huge.isEmpty()) {
            FuzzText.require(EmailAddress.parse(huge).isEmpty(), "a huge address", text);
            FuzzText.require(Username.parse(huge).isEmpty(), "a huge name", text);
            FuzzText.require(PASSWORDS.canonical(huge).isEmpty(), "a huge password", text);
        }
    }

    private static void address(String text) {
        EmailAddress.parse(text).ifPresent(email -> {
            FuzzText.require(email.address().equals(text), "changed on the way in", text);
            FuzzText.require(isVisibleAscii(text) && text.length() >= 5 && text.length() <= 254, "not plain", text);
            FuzzText.require((email.localPart() + "@" + email.domain()).equals(text), "cut elsewhere", text);
            FuzzText.require(email.localPart().length() <= 64 && email.domain().contains("."), "parts", text);
            FuzzText.require(text.indexOf('@') == text.lastIndexOf('@'), "two @", text);
            EmailAddress folded = EmailAddress.of(email.key());
            FuzzText.require(folded.equals(email) && folded.key().equals(email.key()), "key has another key", text);
            EmailAddress upper = EmailAddress.of(text.toUpperCase(Locale.ROOT));
            FuzzText.require(upper.equals(email) && upper.hashCode() == email.hashCode(), "case counts", text);
            FuzzText.require(Username.parse(text).isEmpty(), "a username that is an address", text);
        });
    }

    private static void username(String text) {
        Username.parse(text).ifPresent(name -> {
            FuzzText.require(name.name().equals(text), "changed on the way in", text);
            FuzzText.require(isVisibleAscii(text) && text.length() >= 3 && text.length() <= 32, "not plain", text);
            FuzzText.require(Username.of(name.key()).equals(name), "key has another key", text);
        });
    }

    private static void password(String text) {
        Optional<String> canonical = PASSWORDS.canonical(text);
        boolean faithful =
                text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        boolean fits = composed.codePointCount(0, composed.length()) <= PASSWORDS.maxLength();
        FuzzText.require(canonical.isPresent() == (faithful && fits), "accepted or refused wrongly", text);
        canonical.ifPresent(form -> {
            FuzzText.require(PASSWORDS.canonical(form).equals(canonical), "not settled", text);
            FuzzText.require(
                    PASSWORDS
                            .canonical(Normalizer.normalize(text, Normalizer.Form.NFD))
                            .equals(canonical),
                    "two forms",
                    text);
        });
    }

    private static boolean isVisibleAscii(String text) {
        return text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
