package io.github.keystile.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    private static IpNetwork address(String literal) {
        return IpNetwork.address(literal).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24, 198.51.100.0",
        "198.51.100.0/24, 198.51.100.255",
        "198.51.100.0/24, ::ffff:198.51.100.9",
        "198.51.100.128/25, 198.51.100.128",
        "198.51.100.7, 198.51.100.7",
        "0.0.0.0/0, 203.0.113.7",
        "2001:db8::/32, 2001:db8:ffff::1",
        "2001:db8::/33, 2001:db8:7fff::1",
        "::/0, 2001:db8::1",
    })
    void itsAddressesAreInIt(String network, String address) {
        assertThat(IpNetwork.of(network).contains(address(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.0/24, 198.51.101.0",
        "198.51.100.128/25, 198.51.100.127",
        "198.51.100.7, 198.51.100.8",
        "0.0.0.0/0, 2001:db8::1",
        "2001:db8::/33, 2001:db8:8000::1",
        "::/0, 203.0.113.7",
    })
    void othersAreNot(String network, String address) {
        assertThat(IpNetwork.of(network).contains(address(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "198.51.100.0/33",
                "198.51.100.1/24",
                "198.51.100.0/",
                "198.51.100.0/+8",
                "198.51.100.0/024",
                "198.51.100/24",
                "example.com/24",
                "2001:db8::/129",
                "2001:db8::1/64",
                "::ffff:198.51.100.0/120",
                "64:ff9b::/96",
                "2002::/16",
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpNetwork.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "fe80:0:1:0:0:0:0:2, fe80:0:1::2",
    })
    void hasOneSpelling(String text, String spelling) {
        assertThat(address(text)).hasToString(spelling).isEqualTo(address(spelling));
    }

    @Test
    void aNetworkIsSpeltWithItsPrefix() {
        assertThat(address("2001:db8:1:2:3::").widened(48)).hasToString("2001:db8:1::/48");
        assertThat(address("203.0.113.7").widened(24)).hasToString("203.0.113.0/24");
    }
}
