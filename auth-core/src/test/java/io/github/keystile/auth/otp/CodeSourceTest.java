package io.github.keystile.auth.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSourceTest {
    private static final int DRAWS = 1_000_000;
    private static final int CELLS = 1000;

    /** 999 degrees of freedom have mean 999 and deviation 44.7: a fair source passes 1300 once in 10^10 runs. */
    private static final double TOO_MUCH = 1300;

    private final CodeSource codes = CodeSource.secure();

    @Test
    @Tag("OTP-01")
    void everyCodeIsEquallyLikely() {
        int[] front = new int[CELLS];
        int[] back = new int[CELLS];
        for (int i = 0; i < DRAWS; i++) {
            String code = codes.next(6);
            front[Integer.parseInt(code.substring(0, 3))]++;
            back[Integer.parseInt(code.substring(3))]++;
        }
        assertThat(chiSquare(front)).isLessThan(TOO_MUCH);
        assertThat(chiSquare(back)).isLessThan(TOO_MUCH);
    }

    @Test
    @Tag("OTP-01")
    void leadingZerosStay() {
        int zeros = 0;
        for (int i = 0; i < 100_000; i++) {
            String code = codes.next(6);
            assertThat(code.length()).isEqualTo(6);
            zeros += code.charAt(0) == '0' ? 1 : 0;
        }
        assertThat(zeros).isBetween(9_300, 10_700);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 8, 12})
    @Tag("OTP-01")
    void digitsAreAsciiWhateverTheLocale(int digits) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(codes.next(digits)).matches("[0-9]{" + digits + "}");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 13})
    void rejectsOtherLengths(int digits) {
        assertThatIllegalArgumentException().isThrownBy(() -> codes.next(digits));
    }

    private static double chiSquare(int[] cells) {
        double expected = (double) DRAWS / CELLS;
        double sum = 0;
        for (int seen : cells) {
            sum += (seen - expected) * (seen - expected) / expected;
        }
        return sum;
    }
}
