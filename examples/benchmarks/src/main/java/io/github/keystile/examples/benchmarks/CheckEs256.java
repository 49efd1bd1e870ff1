package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.algorithms.Algorithm;
import io.github.keystile.auth.token.AccessClaims;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** ES256, checked by a service that only verifies. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CheckEs256 {
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
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair keys = generator.generateKeyPair();
            return new PublicKeySample(
                    keys, "SHA256withECDSAinP1363Format", Algorithm.ECDSA256((ECPublicKey) keys.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
