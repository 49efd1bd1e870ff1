package io.github.keystile.requirements.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
    @Test
    void modulesInsideModulesAreFoundAndThoseOfProfilesAreNot(@TempDir Path root) throws IOException {
        pom(
                root,
                "<modules><module>core</module><module>house</module><module>a/page</module></modules>"
                        + "<profiles><profile><modules><module>fuzz</module></modules></profile></profiles>");
        pom(root.resolve("core"), "");
        pom(root.resolve("house"), "<modules>\n<module>room</module>\n<module>attic</module>\n</modules>");
        pom(root.resolve("house/room"), "<modules><module>chest</module></modules>");
        pom(root.resolve("house/room/chest"), "");
        pom(
                root.resolve("house/attic"),
                "<profiles><profile><modules><module>box</module></modules></profile></profiles>");
        pom(root.resolve("a/page"), "");

        assertThat(Repository.modules(root))
                .containsExactly("core", "house", "house/room", "house/room/chest", "house/attic", "a/page");
    }

    @Test
    void theExamplesAreAmongThoseOfThisBuild() throws IOException {
        assertThat(Repository.modules())
                .contains("auth-core", "examples/readme", "examples/matrix", "requirements/page")
                .doesNotContain("fuzz")
                .doesNotHaveDuplicates();
    }

    private static void pom(Path folder, String content) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("pom.xml"), "<project>" + content + "</project>");
    }
}
