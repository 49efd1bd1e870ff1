package io.github.keystile.auth.web;

import io.github.keystile.auth.fuzz.FuzzText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The headers Cookie and Origin. A cookie that is read is one that could have been set, under its very name. */
public final class HeadersFuzz {
    private static final AuthCookies COOKIES = AuthCookies.of(CookiePolicy.secure());
    private static final String PREFIX = "__Host-keystile-access=";
    private static final Pattern PAIR = Pattern.compile("(?<=^|;)[ \t]*" + PREFIX + "([^;]*)");
    private static final OriginCheck ORIGINS = OriginCheck.allowing(URI.create("https://keystile.example"));
    private static final Pattern OWN = Pattern.compile(
            "[Hh][Tt][Tt][Pp][Ss]://[Kk][Ee][Yy][Ss][Tt][Ii][Ll][Ee]" + "\\.[Ee][Xx][Aa][Mm][Pp][Ll][Ee](:0*443|:)?");

    private HeadersFuzz() {}

    public static List<String> seeds() {
        return List.of(
                PREFIX + "abc.def-_",
                "a=b; " + PREFIX + "abc; " + PREFIX + "def",
                "theme=dark;\t" + PREFIX + "abc ;x",
                "\u00e9=\u2003; " + PREFIX + "abc",
                PREFIX + "\"abc\"",
                PREFIX + "a".repeat(4000) + "; b=" + "b".repeat(3000),
                "https://keystile.example",
                "HTTPS://KEYSTILE.EXAMPLE:443",
                "https://\u212aeystile.example",
                "https://keystile.example.evil.example",
                "null");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = FuzzText.of(bytes);
        cookie(text);
        origin(text);
        String huge = FuzzText.inflated(text);
        cookie(huge);
        FuzzText.require(huge.isEmpty() || !ORIGINS.allows("POST", huge, null), "a huge origin", text);
    }

    /**
     * Pairs are divided by semicolons and surrounded by spaces and tabs at most (RFC 6265 section 4.2). A browser keeps
     * another name apart, and does not hold it to the rules of {@code __Host-}.
     */
    private static void cookie(String header) {
        Optional<String> found = COOKIES.read(CookieKind.ACCESS, header);
        List<String> there =
                PAIR.matcher(header).results().map(pair -> pair.group(1)).toList();
        boolean good = there.size() == 1
                && there.get(0).matches("[!#-+\\--:<-\\[\\]-~]{1,4072}[ \t]*");
        FuzzText.require(found.isPresent() == good, "another cookie, or none", header);
        found.ifPresent(value -> {
            FuzzText.require(there.get(0).startsWith(value), "another value", header);
            String set = COOKIES.set(CookieKind.ACCESS, value, Duration.ofMinutes(1));
            FuzzText.require(
                    COOKIES.read(CookieKind.ACCESS, set.substring(0, set.indexOf(';')))
                            .equals(found),
                    "not what was set",
                    header);
        });
    }

    private static void origin(String text) {
        boolean allowed = ORIGINS.allows("POST", text, null);
        FuzzText.require(allowed == OWN.matcher(text).matches(), "another origin", text);
        FuzzText.require(allowed == ORIGINS.allows("DELETE", text, "cross-site"), "site and origin", text);
        FuzzText.require(
                ORIGINS.allows("POST", null, text) == (text.equals("same-origin") || text.equals("none")),
                "another site",
                text);
    }
}
