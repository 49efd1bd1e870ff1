package io.github.keystile.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.255.255.255", "127.0.1.1", "::1", "[::1]"})
    void thisMachine(String host) {
        assertThat(Loopback.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost.",
                "localhost.example",
                "a.localhost",
                "127.0.0.1.example",
                "127.1",
                "127.0.0.256",
                "127.0.0.01",
                "0.0.0.0",
                "::",
                "[::2]",
                "::ffff:127.0.0.1",
                "2130706433",
                "10.0.0.1"
            })
    void anywhereElseOrNotForSure(String host) {
        assertThat(Loopback.isLoopback(host)).isFalse();
    }
}
