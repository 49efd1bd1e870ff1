package io.github.keystile.requirements;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes a line for every test that ran and every tag it carries, or id that {@link Contracts} knows of it: tag, class,
 * method, arguments, result. A line that begins with {@code figure} is one that a test measured: class, method, arguments, topic, what, value. The first line
 * names the build, so that what an earlier one left behind does not count; several runs of one build add up.
 * Outside the build, in an IDE, it does nothing. Tests that run in an engine of their own ({@code EngineTestKit}), such
 * as contracts that must fail, are not heard of here.
 */
public final class RequirementRecorder implements TestExecutionListener {
    /** Groups of tests, and class names, which frameworks add. */
    private static final Pattern NO_ROW = Pattern.compile("[a-z]+|.*\\..*");

    private static final Pattern INVOCATION = Pattern.compile(".*-invocation|dynamic-test");

    private final Optional<Path> file;
    private final String build;
    private final Contracts contracts;
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private Optional<TestPlan> plan = Optional.empty();

    public RequirementRecorder() {
        this(
                Optional.ofNullable(System.getProperty("keystile.records")).map(Path::of),
                buildOfThisJvm(),
                Contracts.ofThisBuild());
    }

    RequirementRecorder(Optional<Path> file, String build, Contracts contracts) {
        this.file = file;
        this.build = build;
        this.contracts = contracts;
    }

    private static String buildOfThisJvm() {
        return System.getProperty("keystile.build", "");
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = Optional.of(started);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    record(test, "passed");
                }
            }
            case FAILED -> record(test, "failed");
            case ABORTED -> recordAll(test);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        recordAll(test);
    }

    /** What is skipped takes everything below it along. */
    private void recordAll(TestIdentifier skipped) {
        record(skipped, "skipped");
        plan.orElseThrow().getDescendants(skipped).forEach(test -> record(test, "skipped"));
    }

    /** What tests publish under these keys: {@code figure} is the topic. */
    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        Map<String, String> said = entry.getKeyValuePairs();
        if (said.containsKey("figure")) {
            String measured = Stream.of("figure", "what", "value")
                    .map(key -> oneLine(said.getOrDefault(key, "?")))
                    .collect(Collectors.joining("\t"));
            where(test).ifPresent(where -> lines.add("figure\t" + where + "\t" + measured));
        }
    }

    private void record(TestIdentifier test, String result) {
        where(test)
                .ifPresent(
                        where -> Stream.concat(tags(test), method(test).stream().flatMap(contracts::idsOf))
                                .distinct()
                                .sorted()
                                .filter(tag -> !NO_ROW.matcher(tag).matches())
                                .forEach(tag -> lines.add(tag + "\t" + where + "\t" + result)));
    }

    private Stream<String> tags(TestIdentifier test) {
        return lineage(test).flatMap(one -> one.getTags().stream().map(TestTag::getName));
    }

    /** Class, method and arguments; empty for what is no method of a class. */
    private Optional<String> where(TestIdentifier test) {
        Deque<String> invocations = new ArrayDeque<>();
        lineage(test)
                .filter(one -> INVOCATION.matcher(kind(one)).matches())
                .forEach(one -> invocations.addFirst(one.getDisplayName()));
        return method(test)
                .map(method -> method.getClassName() + "\t" + method.getMethodName() + "\t"
                        + oneLine(String.join("; ", invocations)));
    }

    private Optional<MethodSource> method(TestIdentifier test) {
        return lineage(test)
                .flatMap(one -> one.getSource().stream())
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .findFirst();
    }

    private Stream<TestIdentifier> lineage(TestIdentifier test) {
        return Stream.iterate(Optional.of(test), Optional::isPresent, one -> one.flatMap(this::parent))
                .flatMap(Optional::stream);
    }

    private Optional<TestIdentifier> parent(TestIdentifier test) {
        return plan.orElseThrow().getParent(test);
    }

    private static String kind(TestIdentifier test) {
        List<UniqueId.Segment> segments = test.getUniqueIdObject().getSegments();
        return segments.get(segments.size() - 1).getType();
    }

    /** Arguments of tests hold line breaks, and halves of characters that no file takes. */
    private static String oneLine(String text) {
        String clean = text.replaceAll("[^ -~]", "?");
        return clean.length() <= 200 ? clean : clean.substring(0, 200);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        file.ifPresent(this::write);
        lines.clear();
    }

    private void write(Path path) {
        try {
            String head = "build\t" + build;
            List<String> all = new ArrayList<>();
            if (Files.exists(path)) {
                List<String> before = Files.readAllLines(path);
                if (before.get(0).equals(head)) {
                    all.addAll(before);
                }
            }
            if (all.isEmpty()) {
                all.add(head);
            }
            all.addAll(lines);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, (String.join("\n", all) + "\n").getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
