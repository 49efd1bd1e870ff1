package io.github.keystile.examples.resetlink;

import io.github.keystile.auth.token.TokenKeys;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * The keys in the PKCS#12 file {@code SIGNING_KEYSTORE}: that of {@code SIGNING_KEY_ALIAS} signs, every other one in the
 * file verifies what it signed earlier, or will sign.
 */
final class SigningKeys {
    private SigningKeys() {}

    static Optional<TokenKeys> from(Env env) {
        return env.text("SIGNING_KEYSTORE").map(file -> {
            char[] password = env.required("SIGNING_KEYSTORE_PASSWORD", "SIGNING_KEYSTORE is set")
                    .toCharArray();
            String alias = env.required("SIGNING_KEY_ALIAS", "to the key in SIGNING_KEYSTORE that signs");
            try {
                return keys(open(new File(file), password), alias, password);
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                throw new StartUpRefused("SIGNING_KEYSTORE holds a key that cannot be used. " + e.getMessage());
            }
        });
    }

    private static KeyStore open(File file, char[] password) throws GeneralSecurityException {
        try {
            return KeyStore.getInstance(file, password);
        } catch (IOException | IllegalArgumentException e) {
            throw new StartUpRefused("SIGNING_KEYSTORE cannot be opened: set it to a PKCS#12 file, and"
                    + " SIGNING_KEYSTORE_PASSWORD to its password");
        }
    }

    private static TokenKeys keys(KeyStore store, String alias, char[] password) throws GeneralSecurityException {
        if (!(store.getKey(alias, password) instanceof PrivateKey signing)) {
            throw new StartUpRefused(
                    "SIGNING_KEY_ALIAS names no key pair in SIGNING_KEYSTORE: `keytool -list` shows them");
        }
        PublicKey current = store.getCertificate(alias).getPublicKey();
        TokenKeys keys = TokenKeys.of(new KeyPair(current, signing));
        for (PublicKey other : newestFirst(store)) {
            keys = other.equals(current) ? keys : keys.alsoVerifying(other);
        }
        return keys;
    }

    private static List<PublicKey> newestFirst(KeyStore store) throws GeneralSecurityException {
        record Dated(Date since, PublicKey key) {}
        List<Dated> dated = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Certificate certificate = store.getCertificate(alias);
            if (certificate != null) {
                dated.add(new Dated(store.getCreationDate(alias), certificate.getPublicKey()));
            }
        }
        dated.sort(Comparator.comparing(Dated::since).reversed());
        return dated.stream().map(Dated::key).toList();
    }
}
