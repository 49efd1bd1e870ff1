package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenKeys;
import io.github.keystile.auth.token.TokenVerifier;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.time.Clock;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One token signed with a key pair, checked by a service that only verifies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public abstract class CheckPublicKey {
    private final KeyPair keys;
    private final String algorithm;
    private final String token;
    private final byte[] content;
    private final byte[] signature;
    private final TokenVerifier keystile;
    private final JWTVerifier javaJwt;

    CheckPublicKey(KeyPair keys, String algorithm, Algorithm javaJwt) {
        TokenKeys ring = TokenKeys.of(keys);
        this.keys = keys;
        this.algorithm = algorithm;
        this.token =
                JwtTokenIssuer.asymmetric(Samples.POLICY, Samples.SECRET, ring).issueAccess(Samples.CLAIMS);
        int end = token.lastIndexOf('.');
        this.content = token.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        this.signature = Base64.getUrlDecoder().decode(token.substring(end + 1));
        this.keystile = TokenVerifier.of(ring.jwks(), Samples.POLICY, Clock.systemUTC());
        this.javaJwt = JWT.require(javaJwt)
                .withIssuer(Samples.NAME)
                .withAudience(Samples.NAME)
                .build();
    }

    static KeyPair keys(String kind, AlgorithmParameterSpec spec) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(spec);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK's signature and nothing else. */
    @Benchmark
    public boolean limit() throws GeneralSecurityException {
        Signature check = Signature.getInstance(algorithm);
        check.initVerify(keys.getPublic());
        check.update(content);
        if (!check.verify(signature)) {
            throw new IllegalStateException();
        }
        return true;
    }

    @Benchmark
    public AccessClaims keystile() {
        return keystile.verify(token);
    }

    @Benchmark
    public String javaJwt() {
        return javaJwt.verify(token).getSubject();
    }
}
