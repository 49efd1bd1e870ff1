package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.algorithms.Algorithm;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;

/** RS256 with a key of 2048 bits. */
public class CheckRs256 extends CheckPublicKey {
    public CheckRs256() {
        this(keys("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4)));
    }

    private CheckRs256(KeyPair keys) {
        super(keys, "SHA256withRSA", Algorithm.RSA256((RSAPublicKey) keys.getPublic()));
    }
}
