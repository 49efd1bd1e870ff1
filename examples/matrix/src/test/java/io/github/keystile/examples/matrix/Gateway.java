package io.github.keystile.examples.matrix;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One address for a server that is started again on another port: nobody can be sure to get a port a second time. While
 * the server is down it hangs up on everybody.
 */
final class Gateway implements AutoCloseable {
    private static final int DOWN = -1;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile int server = DOWN;

    Gateway() throws IOException {
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void leadTo(int port) {
        server = port;
    }

    void leadNowhere() {
        server = DOWN;
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            Socket upstream = new Socket(listener.getInetAddress(), server);
            threads.execute(() -> pump(client, upstream));
            threads.execute(() -> pump(upstream, client));
        } catch (IOException | IllegalArgumentException down) {
            client.close();
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction has ended.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
