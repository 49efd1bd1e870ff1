package io.github.keystile.examples.otpsignup;

/** Codes as people paste them: with blanks and dashes around and in between. */
final class Codes {
    private Codes() {}

    static String clean(String typed) {
        return typed.replaceAll("[ \\t\\r\\n\\u00a0-]", "");
    }
}
