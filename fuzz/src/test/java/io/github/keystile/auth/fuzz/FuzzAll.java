package io.github.keystile.auth.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs each target in a JVM of its own, from the seeds that it names, and fails if one found something. */
public final class FuzzAll {
    private static final String PACKAGE = "io.github.keystile.auth.";
    private static final List<String> TARGETS = List.of(
            "token.TokenFuzz",
            "token.JwksFuzz",
            "user.NamesFuzz",
            "web.HeadersFuzz",
            "password.StoredHashFuzz",
            "otp.StoredJsonFuzz",
            "fuzz.TicketFuzz");

    private FuzzAll() {}

    /** Where to work, seconds for each target, and a part of the target's name. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        String wanted = args.length > 2 ? args[2] : "";
        Map<String, Integer> results = new TreeMap<>();
        for (String target : TARGETS) {
            if (target.contains(wanted)) {
                results.put(target, run(folder.resolve(target), PACKAGE + target, args[1]));
            }
        }
        System.out.println("Exit codes: " + results);
        System.exit(results.values().stream().allMatch(code -> code == 0) ? 0 : 1);
    }

    private static int run(Path folder, String target, String seconds) throws Exception {
        Path seeds = seeds(folder, target);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path log = folder.resolve("log.txt");
        System.out.println(target + ": " + seconds + " s, " + log);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target,
                        "--instrumentation_includes=io.github.keystile.auth.**:com.auth0.jwt.**:"
                                + "com.fasterxml.jackson.core.**:at.favre.lib.**",
                        "--reproducer_path=" + folder,
                        "-artifact_prefix=" + folder + File.separator,
                        "-max_total_time=" + seconds,
                        "-max_len=10000",
                        // Seconds for one text: what is not linear is found here.
                        "-timeout=30",
                        "-print_final_stats=1",
                        corpus.toString(),
                        seeds.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return process.waitFor();
    }

    private static Path seeds(Path folder, String target) throws IOException, ReflectiveOperationException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        int number = 0;
        for (Object seed : (List<?>) Class.forName(target).getMethod("seeds").invoke(null)) {
            Files.write(seeds.resolve("seed-" + number++), seed.toString().getBytes(StandardCharsets.UTF_8));
        }
        return seeds;
    }
}
