package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CallerAddressTest {
    @Test
    @Tag("LGN-06")
    void everySpellingOfAnAddressIsOneCaller() {
        assertThat(List.of(
                        "203.0.113.7",
                        " 203.0.113.7 ",
                        "::ffff:203.0.113.7",
                        "[::FFFF:203.0.113.7]",
                        "::ffff:cb00:7107"))
                .extracting(ip -> CallerAddress.of(ip).key())
                .containsOnly(CallerAddress.of("203.0.113.7").key());
    }

    @Test
    @Tag("LGN-06")
    void aWholeSlash64IsOneCallerAndTheNextOneIsAnother() {
        assertThat(IntStream.range(0, 1000).mapToObj(host -> "2001:db8:0:1::" + Integer.toHexString(host)))
                .extracting(ip -> CallerAddress.of(ip).key())
                .containsOnly(CallerAddress.of("2001:db8:0:1::").key());
        assertThat(CallerAddress.of("2001:db8:0:2::").key())
                .isNotEqualTo(CallerAddress.of("2001:db8:0:1::").key());
    }

    @Test
    @Tag("LGN-06")
    void whatIsNoAddressIsTakenAsItIsAndNeverLookedUpInTheDns() {
        List<String> looksLikeOne = List.of("999.999.999.999", "256.1.1.1", "1.2.3.400", ".:1", "1.2.3", "example.com");

        assertThat(looksLikeOne)
                .noneMatch(CallerAddress::isLiteral)
                .allMatch(text -> CallerAddress.of(text).key().equals(text));
    }
}
