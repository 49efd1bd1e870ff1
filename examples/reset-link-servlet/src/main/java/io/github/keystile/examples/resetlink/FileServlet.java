package io.github.keystile.examples.resetlink;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One file out of the jar. */
final class FileServlet extends ApiServlet {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final String text;

    FileServlet(String name, String type) {
        super("GET");
        this.type = type + "; charset=utf-8";
        this.text = load(name);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer.write(response, 200, type, text);
    }

    static String load(String name) {
        try (InputStream file = FileServlet.class.getResourceAsStream("/web/" + name)) {
            if (file == null) {
                throw new IllegalStateException("There is no file " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
