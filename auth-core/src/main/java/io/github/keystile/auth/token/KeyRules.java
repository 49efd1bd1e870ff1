package io.github.keystile.auth.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.RSAPublicKeySpec;

/** Which public keys are good enough, whether an application gives them or a JWKS does; makes them the JDK's own. */
final class KeyRules {
    private static final int MIN_RSA_BITS = 2048;
    /** A bound on what a check of one token costs. */
    private static final int MAX_RSA_BITS = 8192;

    private static final int MAX_EXPONENT_BITS = 64;
    private static final BigInteger MIN_EXPONENT = BigInteger.valueOf(65537);
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final ECParameterSpec P256 = p256();

    private KeyRules() {}

    /** RFC 7518 section 3.3 for the length, FIPS 186-5 section 5.1 for the exponent. */
    static RSAPublicKey rsa(BigInteger modulus, BigInteger exponent) {
        int bits = modulus.bitLength();
        if (modulus.signum() <= 0 || bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || !modulus.testBit(0)) {
            throw new IllegalArgumentException("Use an RSA key of 2048 to 8192 bits");
        }
        if (exponent.compareTo(MIN_EXPONENT) < 0 || exponent.bitLength() > MAX_EXPONENT_BITS || !exponent.testBit(0)) {
            throw new IllegalArgumentException("Use an RSA key with the public exponent 65537");
        }
        try {
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an RSA public key", e);
        }
    }

    /** Full validation of the point (NIST SP 800-56A section 5.6.2.3.3); P-256 has no points of small order. */
    static ECPublicKey ec(ECPoint point) {
        EllipticCurve curve = P256.getCurve();
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        if (point.equals(ECPoint.POINT_INFINITY)) {
            throw new IllegalArgumentException("Not a point of P-256");
        }
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.modPow(THREE, p)
                .add(curve.getA().multiply(x))
                .add(curve.getB())
                .mod(p);
        if (outside(x, p) || outside(y, p) || !y.multiply(y).mod(p).equals(right)) {
            throw new IllegalArgumentException("Not a point of P-256");
        }
        try {
            return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(point, P256));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("Not an EC public key", e);
        }
    }

    static void requireP256(ECParameterSpec spec) {
        if (!spec.getCurve().getField().equals(P256.getCurve().getField())
                || !spec.getCurve().getA().equals(P256.getCurve().getA())
                || !spec.getCurve().getB().equals(P256.getCurve().getB())
                || !spec.getGenerator().equals(P256.getGenerator())
                || !spec.getOrder().equals(P256.getOrder())) {
            throw new IllegalArgumentException("Use an EC key of the curve P-256 (secp256r1)");
        }
    }

    private static boolean outside(BigInteger coordinate, BigInteger p) {
        return coordinate.signum() < 0 || coordinate.compareTo(p) >= 0;
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no P-256", e);
        }
    }
}
