package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.keystile.auth.token.AccessClaims;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** RS256 with a key of 2048 bits, checked by a service that only verifies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckRs256 {
    private final PublicKeySample sample = sample();

    @Benchmark
    public boolean limit() throws GeneralSecurityException {
        return sample.raw();
    }

    @Benchmark
    public AccessClaims keystile() {
        return sample.keystile();
    }

    @Benchmark
    public String javaJwt() {
        return sample.javaJwt();
    }

    private static PublicKeySample sample() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            return new PublicKeySample(keys, "SHA256withRSA", Algorithm.RSA256((RSAPublicKey) keys.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
