package io.github.keystile.examples.resetlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PKCS#12 file, written by the same keytool lines as the README shows. */
record KeyFile(Path path) {
    private static final String PASSWORD = "key file password";
    static final String[] EC = {"-keyalg", "EC", "-groupname", "secp256r1"};
    static final String[] RSA = {"-keyalg", "RSA", "-keysize", "2048"};

    void add(String alias, String... algorithm) throws Exception {
        List<String> options = new ArrayList<>(List.of("-alias", alias, "-dname", "CN=keystile"));
        options.addAll(List.of(algorithm));
        keytool("-genkeypair", options);
    }

    void delete(String alias) throws Exception {
        keytool("-delete", List.of("-alias", alias));
    }

    PublicKey publicKey(String alias) throws Exception {
        return KeyStore.getInstance(path.toFile(), PASSWORD.toCharArray())
                .getCertificate(alias)
                .getPublicKey();
    }

    Map<String, String> environment(String alias) {
        return Map.of(
                "SIGNING_KEYSTORE", path.toString(),
                "SIGNING_KEYSTORE_PASSWORD", PASSWORD,
                "SIGNING_KEY_ALIAS", alias);
    }

    private void keytool(String verb, List<String> options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                verb,
                "-keystore",
                path.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
