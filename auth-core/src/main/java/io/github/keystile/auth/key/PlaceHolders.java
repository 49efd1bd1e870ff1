package io.github.keystile.auth.key;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows what stands where a secret should by its shape: the words that such texts are made of, counting, or brackets that
 * something should have filled in. In random texts words cover a few letters at most.
 */
final class PlaceHolders {
    private static final Pattern UNFILLED = Pattern.compile("\\$\\{.*}|\\$\\(.*\\)|\\{\\{.*}}|<.*>|\\[.*]|%.*%");
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]+");
    private static final int LONGEST_WORD = 14;
    private static final Set<String> WORDS = Set.of(
            "account",
            "again",
            "and",
            "api",
            "app",
            "application",
            "auth",
            "authentication",
            "at",
            "base",
            "be",
            "before",
            "better",
            "bit",
            "bits",
            "bytes",
            "change",
            "changed",
            "changeit",
            "char",
            "characters",
            "chars",
            "config",
            "default",
            "demo",
            "deploy",
            "deployment",
            "dev",
            "development",
            "do",
            "dummy",
            "encryption",
            "enough",
            "env",
            "example",
            "fake",
            "for",
            "generate",
            "generated",
            "hash",
            "here",
            "hex",
            "hmac",
            "hs",
            "in",
            "insecure",
            "insert",
            "is",
            "it",
            "jwt",
            "key",
            "least",
            "length",
            "local",
            "localhost",
            "long",
            "make",
            "master",
            "me",
            "minimum",
            "must",
            "my",
            "need",
            "needs",
            "never",
            "new",
            "not",
            "of",
            "only",
            "openssl",
            "or",
            "our",
            "password",
            "phrase",
            "placeholder",
            "please",
            "private",
            "prod",
            "production",
            "public",
            "put",
            "random",
            "really",
            "refresh",
            "replace",
            "root",
            "safe",
            "salt",
            "sample",
            "secret",
            "secrets",
            "secure",
            "security",
            "server",
            "session",
            "set",
            "sha",
            "should",
            "sign",
            "signature",
            "signing",
            "site",
            "some",
            "something",
            "spring",
            "string",
            "strong",
            "super",
            "sure",
            "test",
            "testing",
            "text",
            "that",
            "the",
            "this",
            "to",
            "todo",
            "token",
            "tokens",
            "top",
            "unsafe",
            "use",
            "used",
            "user",
            "value",
            "very",
            "web",
            "with",
            "you",
            "your");

    private PlaceHolders() {}

    static boolean looksLikeOne(byte[] secret) {
        String text = new String(secret, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return PRINTABLE.matcher(text).matches()
                && (UNFILLED.matcher(text).matches() || isOfWords(text) || counts(text));
    }

    /** Whether three quarters of the letters, and of all that is no digit or separator, are words. */
    private static boolean isOfWords(String text) {
        String letters = text.replaceAll("[0-9 _./:,;!?+=#@*-]", "");
        return letters.length() >= 8 && 4 * covered(letters) >= 3 * letters.length();
    }

    private static int covered(String letters) {
        int[] best = new int[letters.length() + 1];
        for (int end = 1; end <= letters.length(); end++) {
            best[end] = best[end - 1];
            for (int start = Math.max(0, end - LONGEST_WORD); start <= end - 2; start++) {
                if (WORDS.contains(letters.substring(start, end))) {
                    best[end] = Math.max(best[end], best[start] + end - start);
                }
            }
        }
        return best[letters.length()];
    }

    /** Whether most characters are the one before, the next one or the one before that in the alphabet or in counting. */
    private static boolean counts(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            int step = text.charAt(i) - text.charAt(i - 1);
            boolean wraps = text.charAt(i - 1) == '9' && text.charAt(i) == '0';
            steps += Math.abs(step) <= 1 || wraps ? 1 : 0;
        }
        return 4 * steps >= 3 * (text.length() - 1);
    }
}
