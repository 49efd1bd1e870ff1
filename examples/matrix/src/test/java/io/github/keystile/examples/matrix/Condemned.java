package io.github.keystile.examples.matrix;

import io.github.keystile.auth.AuthService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that is to be killed while it is in the middle of many flows. It reads the application and the time, then
 * one line for each flow and the statement to stop before; it says of each that it is held there or that it came to its
 * end, and lives until it is killed or its parent is gone.
 */
final class Condemned {
    static final String MARK = "condemned ";
    static final String HELD = "held before ";
    static final String DONE = "done with ";
    static final String GO = "go";

    private final PrintStream out;
    private final Trap trap = new Trap();

    private Condemned(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        new Condemned(System.out).live(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private void live(BufferedReader in) throws IOException {
        try (Stores.Opened opened = new Stores.Opened()) {
            Application application = new Application(in.readLine(), in.readLine(), in.readLine());
            Clock clock = Clock.fixed(Instant.parse(in.readLine()), ZoneOffset.UTC);
            AuthService auth = opened.keep(application.service(application.stores(opened, trap), mail -> {}, clock));
            List<Thread> threads = new ArrayList<>();
            for (String line = in.readLine(); !line.equals(GO); line = in.readLine()) {
                String[] order = line.split(" ", 4);
                threads.add(new Thread(() -> walk(auth, order)));
            }
            threads.forEach(thread -> thread.setDaemon(true));
            threads.forEach(Thread::start);
            in.readLine();
            Runtime.getRuntime().halt(0);
        }
    }

    /** The order: a number, the statement, the flow, its proof. */
    private void walk(AuthService auth, String[] order) {
        trap.holdBefore(Integer.parseInt(order[1]), () -> out.println(MARK + HELD + order[0]));
        try {
            Flow.valueOf(order[2]).finish(auth, order[3], Victim.NEW);
            out.println(MARK + DONE + order[0]);
        } catch (RuntimeException e) {
            out.println(MARK + "refused " + order[0] + ": " + e);
        }
    }
}
