package io.github.keystile.auth.mail.resend;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Resend's own description of its API, read in place from {@code shared/resend-openapi.yaml} beside the repository, or
 * beside the folder that the system property or environment variable {@code KEYSTILE_VECTORS} names.
 */
final class OpenApi {
    private static final String VECTORS = "KEYSTILE_VECTORS";
    private static final String FILE = "resend-openapi.yaml";

    private final JsonNode description;

    private OpenApi(JsonNode description) {
        this.description = description;
    }

    static Optional<OpenApi> find() {
        String named = System.getProperty(VECTORS, System.getenv(VECTORS));
        Stream<Path> beside = Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared"));
        Stream<Path> folders = named == null
                ? beside
                : Stream.of(Path.of(named).toAbsolutePath().normalize()).map(Path::getParent);
        return folders.map(folder -> folder.resolve(FILE))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(OpenApi::read);
    }

    /** What the description forbids about a request; it must also mention every property. Empty: nothing. */
    List<String> complaints(String method, String path, String contentType, String idempotencyKey, JsonNode body) {
        JsonNode operation = description.path("paths").path(path).path(method);
        JsonNode schema = operation.at("/requestBody/content").path(contentType).path("schema");
        if (schema.isMissingNode()) {
            return List.of("not described: " + method + " " + path + " with " + contentType);
        }
        JsonNode keySchema = operation.at("/parameters/0/schema");
        return Stream.concat(check(schema, body), check(keySchema, TextNode.valueOf(idempotencyKey)))
                .toList();
    }

    /** What the description forbids about an answer with status 200. */
    List<String> complaintsAboutAnswer(JsonNode body) {
        return check(
                        description.at(JsonPointer.compile(
                                "/paths/~1emails/post/responses/200/content/application~1json/schema")),
                        body)
                .toList();
    }

    private Stream<String> check(JsonNode schema, JsonNode value) {
        // The whole document, so that references find what they name.
        ObjectNode root = description.deepCopy();
        root.setAll((ObjectNode) schema);
        root.put("unevaluatedProperties", false);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root).validate(value).stream()
                .map(ValidationMessage::getMessage);
    }

    private static OpenApi read(Path file) {
        try {
            return new OpenApi(new YAMLMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
