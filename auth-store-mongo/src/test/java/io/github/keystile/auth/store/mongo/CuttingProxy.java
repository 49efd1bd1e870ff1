package io.github.keystile.auth.store.mongo;

import com.mongodb.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * Stands between a client and a server and cuts one connection: before the n-th command that names a text is passed
 * on, or after, but before its answer is.
 */
final class CuttingProxy implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ServerAddress server;
    private final String named;
    private final int victim;
    private int points;
    private boolean struck;

    /** Points are counted from 0; each command is two, the even one before it and the odd one after. */
    CuttingProxy(ServerAddress server, String named, int victim) throws IOException {
        this.server = server;
        this.named = named;
        this.victim = victim;
        threads.execute(this::accept);
    }

    ServerAddress address() {
        return new ServerAddress(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
    }

    synchronized boolean hasStruck() {
        return struck;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket upstream = new Socket(server.getHost(), server.getPort());
                Line line = new Line(client, upstream);
                threads.execute(line::requests);
                threads.execute(line::answers);
            }
        } catch (IOException e) {
            threads.shutdown();
        }
    }

    private synchronized boolean strikes() {
        boolean now = points++ == victim;
        struck |= now;
        return now;
    }

    private final class Line {
        private final Socket client;
        private final Socket upstream;
        private volatile boolean watched;

        Line(Socket client, Socket upstream) {
            this.client = client;
            this.upstream = upstream;
        }

        void requests() {
            pump(client, upstream, bytes -> {
                watched = bytes.contains(named);
                return watched && strikes();
            });
        }

        void answers() {
            pump(upstream, client, bytes -> watched && strikes());
        }

        private void pump(Socket from, Socket to, Predicate<String> cut) {
            try (from;
                    to;
                    InputStream in = from.getInputStream();
                    OutputStream out = to.getOutputStream()) {
                byte[] message = read(in);
                while (message.length > 0 && !cut.test(new String(message, StandardCharsets.ISO_8859_1))) {
                    out.write(message);
                    message = read(in);
                }
            } catch (IOException e) {
                // The other direction was cut, or the test is over.
            }
        }

        /** A whole message, in however many pieces it comes: it begins with its length. Nothing at the end. */
        private static byte[] read(InputStream in) throws IOException {
            byte[] start = in.readNBytes(Integer.BYTES);
            if (start.length < Integer.BYTES) {
                return new byte[0];
            }
            int length = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt();
            byte[] rest = in.readNBytes(length - Integer.BYTES);
            return ByteBuffer.allocate(length).put(start).put(rest).array();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
