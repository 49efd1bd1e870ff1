package io.github.keystile.auth.testkit;

import io.github.keystile.auth.otp.CodeSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Codes that a test knows beforehand. Never use it outside of tests: everybody else knows them too.
 *
 * <p>Safe for use by many threads.
 */
public final class FixedCodes implements CodeSource {
    private final List<String> codes;
    private final AtomicInteger drawn = new AtomicInteger();

    /**
     * Hands out the given codes one after the other, and then the last of them for ever.
     *
     * @param first the first code, ASCII digits
     * @param more those after it
     * @throws IllegalArgumentException if one is not made of 4 to 12 ASCII digits
     */
    public FixedCodes(String first, String... more) {
        codes = Stream.concat(Stream.of(first), Arrays.stream(more)).toList();
        if (!codes.stream().allMatch(code -> code.matches("[0-9]{4,12}"))) {
            throw new IllegalArgumentException("A fixed code must be 4 to 12 ASCII digits");
        }
    }

    /**
     * The next of the codes.
     *
     * @throws IllegalArgumentException if it does not have that many digits
     */
    @Override
    public String next(int digits) {
        int index = drawn.getAndUpdate(i -> Math.min(i + 1, codes.size() - 1));
        String code = codes.get(index);
        if (code.length() != digits) {
            throw new IllegalArgumentException(
                    "The service asks for codes of " + digits + " digits, the next fixed one has " + code.length());
        }
        return code;
    }
}
