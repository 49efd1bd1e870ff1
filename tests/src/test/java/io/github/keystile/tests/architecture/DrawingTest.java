package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawings of docs/architecture.md show what there is: no box and no arrow more, and none less. */
class DrawingTest {
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>.*?</dependency>");
    private static final Pattern OUR_OWN =
            Pattern.compile("(?s)<groupId>io.github.keystile</groupId>\\s*<artifactId>(auth-[a-z-]+)</artifactId>");

    private final List<Drawing> drawings =
            Drawing.of(String.join("\n", Sources.lines(Sources.root().resolve("docs/architecture.md"))));

    @Test
    void theModulesAreThoseOfThePoms() throws IOException {
        assertThat(drawings.get(0).arrows()).isEqualTo(arrowsOfPoms());
    }

    @Test
    void everyPackageHasOneRoom() {
        Set<String> packages = ofCore().map(type -> packageOf(type)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(drawings.get(1).rooms().values().stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void theRoomsSeeEachOtherAsTheArrowsSay() {
        Map<String, String> roomOf = drawings.get(1).rooms().entrySet().stream()
                .flatMap(room -> room.getValue().stream().map(name -> Map.entry(name, room.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Set<String> arrows = new TreeSet<>();
        ofCore().flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> isOfCore(dependency.getTargetClass()))
                .forEach(dependency -> arrows.add(arrow(dependency, roomOf)));
        arrows.removeIf(arrow -> arrow.matches("(\\w+) --> \\1"));
        assertThat(drawings.get(1).arrows()).isEqualTo(arrows);
    }

    private static String arrow(Dependency dependency, Map<String, String> roomOf) {
        return roomOf.get(packageOf(dependency.getOriginClass())) + " --> "
                + roomOf.get(packageOf(dependency.getTargetClass()));
    }

    private static Set<String> arrowsOfPoms() throws IOException {
        Set<String> arrows = new TreeSet<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(Sources.root(), "auth-*")) {
            for (Path module : modules) {
                String pom = Files.readString(module.resolve("pom.xml")).replaceAll("(?s)<profiles>.*", "");
                DEPENDENCY
                        .matcher(pom.replaceAll("(?s)<dependencyManagement>.*</dependencyManagement>", ""))
                        .results()
                        .map(MatchResult::group)
                        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                        .flatMap(dependency -> OUR_OWN.matcher(dependency).results())
                        .forEach(own -> arrows.add(module.getFileName() + " --> " + own.group(1)));
            }
        }
        return arrows;
    }

    private static Stream<JavaClass> ofCore() {
        return ArchitectureTest.CLASSES.stream().filter(DrawingTest::isOfCore);
    }

    private static boolean isOfCore(JavaClass type) {
        String name = type.getPackageName() + ".";
        return name.startsWith(HouseRules.ROOT + ".") && !name.startsWith(HouseRules.ROOT + ".testkit.");
    }

    /** Below the root, which itself is a dot. */
    private static String packageOf(JavaClass type) {
        String below = type.getPackageName().substring(HouseRules.ROOT.length());
        return below.isEmpty() ? "." : below;
    }
}
