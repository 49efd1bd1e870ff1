package io.github.keystile.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The README or a page of {@code docs}, and its Java blocks. */
record Page(Path file, List<String> lines) {
    /** A Java block; {@code line} is that of its first line, counted from 1. */
    record Block(String page, int line, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        boolean isClass() {
            return lines.stream().anyMatch(line -> line.matches("(public )?(final )?class .*\\{"));
        }
    }

    static Page readme() {
        return read(folder().resolve("README.md"));
    }

    /** The README first. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(folder().resolve("docs"))) {
            return Stream.concat(
                            Stream.of(readme()),
                            docs.filter(file -> file.toString().endsWith(".md"))
                                    .sorted()
                                    .map(Page::read))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the README lies, and what else is documentation. */
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

    String name() {
        return file.getFileName().toString();
    }

    String text() {
        return String.join("\n", lines);
    }

    List<Block> javaBlocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                int end = i + lines.subList(i, lines.size()).indexOf("```");
                blocks.add(new Block(name(), i + 2, List.copyOf(lines.subList(i + 1, end))));
                i = end;
            }
        }
        return blocks;
    }

    List<String> headings() {
        return lines.stream().filter(line -> line.startsWith("## ")).toList();
    }

    /** As GitHub names them in addresses. */
    List<String> anchors() {
        return lines.stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 -]", "")
                        .replace(' ', '-'))
                .toList();
    }
}
