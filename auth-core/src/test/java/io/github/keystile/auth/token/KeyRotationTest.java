package io.github.keystile.auth.token;

import static io.github.keystile.auth.token.Tokens.ACCESS;
import static io.github.keystile.auth.token.Tokens.POLICY;
import static io.github.keystile.auth.token.Tokens.REFRESH;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.key.RootSecret;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private static final RootSecret OLD = RootSecret.generate();
    private static final RootSecret NEW = RootSecret.generate();

    @Test
    @Tag("JWT-16")
    void oldKeysVerifyUntilTheyAreRemoved() {
        JwtTokenIssuer before = JwtTokenIssuer.create(POLICY, OLD);
        JwtTokenIssuer during = JwtTokenIssuer.create(POLICY, NEW.withPrevious(OLD));
        JwtTokenIssuer after = JwtTokenIssuer.create(POLICY, NEW);
        String access = before.issueAccess(ACCESS);
        String refresh = before.issueRefresh(REFRESH);

        assertThat(during.readAccess(access)).contains(ACCESS);
        assertThat(during.readRefresh(refresh)).contains(REFRESH);
        assertThat(after.readAccess(access)).isEmpty();
        assertThat(after.readRefresh(refresh)).isEmpty();
    }

    /** Three rounds through all nodes; in each, some have had their turn already. */
    @Test
    @Tag("JWT-16")
    void nodesThatAreChangedOneAfterAnotherReadEachOthersTokens() {
        List<RootSecret> rounds = List.of(OLD, OLD.withPrevious(NEW), NEW.withPrevious(OLD), NEW);
        for (int i = 1; i < rounds.size(); i++) {
            JwtTokenIssuer turned = JwtTokenIssuer.create(POLICY, rounds.get(i));
            JwtTokenIssuer waiting = JwtTokenIssuer.create(POLICY, rounds.get(i - 1));
            assertThat(waiting.readAccess(turned.issueAccess(ACCESS))).contains(ACCESS);
            assertThat(turned.readRefresh(waiting.issueRefresh(REFRESH))).contains(REFRESH);
        }
        JwtTokenIssuer impatient = JwtTokenIssuer.create(POLICY, NEW.withPrevious(OLD));
        assertThat(JwtTokenIssuer.create(POLICY, OLD).readAccess(impatient.issueAccess(ACCESS)))
                .isEmpty();
    }

    @Test
    @Tag("JWT-16")
    void theNewestSigns() {
        String token = JwtTokenIssuer.create(POLICY, NEW.withPrevious(OLD)).issueAccess(ACCESS);

        assertThat(Tokens.decode(token.split("\\.", -1)[0])).contains("\"kid\":\"" + NEW.keyId() + "\"");
        assertThat(JwtTokenIssuer.create(POLICY, NEW).readAccess(token)).contains(ACCESS);
        assertThat(JwtTokenIssuer.create(POLICY, OLD).readAccess(token)).isEmpty();
    }

    @Test
    @Tag("JWT-16")
    void aKeyIdSelectsOneKeyAndNoOther() {
        JwtTokenIssuer both = JwtTokenIssuer.create(POLICY, NEW.withPrevious(OLD));
        String[] parts = both.issueAccess(ACCESS).split("\\.", -1);
        String header = Tokens.decode(parts[0]).replace(NEW.keyId(), OLD.keyId());

        assertThat(both.readAccess(Tokens.base64(header) + "." + parts[1] + "." + parts[2]))
                .isEmpty();
    }

    @Test
    @Tag("JWT-02")
    void aPreviousSecretTooShortForTheAlgorithmVerifiesNothing() {
        RootSecret of32 = RootSecret.of(OLD.derive("test", 32));
        KeyRing ring = KeyRing.derive(NEW.withPrevious(of32), TokenAlgorithm.HS512, "at+jwt");

        assertThat(ring.has(NEW.keyId())).isTrue();
        assertThat(ring.has(of32.keyId())).isFalse();
    }
}
