package io.github.keystile.auth.testkit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HostileTextsTest {
    @Test
    void theNaughtyStringsAreReadAsTheyWereWritten() {
        assertThat(HostileTexts.naughty())
                .hasSize(515)
                .contains("", " ", "\\", "$HOME", "true", "Scunthorpe General Hospital")
                .contains(
                        "\u202a\u202atest\u202a",
                        "\ud83d\udc7e \ud83d\ude47 \ud83d\udc81 \ud83d\ude45 \ud83d\ude46 \ud83d\ude4b"
                                + " \ud83d\ude4e \ud83d\ude4d");
    }

    @Test
    void theyAreShippedWithTheirLicence() throws IOException {
        try (InputStream licence = HostileTexts.class.getResourceAsStream("/META-INF/licenses/blns-MIT.txt")) {
            assertThat(licence).isNotNull();
            assertThat(new String(licence.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Max Woolf", "Permission is hereby granted");
        }
    }
}
