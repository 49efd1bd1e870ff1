package io.github.keystile.examples.benchmarks;

import com.auth0.jwt.algorithms.Algorithm;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;

/** ES256. */
public class CheckEs256 extends CheckPublicKey {
    public CheckEs256() {
        this(keys("EC", new ECGenParameterSpec("secp256r1")));
    }

    private CheckEs256(KeyPair keys) {
        super(keys, "SHA256withECDSAinP1363Format", Algorithm.ECDSA256((ECPublicKey) keys.getPublic()));
    }
}
