package io.github.keystile.tests.architecture;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * That everything which readers of the API see says what it is: each public or protected type, method, constructor,
 * field and enum constant has a comment, and each component of a record its {@code @param} in the comment of the
 * record.
 */
final class JavadocRule {
    private final DocTrees trees;
    private final CompilationUnitTree unit;
    private final CharSequence text;
    private final List<String> missing = new ArrayList<>();

    private JavadocRule(DocTrees trees, CompilationUnitTree unit) throws IOException {
        this.trees = trees;
        this.unit = unit;
        this.text = unit.getSourceFile().getCharContent(true);
    }

    /**
     * The members without a comment, and the components without a {@code @param}, as {@code file: Type.member}.
     *
     * @param sources texts by the names of their files
     */
    static List<String> missing(Map<String, String> sources) {
        List<InMemory> files = sources.entrySet().stream()
                .map(source -> new InMemory(source.getKey(), source.getValue()))
                .toList();
        JavacTask task = (JavacTask)
                ToolProvider.getSystemJavaCompiler().getTask(null, null, null, List.of("-proc:none"), null, files);
        DocTrees trees = DocTrees.instance(task);
        List<String> missing = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                JavadocRule rule = new JavadocRule(trees, unit);
                rule.checkUnit();
                rule.missing.forEach(member -> missing.add(unit.getSourceFile().getName() + ": " + member));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing;
    }

    private void checkUnit() {
        boolean internal = Optional.ofNullable(unit.getPackageName())
                .map(Tree::toString)
                .filter(name -> name.contains(".internal"))
                .isPresent();
        for (Tree type : unit.getTypeDecls()) {
            if (!internal && type instanceof ClassTree top && isVisible(top.getModifiers())) {
                checkType(
                        new TreePath(new TreePath(unit), top),
                        top.getSimpleName().toString());
            }
        }
    }

    private void checkType(TreePath path, String name) {
        ClassTree type = (ClassTree) path.getLeaf();
        checkComment(path, name);
        checkComponents(path, name);
        boolean open = type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
        for (Tree member : type.getMembers()) {
            TreePath below = new TreePath(path, member);
            if (member instanceof ClassTree nested && isVisible(nested.getModifiers(), open)) {
                checkType(below, name + "." + nested.getSimpleName());
            } else if (member instanceof VariableTree field && isVisible(field.getModifiers(), open)) {
                checkComment(below, name + "." + field.getName());
            } else if (member instanceof MethodTree method
                    && isVisible(method.getModifiers(), open)
                    && !isSaidElsewhere(method, type)) {
                checkComment(below, name + "." + method.getName());
            }
        }
    }

    private void checkComment(TreePath path, String name) {
        String comment = trees.getDocComment(path);
        if (comment == null || comment.isBlank()) {
            missing.add(name);
        }
    }

    private void checkComponents(TreePath path, String name) {
        Set<String> said = Optional.ofNullable(trees.getDocCommentTree(path)).stream()
                .map(DocCommentTree::getBlockTags)
                .flatMap(List::stream)
                .filter(ParamTree.class::isInstance)
                .map(ParamTree.class::cast)
                .filter(param -> !param.isTypeParameter())
                .map(param -> param.getName().getName().toString())
                .collect(Collectors.toSet());
        components((ClassTree) path.getLeaf()).stream()
                .filter(component -> !said.contains(component))
                .forEach(component -> missing.add(name + " @param " + component));
    }

    /** By the overridden method, or by the comment of the record. */
    private boolean isSaidElsewhere(MethodTree method, ClassTree type) {
        boolean accessor = method.getParameters().isEmpty()
                && components(type).contains(method.getName().toString());
        boolean overrides = method.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("Override"));
        return accessor || overrides || isCompact(method, type);
    }

    /** A constructor without parentheses. */
    private boolean isCompact(MethodTree method, ClassTree type) {
        if (type.getKind() != Tree.Kind.RECORD || !method.getName().contentEquals("<init>")) {
            return false;
        }
        SourcePositions positions = trees.getSourcePositions();
        int start = (int) positions.getEndPosition(unit, method.getModifiers());
        int body = (int) positions.getStartPosition(unit, method.getBody());
        return !text.subSequence(start, body).toString().contains("(");
    }

    /** A record has no other fields that are not static. */
    private static List<String> components(ClassTree type) {
        return type.getKind() != Tree.Kind.RECORD
                ? List.of()
                : type.getMembers().stream()
                        .filter(VariableTree.class::isInstance)
                        .map(VariableTree.class::cast)
                        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                        .map(field -> field.getName().toString())
                        .toList();
    }

    private static boolean isVisible(ModifiersTree modifiers, boolean open) {
        return isVisible(modifiers) || (open && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private static boolean isVisible(ModifiersTree modifiers) {
        Set<Modifier> flags = modifiers.getFlags();
        return flags.contains(Modifier.PUBLIC) || flags.contains(Modifier.PROTECTED);
    }

    private static final class InMemory extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        InMemory(String name, String text) {
            super(URI.create("mem:///Source.java"), JavaFileObject.Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
