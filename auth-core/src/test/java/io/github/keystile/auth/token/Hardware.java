package io.github.keystile.auth.token;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider whose private keys show no numbers, as those of a hardware module. */
final class Hardware extends Provider {
    private static final long serialVersionUID = 1L;

    /** What the module answers instead of a signature, if not null. */
    static byte @Nullable [] answer;

    static boolean isDown;

    Hardware() {
        super("Hardware", "1", "Keeps its keys to itself");
        for (String algorithm : List.of("SHA256withRSA", "SHA256withECDSA")) {
            Map<String, String> takes = Map.of("SupportedKeyClasses", Key.class.getName());
            putService(new Service(this, "Signature", algorithm, Spi.class.getName(), List.of(), takes) {
                @Override
                public Object newInstance(Object parameter) {
                    return new Spi(algorithm);
                }
            });
        }
    }

    static KeyPair keep(KeyPair pair) {
        return new KeyPair(pair.getPublic(), new Key(pair.getPrivate()));
    }

    private static final class Key implements PrivateKey {
        private static final long serialVersionUID = 1L;

        private final PrivateKey inside;

        private Key(PrivateKey inside) {
            this.inside = inside;
        }

        @Override
        public String getAlgorithm() {
            return inside.getAlgorithm();
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    /** Java finds it by the key. */
    static final class Spi extends SignatureSpi {
        private final Signature software;

        private Spi(String algorithm) {
            try {
                software = Signature.getInstance(algorithm, algorithm.endsWith("RSA") ? "SunRsaSign" : "SunEC");
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            software.initSign(((Key) key).inside);
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            throw new InvalidKeyException("signs only");
        }

        @Override
        protected void engineUpdate(byte one) throws SignatureException {
            software.update(one);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int length) throws SignatureException {
            software.update(bytes, from, length);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            if (isDown) {
                throw new IllegalStateException("somebody has pulled the plug");
            }
            return answer == null ? software.sign() : answer;
        }

        @Override
        protected boolean engineVerify(byte[] signature) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Deprecated
        @Override
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }
}
