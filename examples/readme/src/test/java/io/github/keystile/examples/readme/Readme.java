package io.github.keystile.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README and its Java blocks. */
record Readme(List<String> lines) {
    /** A Java block; {@code line} is that of its first line, counted from 1. */
    record Block(int line, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        boolean isClass() {
            return lines.stream().anyMatch(line -> line.matches("(public )?(final )?class .*\\{"));
        }
    }

    static Readme read() {
        try {
            return new Readme(Files.readAllLines(folder().resolve("README.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it lies, and what else is documentation. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("Run this inside the repository: no mvnw in any parent folder");
            }
        }
        return folder;
    }

    List<Block> javaBlocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                int end = i + lines.subList(i, lines.size()).indexOf("```");
                blocks.add(new Block(i + 2, List.copyOf(lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    List<String> headings() {
        return lines.stream().filter(line -> line.startsWith("## ")).toList();
    }
}
