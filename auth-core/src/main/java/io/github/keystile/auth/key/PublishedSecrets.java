package io.github.keystile.auth.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Signing secrets that stand in RFCs, documentation and well-known tutorials, and are therefore in every
 * attacker's word list. Only those that {@link SecretStrength} would otherwise let pass: 32 bytes or more.
 */
final class PublishedSecrets {
    private static final Set<String> AS_HEX = allForms(
            // jwt.io
            "a-string-secret-at-least-256-bits-long",
            "a-valid-string-secret-that-is-at-least-384-bits-long",
            "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long",
            // RFC 7515 appendix A.1 and RFC 7517 appendix A.3, Base64
            "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ+EstJQLr/T+1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow==",
            // RFC 7520 section 3.5, Base64
            "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG+Onbc6mxCcYg=",
            // FastAPI's tutorial, hexadecimal
            "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
            // Spring Boot tutorials
            "404E635266556A586E3272357538782F413F4428472B4B6250645367566B5970",
            "413F4428472B4B6250655368566D5970337336763979244226452948404D6351",
            "9a4f2c8d3b7a1e6f45c8a0b3f267d8b1d4e6f3c8a9d2b5f8e3a9c8b5f6v8a3d9",
            "3cfa76ef14937c1c0ea519f8fc057a80fcd04a7420f8e8bcd0a7567c272e007b",
            "daf66e01593f61a15b857cf433aae03a005812b31234e149036bcc8dee755dbb",
            "======================BezKoder=Spring===========================",
            "my-super-secret-key-that-is-long-enough-for-hmac",
            "mySecretKeyForJWTTokenGenerationAndValidation",
            "mySecretKey123456789012345678901234567890",
            // Supabase
            "super-secret-jwt-token-with-at-least-32-characters-long",
            "your-super-secret-jwt-token-with-at-least-32-characters-long",
            // PostgREST
            "reallyreallyreallyreallyverysafe",
            // Hasura
            "3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R",
            // Better Auth
            "better-auth-secret-12345678901234567890",
            // Place-holders of READMEs, generators and .env files
            "your-256-bit-secret-your-256-bit-secret",
            "your-256-bit-secret-change-this-in-production",
            "your-256-bit-secret-here-change-in-production",
            "change-me-use-openssl-rand-base64-32-for-production",
            "change-me-to-a-strong-512-bit-secret-before-deploy",
            "your-super-secret-jwt-key-change-this-in-production",
            "your_super_secret_jwt_key_change_this_in_production",
            "your-super-secret-key-change-this-in-production",
            "your-secret-key-change-this-in-production",
            "your-secret-key-change-in-production",
            "your_secret_key_change_in_production",
            "your-jwt-secret-key-change-in-production",
            "your-jwt-secret-change-in-production",
            "change-this-secret-key-in-production",
            "change-this-to-a-secure-random-string",
            "change_this_to_a_long_random_string",
            "please-change-this-secret-in-production",
            "replace-this-with-a-long-random-secret",
            "this-is-a-very-secret-key-for-jwt-token",
            "thisisaverysecretkeyforjwtauthentication",
            "this_is_my_custom_Secret_key_for_authentication",
            "ThisIsASecretKeyForJWTTokenGeneration",
            "YOUR_SUPER_SECRET_KEY_MAKE_SURE_IT_IS_LONG_ENOUGH",
            "test-secret-key-for-jwt-signing-must-be-long-enough-32",
            // Counting
            "0123456789abcdef0123456789abcdef",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            "01234567890123456789012345678901",
            "12345678901234567890123456789012",
            "1234567890123456789012345678901234567890",
            "1234567890abcdef1234567890abcdef",
            "abcdefghijklmnopqrstuvwxyz123456",
            "abcdefghijklmnopqrstuvwxyz0123456789",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm123456");

    private PublishedSecrets() {}

    static boolean contains(byte[] secret) {
        return AS_HEX.contains(HexFormat.of().formatHex(secret));
    }

    private static Set<String> allForms(String... secrets) {
        HexFormat hex = HexFormat.of();
        Set<String> forms = new HashSet<>();
        for (String secret : secrets) {
            forms.add(hex.formatHex(secret.getBytes(StandardCharsets.UTF_8)));
            if (secret.matches("([0-9a-fA-F]{2})+")) {
                forms.add(hex.formatHex(hex.parseHex(secret)));
            }
            decode(secret, forms);
        }
        return Set.copyOf(forms);
    }

    private static void decode(String secret, Set<String> forms) {
        if (secret.matches("[A-Za-z0-9+/]+={0,2}") && secret.replace("=", "").length() % 4 != 1) {
            byte[] decoded = Base64.getDecoder().decode(secret);
            forms.add(HexFormat.of().formatHex(decoded));
            // The same secret as JSON Web Keys and .env files write it.
            forms.add(asHex(Base64.getUrlEncoder().encodeToString(decoded)));
            forms.add(asHex(Base64.getUrlEncoder().withoutPadding().encodeToString(decoded)));
            forms.add(asHex(Base64.getEncoder().withoutPadding().encodeToString(decoded)));
        }
    }

    private static String asHex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
