package io.github.keystile.auth.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsernameTest {
    @Test
    @Tag("SGN-06")
    void keepsWhatWasTypedAndComparesTheKey() {
        Username typed = Username.of("Ann_Lee.9-I");

        assertThat(typed.name()).isEqualTo("Ann_Lee.9-I");
        assertThat(typed.key()).isEqualTo("ann_lee.9-i");
        assertThat(typed).hasToString("Ann_Lee.9-I");
        assertThat(typed).isEqualTo(Username.of("ANN_LEE.9-I")).hasSameHashCodeAs(Username.of("ANN_LEE.9-I"));
        assertThat(typed).isNotEqualTo(Username.of("ann_lee.9_i"));
    }

    @Test
    void isATextOfItself() {
        CharSequence typed = Username.of("Ann_Lee");

        assertThat(new StringBuilder(typed).reverse()).hasToString("eeL_nnA");
        assertThat(typed.subSequence(4, 7)).hasToString("Lee");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "victim@x.com",
                "admin ",
                " admin",
                "ad min",
                "admin\n",
                "admin\0",
                "\uFF41dmin",
                "adm\u0131n",
                "adm\u200Bin",
                "a+b",
                "a/b"
            })
    @Tag("SGN-06")
    void refusesWhatCouldPassForAnother(String raw) {
        assertThat(Username.parse(raw)).isEmpty();
    }

    @Test
    void takesThreeToThirtyTwoCharacters() {
        assertThat(Username.parse("abc")).isPresent();
        assertThat(Username.parse("a".repeat(32))).isPresent();
        assertThat(Username.parse("a".repeat(33))).isEmpty();
        assertThat(Username.parse("a".repeat(1_000_000))).isEmpty();
    }

    @Test
    @Tag("LOG-03")
    void theRefusalDoesNotEchoTheText() {
        assertThatThrownBy(() -> Username.of("secret!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }
}
