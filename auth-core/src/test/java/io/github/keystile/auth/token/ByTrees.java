package io.github.keystile.auth.token;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.DecodedJWT;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads tokens the slow and plain way, to hold the reader against: every part decoded and written again, every JSON a tree,
 * and all of it once more by java-jwt, whose word on signatures and on what the claims say is taken.
 */
final class ByTrees {
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");
    private static final Set<String> HEADER = Set.of("alg", "typ", "kid");
    private static final long YEAR_10000 = 253402300800L;
    private static final ObjectReader STRICT_JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private final Map<String, Algorithm> keys;

    ByTrees(Map<String, Algorithm> keys) {
        this.keys = keys;
    }

    Optional<AccessClaims> access(String token) {
        return read(token, "at+jwt", jwt -> {
            Set<String> roles = new TreeSet<>();
            for (JsonNode role : jwt.getClaim("roles").as(JsonNode.class)) {
                require(role.isTextual());
                roles.add(role.textValue());
            }
            require(jwt.getClaim("roles").as(JsonNode.class).isArray());
            return new AccessClaims(
                    id(jwt, "sub"),
                    id(jwt, "sid"),
                    id(jwt, "jti"),
                    roles,
                    seconds(jwt, "iat"),
                    seconds(jwt, "exp"),
                    yesOrNo(jwt));
        });
    }

    Optional<RefreshClaims> refresh(String token) {
        return read(
                token,
                "rt+jwt",
                jwt -> new RefreshClaims(
                        id(jwt, "sub"),
                        id(jwt, "sid"),
                        id(jwt, "jti"),
                        number(jwt, "gen", Long.MAX_VALUE),
                        seconds(jwt, "iat"),
                        seconds(jwt, "exp"),
                        Instant.ofEpochMilli(number(jwt, "abs", YEAR_10000 * 1000 - 1)),
                        yesOrNo(jwt)));
    }

    private <T> Optional<T> read(String token, String type, Function<DecodedJWT, T> meaning) {
        try {
            require(token.length() <= 4096);
            String[] parts = token.split("\\.", -1);
            require(parts.length == 3);
            JsonNode header = object(decode(parts[0]));
            JsonNode payload = object(decode(parts[1]));
            decode(parts[2]);
            Algorithm key = keys.get(type + " " + header.path("kid").textValue());
            require(header.size() == HEADER.size() && HEADER.stream().allMatch(header::has));
            require(type.equals(header.path("typ").textValue()));
            require(key.getName().equals(header.path("alg").textValue()));
            DecodedJWT jwt = JWT.decode(token);
            key.verify(jwt);
            require("keystile".equals(payload.path("iss").textValue()));
            require("keystile".equals(payload.path("aud").textValue()));
            return Optional.of(meaning.apply(jwt));
        } catch (RuntimeException | JsonProcessingException | CharacterCodingException refused) {
            return Optional.empty();
        }
    }

    private static byte[] decode(String part) {
        byte[] decoded = Base64.getUrlDecoder().decode(part);
        require(!part.isEmpty()
                && part.equals(Base64.getUrlEncoder().withoutPadding().encodeToString(decoded)));
        return decoded;
    }

    private static JsonNode object(byte[] json) throws JsonProcessingException, CharacterCodingException {
        JsonNode node = STRICT_JSON.readTree(StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(json))
                .toString());
        require(node.isObject());
        return node;
    }

    private static String id(DecodedJWT jwt, String name) {
        JsonNode node = jwt.getClaim(name).as(JsonNode.class);
        require(node.isTextual() && ID.matcher(node.textValue()).matches());
        return node.textValue();
    }

    private static boolean yesOrNo(DecodedJWT jwt) {
        JsonNode node = jwt.getClaim("remembered").as(JsonNode.class);
        require(node.isBoolean());
        return node.booleanValue();
    }

    private static Instant seconds(DecodedJWT jwt, String name) {
        return Instant.ofEpochSecond(number(jwt, name, YEAR_10000 - 1));
    }

    private static long number(DecodedJWT jwt, String name, long most) {
        JsonNode node = jwt.getClaim(name).as(JsonNode.class);
        require(node.isIntegralNumber() && node.canConvertToLong());
        require(node.longValue() >= 0 && node.longValue() <= most);
        return node.longValue();
    }

    private static void require(boolean fact) {
        if (!fact) {
            throw new IllegalArgumentException();
        }
    }
}
