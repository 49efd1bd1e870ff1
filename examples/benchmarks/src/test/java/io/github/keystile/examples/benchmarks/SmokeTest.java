package io.github.keystile.examples.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.error.AuthError;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

class SmokeTest {
    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Options options = new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(5))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();

        Collection<RunResult> results = new Runner(options).run();

        assertThat(results)
                .hasSize((int) Stream.of(CheckHs256.class, IssueHs256.class, CheckRs256.class, CheckEs256.class)
                        .flatMap(type -> Arrays.stream(type.getMethods()))
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .count());
        assertThat(Tables.of(results)).contains("| CheckHs256 |", "| limit | 1.00 |", "| validByTwoThreads |");
    }

    /** A benchmark of the wrong refusal would measure something else. */
    @Test
    void refusalsAreThoseThatTheirNamesSay() {
        CheckHs256 check = new CheckHs256();

        assertThat(check.valid()).isEqualTo(Samples.CLAIMS);
        assertThat(check.forged()).isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(check.forgedUnder80Frames()).isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(check.expired()).isEqualTo(AuthError.TOKEN_EXPIRED);
        assertThat(check.malformed()).isEqualTo(AuthError.INVALID_TOKEN);
        assertThat(check.oversize()).isEqualTo(AuthError.INVALID_TOKEN);
        check.close();
    }
}
