package io.github.keystile.tests.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes that nobody may write, made for a test in packages of auth-core. */
final class Planted {
    private final Path folder;

    Planted(Path folder) {
        this.folder = folder;
    }

    /** Compiles {@code <package below the root> <class> <body>} each, beside the classes of auth-core. */
    JavaClasses classes(List<String> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        List<JavaFileObject> files =
                sources.stream().<JavaFileObject>map(Source::of).toList();
        List<String> options =
                List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(complaints, Locale.ROOT, UTF_8)) {
            compiler.getTask(null, manager, complaints, options, null, files).call();
        }
        assertThat(complaints.getDiagnostics()).isEmpty();
        return new ClassFileImporter().importPath(folder);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        private static Source of(String source) {
            String[] parts = source.split(" ", 3);
            String home = parts[0].equals(".") ? HouseRules.ROOT : HouseRules.ROOT + "." + parts[0];
            String name = parts[1];
            return new Source(name, "package " + home + "; public class " + name + " " + parts[2]);
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
