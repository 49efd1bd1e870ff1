package io.github.keystile.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "de > de",
                "de-AT, de;q=0.9, en;q=0.8 > de-AT",
                "en;q=0.5, zh-TW > zh-TW",
                "*, pt-BR;q=0.1 > pt-BR",
                "fr;q=0, it;q=0.2 > it"
            })
    void theMostLikedLanguageIsTaken(String header, String language) {
        assertThat(AcceptLanguage.preferred(header)).isEqualTo(Locale.forLanguageTag(language));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "de;q=0", ";;", "de;q=x", "\u0000", "-", "de;q=9"})
    void whatNamesNoneIsNone(String header) {
        assertThat(AcceptLanguage.preferred(header)).isNull();
    }

    @Test
    void noneAndTooMuchAreNone() {
        assertThat(AcceptLanguage.preferred(null)).isNull();
        assertThat(AcceptLanguage.preferred("de,".repeat(1_000_000))).isNull();
    }
}
