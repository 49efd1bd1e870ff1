package io.github.keystile.auth.mail.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * An SMTP server on a raw socket that answers as it is told and keeps every byte that it is sent. Without TLS.
 *
 * <p>Two answers are special: after {@link #SILENCE} nothing is said any more, {@link #HANG_UP} closes the
 * connection. A handshake that STARTTLS has led to is met with silence, too.
 */
final class ScriptedServer implements AutoCloseable {
    static final String SILENCE = "silence";
    static final String HANG_UP = "hang up";
    static final String GO_ON_WITH_TLS = "220 go on with TLS";

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    private final Deque<Socket> connections = new ConcurrentLinkedDeque<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    /** How many conversations are under way; guarded by what was received. */
    private int talking;

    ScriptedServer() throws IOException {
        answer("GREETING", "220 test ESMTP");
        answer("EHLO", "250-test\r\n250 SIZE 1000000");
        answer("DATA", "354 go on");
        answer("AUTH", "235 welcome");
        start(() -> {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                begin();
                start(() -> {
                    try {
                        talk(connection);
                    } finally {
                        end();
                    }
                });
            }
        });
    }

    /** Answers a command, one answer each time, the last one for ever. The end of a mail is the command ".". */
    ScriptedServer answer(String command, String... inTurn) {
        answers.put(command, new ArrayDeque<>(List.of(inTurn)));
        return this;
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Every byte that clients have sent, one char each. Waits until the conversations are over: a client does not wait
     * for the answer to its last command.
     */
    String received() {
        synchronized (received) {
            try {
                while (talking > 0) {
                    received.wait();
                }
            } catch (InterruptedException e) {
                throw new AssertionError("A conversation did not end", e);
            }
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private void begin() {
        synchronized (received) {
            talking++;
        }
    }

    private void end() {
        synchronized (received) {
            talking--;
            received.notifyAll();
        }
    }

    /** The received lines that begin like this, outside and inside of mails. */
    List<String> lines(String prefix) {
        return received().lines().filter(line -> line.startsWith(prefix)).toList();
    }

    private void talk(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        OutputStream out = connection.getOutputStream();
        String answer = say(out, "GREETING");
        while (!answer.equals(HANG_UP)) {
            String line = readLine(in);
            if (line == null) {
                break;
            }
            boolean mute = answer.equals(SILENCE) || answer.equals(GO_ON_WITH_TLS);
            if (mute || (answer.startsWith("354") && !line.equals("."))) {
                continue;
            }
            answer = say(out, line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT));
        }
        connection.close();
    }

    private String say(OutputStream out, String command) throws IOException {
        Deque<String> inTurn = answers.getOrDefault(command, new ArrayDeque<>(List.of("250 fine")));
        String answer;
        synchronized (inTurn) {
            answer = inTurn.size() > 1 ? inTurn.removeFirst() : inTurn.getFirst();
        }
        if (!answer.equals(HANG_UP) && !answer.equals(SILENCE)) {
            out.write((answer + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return answer;
    }

    private String readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != -1; b = in.read()) {
            synchronized (received) {
                received.write(b);
            }
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).replaceAll("\r$", "");
            }
            line.write(b);
        }
        return null;
    }

    private static void start(Job job) {
        var thread = new Thread(() -> {
            try {
                job.run();
            } catch (IOException e) {
                // The test is over, or the client has gone.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private interface Job {
        void run() throws IOException;
    }
}
