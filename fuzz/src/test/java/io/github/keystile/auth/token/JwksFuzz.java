package io.github.keystile.auth.token;

import io.github.keystile.auth.fuzz.FuzzText;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A document is refused in words that do not repeat it, or holds good public keys that are the same written again. */
public final class JwksFuzz {
    private JwksFuzz() {}

    public static List<String> seeds() throws GeneralSecurityException {
        KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(256);
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        TokenKeys one = TokenKeys.of(ec.generateKeyPair());
        TokenKeys both = TokenKeys.of(rsa.generateKeyPair())
                .alsoVerifying(ec.generateKeyPair().getPublic());
        return List.of(
                one.jwks(),
                both.jwks(),
                one.jwks().replace("\"use\"", "\"key_ops\":[\"verify\"],\"use\""),
                one.jwks().replace("\"use\"", "\"d\":\"AA\",\"use\""),
                "{\"keys\":[]}");
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = FuzzText.of(bytes);
        read(text);
        read(FuzzText.inflated(text));
    }

    private static void read(String text) {
        List<Jwk> keys;
        try {
            keys = JwkReader.read(text);
        } catch (IllegalArgumentException refused) {
            FuzzText.require(refused.getCause() == null, "a cause may repeat what was sent", text);
            return;
        }
        FuzzText.require(text.length() <= 65_536 && !keys.isEmpty() && keys.size() <= 16, "too much", text);
        Set<String> ids = new HashSet<>();
        for (Jwk key : keys) {
            FuzzText.require(isGood(key.key()), "a weak key", text);
            FuzzText.require(
                    JwkReader.read("{\"keys\":[" + key.json() + "]}").equals(List.of(key)), "another key", text);
            ids.add(key.id());
        }
        try {
            TokenVerifier.of(text, TokenPolicy.ofDefaults(), Clock.systemUTC());
            FuzzText.require(ids.size() == keys.size(), "two keys of one name", text);
        } catch (IllegalArgumentException refused) {
            FuzzText.require(ids.size() < keys.size(), "refused without need", text);
        }
    }

    private static boolean isGood(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= 2048
                    && rsa.getModulus().bitLength() <= 8192
                    && rsa.getPublicExponent().compareTo(BigInteger.valueOf(65537)) >= 0;
        }
        return key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == 256;
    }
}
