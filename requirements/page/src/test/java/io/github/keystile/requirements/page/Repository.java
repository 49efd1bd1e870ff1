package io.github.keystile.requirements.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules beside this one, and what their tests have written down. */
final class Repository {
    private static final String SELF = "requirements/page";
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private Repository() {}

    static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }

    /** Those of every build, each before those inside it; modules of a profile are not. */
    static List<String> modules() throws IOException {
        return modules(root());
    }

    static List<String> modules(Path root) throws IOException {
        List<String> all = new ArrayList<>();
        addModules(root, root, all);
        return all;
    }

    private static void addModules(Path root, Path folder, List<String> all) throws IOException {
        String pom = Files.readString(folder.resolve("pom.xml"));
        int profiles = pom.indexOf("<profiles>");
        Matcher named = MODULE.matcher(profiles < 0 ? pom : pom.substring(0, profiles));
        while (named.find()) {
            Path module = folder.resolve(named.group(1));
            all.add(root.relativize(module).toString().replace('\\', '/'));
            addModules(root, module, all);
        }
    }

    /** Why this is not a build of everything; empty if it is. */
    static Optional<String> whyPartial() throws IOException {
        for (String filter : List.of("test", "groups", "excludedGroups")) {
            if (!System.getProperty(filter, "").isBlank()) {
                return Optional.of("tests were selected with -D" + filter);
            }
        }
        List<String> missing = new ArrayList<>();
        for (String module : testedModules()) {
            Path file = records(module);
            String head = Files.exists(file) ? Files.readAllLines(file).get(0) : "";
            if (!head.equals("build\t" + System.getProperty("keystile.build"))) {
                missing.add(module);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("no tests ran in this build in " + String.join(", ", missing));
    }

    static List<Shown> shown() throws IOException {
        return parsed(line -> !Figure.is(line), Shown::parse);
    }

    static List<Figure> figures() throws IOException {
        return parsed(Figure::is, Figure::parse);
    }

    /** A section of a page in {@code docs}, without its heading. */
    static String section(String page, String heading) throws IOException {
        String text = Files.readString(root().resolve("docs").resolve(page));
        Matcher section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$(.*?)(?=^## |\\z)")
                .matcher(text);
        if (!section.find()) {
            throw new IllegalStateException("docs/" + page + " has no section \"" + heading + "\"");
        }
        return section.group(1).strip();
    }

    private static <T> List<T> parsed(Predicate<String> wanted, BiFunction<String, String, T> parser)
            throws IOException {
        List<T> all = new ArrayList<>();
        for (String module : testedModules()) {
            Files.readAllLines(records(module)).stream()
                    .skip(1)
                    .filter(wanted)
                    .map(line -> parser.apply(module, line))
                    .forEach(all::add);
        }
        return all;
    }

    private static Path records(String module) {
        return root().resolve(module).resolve("target").resolve("requirements.tsv");
    }

    private static List<String> testedModules() throws IOException {
        return modules().stream()
                .filter(module -> !module.equals(SELF))
                .filter(module -> Files.isDirectory(root().resolve(module).resolve("src/test/java")))
                .toList();
    }
}
