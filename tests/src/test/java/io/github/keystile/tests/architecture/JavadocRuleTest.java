package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Javadoc's own check wants each component of a record said twice. This one takes its place, and is tested itself. */
class JavadocRuleTest {
    @Test
    void everythingPublishedSaysWhatItIs() {
        Map<String, String> sources = Sources.ofMain("auth-*").stream()
                .collect(Collectors.toMap(
                        file -> Sources.root().relativize(file).toString(),
                        file -> String.join("\n", Sources.lines(file))));
        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(JavadocRule.missing(sources))
                .as("what readers of the API see has no comment")
                .isEmpty();
    }

    @Test
    void namesFileAndMember() {
        Map<String, String> sources =
                Map.of("a/A.java", "public class A {}", "a/B.java", "/** B. */ public class B {}");
        assertThat(JavadocRule.missing(sources)).containsExactly("a/A.java: A");
    }

    @Test
    void bitesOnEveryKindOfMember() {
        assertThat(missing("""
                        public abstract class Api {
                            public static final int FIELD = 1;
                            protected String other, another;
                            protected Api() {}
                            public void method() {}
                            protected abstract void hook();
                            public enum Kind { /** Said. */ SAID, UNSAID }
                            protected interface Open {
                                int CONSTANT = 1;
                                void implicitlyPublic();
                                class Nested {}
                            }
                            public @interface Mark { String value(); }
                        }
                        """))
                .containsExactlyInAnyOrder(
                        "Api",
                        "Api.FIELD",
                        "Api.other",
                        "Api.another",
                        "Api.<init>",
                        "Api.method",
                        "Api.hook",
                        "Api.Kind",
                        "Api.Kind.UNSAID",
                        "Api.Open",
                        "Api.Open.CONSTANT",
                        "Api.Open.implicitlyPublic",
                        "Api.Open.Nested",
                        "Api.Mark",
                        "Api.Mark.value");
    }

    @Test
    void bitesOnRecords() {
        assertThat(missing("""
                        /**
                         * A pair, whose type parameter is no component.
                         *
                         * @param <second> a type
                         * @param first said
                         */
                        public record Pair<second>(String first, String second) {
                            static final int HIDDEN = 1;
                            public Pair { java.util.Objects.requireNonNull(first); }
                            public Pair() { this("", ""); }
                            public String first() { return first; }
                            public String both() { return first + second; }
                        }
                        """)).containsExactlyInAnyOrder("Pair @param second", "Pair.<init>", "Pair.both");
        assertThat(missing("public record Bare(int x) {}")).containsExactly("Bare", "Bare @param x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/***/ public class Blank {}",
                "/** \n * \n */ public class Blank {}",
                "/* no Javadoc */ public class Blank {}",
                "// no Javadoc\npublic class Blank {}"
            })
    void bitesOnCommentsThatSayNothing(String source) {
        assertThat(missing(source)).containsExactly("Blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Hidden { public void method() {} public static class Nested {} }",
                "package a.b.internal; public class Machinery {}",
                "package a.b.internal.kernel; public class Machinery {}",
                "/** Said. */ public class Api { void hidden() {} private int secret; static class Nested { public int x; } }",
                "/** Said. */ public class Api { @Override public String toString() { return \"\"; } }",
                "/** Said. */ public interface Api { private void hidden() {} }",
                "/** Said.\n * @param x said */ public record Said(int x) { public Said {} @Deprecated() public int x() { return x; } }",
            })
    void sparesWhatNobodySeesOrIsSaidElsewhere(String source) {
        assertThat(missing(source)).isEmpty();
    }

    private static List<String> missing(String source) {
        return JavadocRule.missing(Map.of("", source)).stream()
                .map(member -> member.substring(": ".length()))
                .toList();
    }
}
