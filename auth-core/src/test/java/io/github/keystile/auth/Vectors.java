package io.github.keystile.auth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Test data made by others, read in place from {@code shared/vectors} beside the repository, or from the folder that
 * the system property or environment variable {@code KEYSTILE_VECTORS} names. Where there is none, tests skip.
 */
public final class Vectors {
    private static final String NAME = "KEYSTILE_VECTORS";

    private Vectors() {}

    public static Path file(String path) {
        Path file = folder().resolve(path);
        assumeTrue(Files.exists(file), () -> "no test data " + path + "; set " + NAME + " to the folder that has it");
        return file;
    }

    public static List<String> lines(String path) {
        try {
            return Files.readAllLines(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(String path) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(file(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        String named = System.getProperty(NAME, System.getenv(NAME));
        if (named != null) {
            return Path.of(named);
        }
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(here, folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared").resolve("vectors"))
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(here);
    }
}
