package io.github.keystile.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the blocks of the README and of docs. A block of statements becomes a method of a class that has, as fields, the names that
 * an application would have at hand.
 */
final class Snippets {
    private static final Pattern CLASS_NAME = Pattern.compile("class (\\w+)");
    private static final String IMPORTS = """
            import static org.junit.jupiter.api.Assertions.*;
            import com.nimbusds.jose.JOSEObjectType;
            import com.nimbusds.jose.JWSAlgorithm;
            import com.nimbusds.jose.jwk.JWKSet;
            import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
            import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
            import com.nimbusds.jose.proc.JWSVerificationKeySelector;
            import com.nimbusds.jose.proc.SecurityContext;
            import com.nimbusds.jwt.JWTClaimsSet;
            import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
            import com.nimbusds.jwt.proc.DefaultJWTProcessor;
            import io.github.keystile.auth.*;
            import io.github.keystile.auth.error.*;
            import io.github.keystile.auth.key.*;
            import io.github.keystile.auth.mail.*;
            import io.github.keystile.auth.mail.resend.*;
            import io.github.keystile.auth.mail.smtp.*;
            import io.github.keystile.auth.password.*;
            import io.github.keystile.auth.session.*;
            import io.github.keystile.auth.store.jdbc.*;
            import io.github.keystile.auth.store.mongo.*;
            import io.github.keystile.auth.testkit.*;
            import io.github.keystile.auth.testkit.contract.*;
            import io.github.keystile.auth.token.*;
            import io.github.keystile.auth.user.*;
            import io.github.keystile.auth.web.*;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import org.junit.jupiter.api.*;
            import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
            import org.springframework.security.oauth2.jwt.JwtValidators;
            import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
            """;
    private static final String AT_HAND = """
                interface SmsGateway { void send(String to, String text); }
                AuthService auth;
                AuthStores stores;
                Mailer mailer;
                Executor executor;
                Instant createdAt;
                javax.sql.DataSource dataSource;
                com.mongodb.client.MongoClient mongoClient;
                java.security.KeyPair currentKeyPair;
                java.security.PublicKey earlierPublicKey;
                TokenPolicy policy;
                RootSecret secret;
                String resendApiKey;
                org.slf4j.Logger audit;
                SmsGateway smsGateway;
                Caller caller;
                String smtpUser, smtpPassword, issuer, audience, clientId, jwks, email, oldHash, password, newPassword, code, token, accessToken;
                String remoteAddress, userAgentHeader, method, originHeader, secFetchSiteHeader, cookieHeader;
            """;

    private final Path folder;

    Snippets(Path folder) {
        this.folder = folder;
    }

    /** Compiles all blocks together, as one application; answers what the compiler complains about. */
    List<String> compile(List<Page.Block> blocks) {
        List<Path> sources = new ArrayList<>();
        for (Page.Block block : blocks) {
            sources.add(write(block));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(complaints, Locale.ROOT, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            compiler.getTask(null, files, complaints, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return complaints.getDiagnostics().stream().map(Object::toString).toList();
    }

    Class<?> load(String name) throws IOException, ClassNotFoundException {
        URL[] urls = {folder.toUri().toURL()};
        return new URLClassLoader(urls, Snippets.class.getClassLoader()).loadClass(name);
    }

    static String nameOf(Page.Block block) {
        Matcher matcher = CLASS_NAME.matcher(block.text());
        return block.isClass() && matcher.find()
                ? matcher.group(1)
                : block.page().replaceAll("\\W.*", "") + "Line" + block.line();
    }

    private Path write(Page.Block block) {
        String name = nameOf(block);
        String source = block.isClass()
                ? IMPORTS + block.text()
                : IMPORTS + "public class " + name + " {\n" + AT_HAND + "public void run() throws Exception {\n"
                        + block.text() + "\n}\n}\n";
        try {
            return Files.writeString(folder.resolve(name + ".java"), source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
