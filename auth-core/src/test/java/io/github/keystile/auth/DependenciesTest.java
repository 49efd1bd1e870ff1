package io.github.keystile.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Older versions of what auth-core stands on have known holes. */
@Tag("API-04")
class DependenciesTest {
    @Test
    void areNotBelowTheirFloor() throws IOException {
        assertAtLeast("4.6", versionInNameOf(JWT.class, "java-jwt"));
        assertAtLeast("2.22", PackageVersion.VERSION.toString());
    }

    @Test
    void olderOnesFailTheBuildAndReleasesListTheRest() throws IOException {
        String pom = Files.readString(parentPom());
        assertThat(pom)
                .contains("<exclude>com.auth0:java-jwt:(,4.6.0)</exclude>")
                .contains("<exclude>org.eclipse.angus:angus-mail:(,2.0.4)</exclude>");
        assertThat(pom.substring(pom.indexOf("<id>release</id>"))).contains("<goal>makeBom</goal>");
    }

    private static void assertAtLeast(String floor, String version) {
        assertThat(Runtime.Version.parse(version)).isGreaterThanOrEqualTo(Runtime.Version.parse(floor));
    }

    /** The jar says it in its name only. */
    private static String versionInNameOf(Class<?> type, String artifact) {
        String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
        Matcher name =
                Pattern.compile("/" + artifact + "-([0-9.]+)[^/]*\\.jar$").matcher(jar);
        assertThat(name.find()).as(jar).isTrue();
        return name.group(1);
    }

    private static Path parentPom() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow()
                .resolve("pom.xml");
    }
}
