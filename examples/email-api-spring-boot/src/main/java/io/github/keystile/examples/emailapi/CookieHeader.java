package io.github.keystile.examples.emailapi;

import org.springframework.http.HttpHeaders;

/** The cookies of a request. HTTP/2 may split the header; a cookie in both halves must count as there twice. */
final class CookieHeader {
    private CookieHeader() {}

    static String of(HttpHeaders headers) {
        return String.join("; ", headers.getOrEmpty(HttpHeaders.COOKIE));
    }
}
