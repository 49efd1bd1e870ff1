package io.github.keystile.tests.security;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.credential.CredentialKind;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.Username;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Records of auth-core with every text component set to a marker that names type and component. */
final class Marked {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            Map.entry(int.class, 1),
            Map.entry(long.class, 1L),
            Map.entry(boolean.class, true),
            Map.entry(Instant.class, Instant.parse("2026-11-01T05:55:00Z")),
            Map.entry(Duration.class, Duration.ofMinutes(5)),
            Map.entry(Locale.class, Locale.ENGLISH),
            Map.entry(URI.class, URI.create("https://app.example.com/reset")),
            Map.entry(Optional.class, Optional.empty()),
            Map.entry(List.class, List.of()),
            Map.entry(Set.class, Set.of()),
            Map.entry(Map.class, Map.of()),
            Map.entry(Caller.class, Caller.at("marker-Caller.ip").withUserAgent("marker-Caller.userAgent")),
            Map.entry(RootSecret.class, RootSecret.generate()),
            Map.entry(EmailAddress.class, EmailAddress.of("marker@example.com")),
            Map.entry(Username.class, Username.of("marker")),
            Map.entry(CredentialKind.class, CredentialKind.TOTP),
            Map.entry(Purpose.class, Purpose.SIGNUP),
            Map.entry(MailPurpose.class, MailPurpose.SIGNUP_CODE),
            Map.entry(Attributes.class, Attributes.none().with("name", "marker-attribute")));

    private Marked() {}

    private static String marker(Class<?> type, String component) {
        return "marker-" + type.getSimpleName() + "." + component;
    }

    /** All records, public or not. */
    static List<Class<?>> records() {
        try {
            Path place = Path.of(AuthService.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(place)) {
                return records(place);
            }
            try (FileSystem jar = FileSystems.newFileSystem(place)) {
                return records(jar.getPath("/"));
            }
        } catch (Exception e) {
            throw new AssertionError("No classes of auth-core to be found", e);
        }
    }

    private static List<Class<?>> records(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("io/github/keystile/auth"))) {
            return files.map(root::relativize)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".class") && !file.contains("testkit") && !file.contains("/flow/"))
                    .<Class<?>>map(file ->
                            load(file.replace(".class", "").replace('/', '.').replace('\\', '.')))
                    .filter(Class::isRecord)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, AuthService.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** A record of the type, or nothing where markers are not allowed as values. */
    static Optional<Object> make(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(
                    Arrays.stream(components).map(Marked::value).toArray()));
        } catch (ReflectiveOperationException | IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static Object value(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == String.class) {
            return marker(component.getDeclaringRecord(), component.getName());
        }
        // A parent lies below its generation, which is a 1 like every number.
        if (component.getName().equals("parent")) {
            return 0L;
        }
        if (VALUES.containsKey(type)) {
            return VALUES.get(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isRecord()) {
            return make(type).orElse(null);
        }
        if (type.isSealed()) {
            return make(ChallengeCode.class).orElse(null);
        }
        return type.isInterface() ? proxy(type) : null;
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> type.getSimpleName());
    }
}
