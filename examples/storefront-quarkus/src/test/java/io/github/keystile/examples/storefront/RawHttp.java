package io.github.keystile.examples.storefront;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests that no well-behaved client would make. */
final class RawHttp {
    private RawHttp() {}

    /** Posts JSON in chunks that are written down just as they are. */
    static String chunks(int port, String target, String chunks) throws IOException {
        return send(
                port,
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunks);
    }

    /** Posts JSON with further headers, each just as it is. */
    static String post(int port, String target, String json, List<String> headers) throws IOException {
        return send(
                port,
                "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + json.length() + "\r\nConnection: close\r\n"
                        + String.join("\r\n", headers) + "\r\n\r\n" + json);
    }

    private static String send(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
