package io.github.keystile.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.PasswordReset;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignedUp;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.VerifiedSession;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a verb answers can be the body of a response as it is, and holds nothing that only stores may see. */
class ResultsAsJsonTest {
    private static final JsonMapper JACKSON_2 = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final tools.jackson.databind.json.JsonMapper JACKSON_3 =
            new tools.jackson.databind.json.JsonMapper();
    private static final Set<String> STORES_ONLY = Set.of("passwordHash", "hash", "facts", "epoch", "version");

    private static final Instant THEN = Instant.parse("2026-11-01T05:55:00Z");
    private static final SignedIn ANN = new SignedIn(
            new User(
                    "u-1",
                    EmailAddress.of("ann@example.com"),
                    Username.of("Ann_Lee"),
                    true,
                    UserStatus.ACTIVE,
                    Set.of("staff", "admin"),
                    Attributes.none().with("name", "Ann \"Lee\"").with("tags", List.of("a", 2, Map.of("b", true))),
                    THEN),
            new Tokens("access", THEN.plusSeconds(900), "refresh", THEN.plusSeconds(604_800), true),
            "s-1");

    private static final String JSON = "{\"user\":{\"id\":\"u-1\",\"email\":\"ann@example.com\","
            + "\"username\":\"Ann_Lee\",\"emailVerified\":true,\"status\":\"ACTIVE\",\"roles\":[\"admin\",\"staff\"],"
            + "\"attributes\":{\"name\":\"Ann \\\"Lee\\\"\",\"tags\":[\"a\",2,{\"b\":true}]},"
            + "\"createdAt\":\"2026-11-01T05:55:00Z\"},"
            + "\"tokens\":{\"accessToken\":\"access\",\"accessExpiresAt\":\"2026-11-01T06:10:00Z\","
            + "\"refreshToken\":\"refresh\",\"refreshExpiresAt\":\"2026-11-08T05:55:00Z\",\"remembered\":true},"
            + "\"sessionId\":\"s-1\"}";

    @Test
    void bothJacksonsWriteTheSameText() throws Exception {
        assertThat(JACKSON_2.writeValueAsString(ANN)).isEqualTo(JSON);
        assertThat(JACKSON_3.writeValueAsString(ANN)).isEqualTo(JSON);
    }

    @Test
    @Tag("LOG-03")
    void everyResultIsPlainJsonWithoutWhatOnlyStoresSee() throws Exception {
        Set<Class<?>> results = new LinkedHashSet<>();
        collect(AuthService.class, results);

        assertThat(results)
                .contains(
                        SignedIn.class,
                        SignedUp.class,
                        PasswordReset.class,
                        VerifiedSession.class,
                        AccessClaims.class,
                        User.class);
        for (Class<?> type : results) {
            if (type.isRecord()) {
                Object result = Marked.make(type).orElseThrow();
                assertPlain(type, JACKSON_2.readTree(JACKSON_2.writeValueAsString(result)), type.getSimpleName());
                assertPlain(type, JACKSON_2.readTree(JACKSON_3.writeValueAsString(result)), type.getSimpleName());
            }
        }
    }

    /** Whatever can be reached by calling verbs, and verbs of what they answer. */
    private static void collect(Type type, Set<Class<?>> results) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, results));
        }
        if (!(type instanceof Class<?> found)
                || !found.getName().startsWith("io.github.keystile.")
                || !(found.isRecord() || found.isInterface())
                || !results.add(found)) {
            return;
        }
        for (Method method : found.getDeclaredMethods()) {
            if (!Modifier.isStatic(method.getModifiers())) {
                collect(method.getGenericReturnType(), results);
            }
        }
    }

    private static void assertPlain(Class<?> type, JsonNode json, String path) {
        if (type.isRecord()) {
            RecordComponent[] components = type.getRecordComponents();
            assertThat(json.fieldNames())
                    .as(path)
                    .toIterable()
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(components)
                            .map(RecordComponent::getName)
                            .toList())
                    .doesNotContainAnyElementsOf(STORES_ONLY);
            for (RecordComponent component : components) {
                String name = component.getName();
                assertPlain(component.getType(), json.get(name), path + "." + name);
            }
        } else if (Map.class.isAssignableFrom(type)) {
            assertThat(json.isObject()).as(path).isTrue();
        } else if (Collection.class.isAssignableFrom(type)) {
            assertThat(json.isArray()).as(path).isTrue();
        } else if (type == boolean.class) {
            assertThat(json.isBoolean()).as(path).isTrue();
        } else if (type == int.class || type == long.class) {
            assertThat(json.isNumber()).as(path).isTrue();
        } else {
            assertThat(json.isTextual()).as(path).isTrue();
        }
    }
}
