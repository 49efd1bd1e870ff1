package io.github.keystile.tests.architecture;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources of this repository. */
final class Sources {
    private Sources() {}

    /** Nothing but sources is walked: what a build or a test leaves behind may vanish meanwhile. */
    static List<Path> ofMain(String... modules) {
        return Stream.of(modules)
                .flatMap(glob -> folders(root(), glob).stream())
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(sources -> javaFiles(sources).stream())
                .toList();
    }

    private static List<Path> folders(Path parent, String glob) {
        int slash = glob.indexOf('/');
        if (slash >= 0) {
            return folders(parent.resolve(glob.substring(0, slash)), glob.substring(slash + 1));
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, glob)) {
            List<Path> folders = new ArrayList<>();
            found.forEach(folders::add);
            return folders;
        } catch (IOException e) {
            throw new IllegalStateException("cannot list " + parent, e);
        }
    }

    private static List<Path> javaFiles(Path sources) {
        try (Stream<Path> files =
                Files.find(sources, 32, (path, facts) -> path.toString().endsWith(".java"))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot walk " + sources, e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }
}
