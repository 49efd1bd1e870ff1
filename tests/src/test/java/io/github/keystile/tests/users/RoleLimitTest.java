package io.github.keystile.tests.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.web.AuthCookies;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.tests.support.Anna;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles that no token can carry would lock their owner out, so nobody gets them. */
class RoleLimitTest {
    private static final String LONG = "x".repeat(200);
    private static final TokenPolicy LONG_NAMES =
            TokenPolicy.ofDefaults().withIssuer(LONG).withAudience(LONG).withClientId(LONG);
    private static final AuthCookies LONGEST_COOKIES =
            AuthCookies.of(CookiePolicy.secure().withName("n".repeat(32)));

    private static Set<String> roles(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "r".repeat(62) + (10 + i))
                .collect(Collectors.toSet());
    }

    @Test
    @Tag("JWT-19")
    void rolesThatNoTokenCanCarryAreNotSet() {
        try (Anna anna = Anna.signedUp(options -> options.tokens(LONG_NAMES))) {
            set(anna, Set.of("admin"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(anna, roles(32)))
                    .withMessageContaining("longer than 4000 characters")
                    .withMessageContaining("fewer or shorter");
            assertThat(anna.logIn(Anna.PASSWORD).user().roles()).containsExactly("admin");
        }
    }

    @Test
    @Tag("JWT-19")
    void everySetThatIsTakenLetsItsOwnerInAndFitsIntoCookies() {
        try (Anna anna = Anna.signedUp(options -> options.tokens(LONG_NAMES))) {
            int most = 0;
            while (most < 32 && isSet(anna, roles(most + 1))) {
                most++;
                SignedIn fresh = anna.logIn(Anna.PASSWORD);
                anna.verify(fresh);
                assertThat(LONGEST_COOKIES.withClock(anna.auth.clock()).signIn(fresh.tokens()))
                        .hasSize(2);
            }
            assertThat(most).isBetween(20, 31);
        }
    }

    @Test
    @Tag("CFG-01")
    void aServiceIsNotBuiltWithThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AuthService.builder(RootSecret.generate(), AuthStores.inMemory(), mail -> {})
                        .tokens(LONG_NAMES)
                        .signup(SignupPolicy.ofDefaults().withRoles(roles(32)))
                        .build())
                .withMessageContaining("longer than 4000 characters");
    }

    private static boolean isSet(Anna anna, Set<String> roles) {
        try {
            set(anna, roles);
            return true;
        } catch (IllegalArgumentException tooMany) {
            return false;
        }
    }

    private static void set(Anna anna, Set<String> roles) {
        anna.service.users().setRoles(new SetRoles(anna.id(), roles, Caller.unknown()));
    }
}
