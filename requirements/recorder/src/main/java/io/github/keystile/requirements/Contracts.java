package io.github.keystile.requirements;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.platform.engine.support.descriptor.MethodSource;

/**
 * What the test kit's contracts show. They are published, and our ids mean nothing to those who run them elsewhere: that
 * is why {@code requirements/contracts.tsv} has them, and no tag.
 */
final class Contracts {
    private final Map<String, List<String>> ids = new HashMap<>();

    /** Lines of class, method (empty for all that the class declares) and ids. */
    Contracts(List<String> lines) {
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            ids.computeIfAbsent(key(fields[0], fields[1]), unused -> new ArrayList<>())
                    .addAll(List.of(fields[2].split(", ")));
        }
    }

    static Contracts ofThisBuild() {
        try (InputStream file = Contracts.class.getResourceAsStream("contracts.tsv")) {
            String text =
                    new String(Objects.requireNonNull(file, "contracts.tsv").readAllBytes(), UTF_8);
            return new Contracts(text.lines().skip(1).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the class that declares the test: which class extends it is the author's business. */
    Stream<String> idsOf(MethodSource test) {
        String contract = test.getJavaMethod().getDeclaringClass().getName();
        return Stream.of("", test.getMethodName())
                .flatMap(method -> ids.getOrDefault(key(contract, method), List.of()).stream());
    }

    private static String key(String contract, String method) {
        return contract + "#" + method;
    }
}
