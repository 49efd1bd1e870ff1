package io.github.keystile.auth.internal.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("PWD-16")
class AccountLinesTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final AccountLines lines = new AccountLines(4, MINUTE);

    @Test
    void twoEnterAtOnceAndTheNextOnceOneOfThemHasEnded() throws Exception {
        Call first = call("192.0.2.1");
        assertThat(lines.enter("anna", first)).isTrue();
        assertThat(lines.enter("anna", call("192.0.2.1"))).isTrue();
        CompletableFuture<Boolean> third = waiting("anna", "192.0.2.1");
        assertThat(lines.enter("bert", call("192.0.2.1"))).isTrue();

        first.ended();

        assertThat(third.get(1, TimeUnit.MINUTES)).isTrue();
    }

    @Test
    void oneCallerTakesHalfOfThePlacesAndLeavesOthersTheRest() throws Exception {
        List<Call> inside = new ArrayList<>();
        for (String account : List.of("anna", "bert", "cleo", "dora")) {
            for (int i = 0; i < 2; i++) {
                Call call = call("192.0.2.1");
                assertThat(lines.enter(account, call)).isTrue();
                inside.add(call);
            }
        }
        List<CompletableFuture<Boolean>> waiting = List.of(waiting("anna", "192.0.2.1"), waiting("bert", "192.0.2.1"));

        assertThat(lines.enter("cleo", call("192.0.2.1"))).isFalse();
        CompletableFuture<Boolean> another = waiting("dora", "192.0.2.2");

        inside.forEach(Call::ended);
        assertThat(another.get(1, TimeUnit.MINUTES)).isTrue();
        for (CompletableFuture<Boolean> each : waiting) {
            assertThat(each.get(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void onceClosedNobodyEntersWhoHadToWait() throws Exception {
        Call first = call("192.0.2.1");
        assertThat(lines.enter("anna", first)).isTrue();
        assertThat(lines.enter("anna", call("192.0.2.1"))).isTrue();
        CompletableFuture<Boolean> third = waiting("anna", "192.0.2.1");
        lines.close();
        first.ended();
        assertThat(third.get(1, TimeUnit.MINUTES)).isFalse();
    }

    private CompletableFuture<Boolean> waiting(String account, String ip) {
        CompletableFuture<Boolean> entered = new CompletableFuture<>();
        Thread thread = new Thread(() -> entered.complete(lines.enter(account, call(ip))));
        thread.setDaemon(true);
        thread.start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return entered;
    }

    private static Call call(String ip) {
        return Call.of(Caller.at(ip));
    }
}
