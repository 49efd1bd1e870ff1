package io.github.keystile.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    private static final String LOCAL_64 = "l".repeat(64);
    private static final String LABEL_63 = "d".repeat(63);

    @Test
    @Tag("EML-01")
    void keepsWhatWasTypedAndComparesTheKey() {
        EmailAddress typed = EmailAddress.of("Ann.Lee+News@Example.COM");

        assertThat(typed.address()).isEqualTo("Ann.Lee+News@Example.COM");
        assertThat(typed.key()).isEqualTo("ann.lee+news@example.com");
        assertThat(typed.localPart()).isEqualTo("Ann.Lee+News");
        assertThat(typed.domain()).isEqualTo("Example.COM");
        assertThat(typed)
                .isEqualTo(EmailAddress.of("ann.lee+news@example.com"))
                .hasSameHashCodeAs(EmailAddress.of("ann.lee+news@example.com"));
    }

    @Test
    @Tag("LOG-03")
    void showsOneCharacterAndTheDomainInLogs() {
        assertThat(EmailAddress.of("ann@example.com").masked()).isEqualTo("a***@example.com");
        assertThat(EmailAddress.of("a@example.com").masked()).isEqualTo("a***@example.com");
    }

    @Test
    void isATextOfItself() {
        CharSequence typed = EmailAddress.of("Ann@Example.com");

        assertThat(typed.toString()).isEqualTo("Ann@Example.com");
        assertThat(new StringBuilder(typed).reverse()).hasToString("moc.elpmaxE@nnA");
        assertThat(typed.subSequence(3, 11)).hasToString("@Example");
    }

    @Test
    @Tag("EML-05")
    void dotsAndTagsTellAccountsApart() {
        assertThat(EmailAddress.of("a+b@x.com")).isNotEqualTo(EmailAddress.of("a@x.com"));
        assertThat(EmailAddress.of("a.b@x.com")).isNotEqualTo(EmailAddress.of("ab@x.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.co",
                "a.b.c@example.com",
                "!#$%&'*+-/=?^_`{|}~@example.com",
                "a@xn--bcher-kva.example",
                "a@1.2.3.x4",
                "a@c--n.com",
                "%@x.com"
            })
    @Tag("EML-02")
    void acceptsDotAtomsAtHostNames(String raw) {
        assertThat(EmailAddress.parse(raw)).map(EmailAddress::address).contains(raw);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "a@",
                "@example.com",
                "a.example.com",
                "a@b@example.com",
                ".a@example.com",
                "a.@example.com",
                "a..b@example.com",
                "a@localhost",
                "a@.example.com",
                "a@example.com.",
                "a@example..com",
                "a@-example.com",
                "a@example-.com",
                "a@exa_mple.com",
                "a@1.2.3.4",
                "a@example.123",
                "a@[1.2.3.4]",
                "a@[IPv6:::1]",
                "\"a\"@example.com",
                "a(comment)@example.com",
                "Ann <ann@example.com>",
                "<ann@example.com>",
                "victim@x.test <evil@evil.test>",
                "a@x.com,b@y.com",
                "g:a@x.com,b@y.com;",
                "a@x.com;b@y.com",
                "mailto:a@x.com",
                " a@example.com",
                "a@example.com ",
                "a@example.com\n",
                "a@example.com\r\nBcc: b@example.com",
                "a\0@example.com",
                "a\t@example.com",
                "a\u007f@example.com"
            })
    @Tag("EML-02")
    void refusesEverythingElse(String raw) {
        assertThat(EmailAddress.parse(raw)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\uFF20example.com",
                "a\uFE6Bexample.com",
                "\u212Aevin@example.com",
                "m\u0131ke@example.com",
                "M\u0130KE@example.com",
                "a@ex\u0561mple.com",
                "a@b\u00FCcher.example",
                "a\u200D@example.com",
                "a@example\u3002com",
                "\uD800@example.com"
            })
    @Tag("EML-01")
    @Tag("EML-03")
    void refusesWhateverIsNotAscii(String raw) {
        assertThat(EmailAddress.parse(raw)).isEmpty();
    }

    @Test
    @Tag("EML-04")
    void holdsTheLengthsOfTheStandards() {
        String domain = LABEL_63 + "." + LABEL_63 + "." + LABEL_63 + ".example.com";

        assertThat(EmailAddress.parse(LOCAL_64 + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("l" + LOCAL_64 + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("a@" + LABEL_63 + ".com")).isPresent();
        assertThat(EmailAddress.parse("a@d" + LABEL_63 + ".com")).isEmpty();
        assertThat(EmailAddress.parse("l".repeat(253 - domain.length()) + "@" + domain))
                .isPresent();
        assertThat(EmailAddress.parse("l".repeat(254 - domain.length()) + "@" + domain))
                .isEmpty();
        assertThat(EmailAddress.parse("a@" + LABEL_63 + ("." + LABEL_63).repeat(2) + "." + "d".repeat(61)))
                .isEmpty();
    }

    @Test
    @Tag("EML-07")
    void readsNothingOfATextThatIsTooLong() {
        String long1 = "a@" + "a.".repeat(10_000_000) + "!";
        String long2 = "@".repeat(20_000_000);

        // Milliseconds as it is, many minutes if the texts were read.
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            for (int i = 0; i < 100_000; i++) {
                assertThat(EmailAddress.parse(long1).isPresent()
                                || EmailAddress.parse(long2).isPresent())
                        .isFalse();
            }
        });
    }

    @Test
    @Tag("LOG-03")
    void theRefusalDoesNotEchoTheText() {
        assertThatThrownBy(() -> EmailAddress.of("secret\n@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
