package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerAddressTest {
    private static CallerAddress read(String text) {
        return CallerAddress.of(text).orElseThrow();
    }

    @ParameterizedTest
    @Tag("LGN-06")
    @ValueSource(
            strings = {
                "203.0.113.7",
                " 203.0.113.7 ",
                "203.0.113.7:50001",
                "203.0.113.7:1",
                "/203.0.113.7",
                "/203.0.113.7:50001",
                "host.example/203.0.113.7:50001",
                "::ffff:203.0.113.7",
                "::ffff:cb00:7107",
                "[::FFFF:203.0.113.7]",
                "[::ffff:203.0.113.7]:443",
                "0:0:0:0:0:ffff:cb00:7107",
                "64:ff9b::203.0.113.7",
                "64:ff9b::cb00:7107",
                "[64:ff9b::cb00:7107]:443",
                "2002:cb00:7107::1",
                "2002:cb00:7107:ffff:1:2:3:4",
            })
    void everySpellingOfAnIpv4AddressIsOneCaller(String text) {
        assertThat(read(text).text()).isEqualTo("203.0.113.7");
        assertThat(read(text).key()).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @Tag("LGN-06")
    @ValueSource(
            strings = {
                "2001:db8::1",
                "2001:DB8:0:0:0:0:0:1",
                "2001:0db8:0000:0000:0000:0000:0000:0001",
                "2001:db8::0.0.0.1",
                "[2001:db8::1]",
                "[2001:db8::1]:443",
                "/[2001:db8::1]:443",
                "/2001:db8:0:0:0:0:0:1",
                "2001:db8::1%eth0",
                "2001:db8::1%25eth0",
                "[2001:db8::1%2]:443",
            })
    void everySpellingOfAnIpv6AddressIsOneCaller(String text) {
        assertThat(read(text).text()).isEqualTo("2001:db8::1");
        assertThat(read(text).key()).isEqualTo("2001:db8::/64");
    }

    @Test
    @Tag("LGN-06")
    void aWholeSlash64IsOneCallerAndTheNextOneIsAnother() {
        assertThat(IntStream.range(0, 1000).mapToObj(host -> "2001:db8:0:1::" + Integer.toHexString(host)))
                .extracting(ip -> read(ip).key())
                .containsOnly("2001:db8:0:1::/64");
        assertThat(read("2001:db8:0:2::").key()).isNotEqualTo("2001:db8:0:1::/64");
    }

    @ParameterizedTest
    @Tag("LGN-06")
    @ValueSource(
            strings = {
                "",
                " ",
                "unknown",
                "localhost",
                "_hidden",
                "203.0.113.7, 198.51.100.1",
                "203.0.113.7,198.51.100.1",
                "203.0.113.7 198.51.100.1",
                "2001:db8::1, 203.0.113.7",
                "unknown/unknown",
                "203.0.113.0/24",
                "203.0.113.7:",
                "203.0.113.7:http",
                "203.0.113.7:123456",
                "[203.0.113.7",
                "[2001:db8::1]443",
                "2001:db8::1]",
                "0:0:0:0:0:0:0:1:443",
                "::g",
                "1::2::3",
                "999.999.999.999",
                "256.1.1.1",
                "010.1.1.1",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                ".:1",
                "1.2.3",
                "example.com:80",
                "٢٠٣.0.113.7",
            })
    void whatIsNoSingleAddressIsAnUnknownCallerAndNeverLookedUpInTheDns(String text) {
        assertThat(CallerAddress.of(text)).isEmpty();
    }
}
