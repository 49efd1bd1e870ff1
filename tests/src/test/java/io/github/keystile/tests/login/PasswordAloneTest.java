package io.github.keystile.tests.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChangePassword;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.tests.support.Door;
import io.github.keystile.tests.support.WatchedHasher;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With names so long that a hash over name and password would end, at its 72nd byte, before the password begins. */
class PasswordAloneTest {
    private static final String EMAIL = "e".repeat(64) + "@" + "d".repeat(60) + "." + "d".repeat(60) + ".example.com";
    private static final String USERNAME = "u".repeat(32);
    private static final List<String> WRONG =
            List.of("", "x", Door.OTHER_PASSWORD, EMAIL, USERNAME, USERNAME + Door.PASSWORD, Door.PASSWORD + "x");

    @Test
    @Tag("PWD-15")
    void isWhatIsHashedAndNoRightAnswerIsRemembered() {
        WatchedHasher hasher = new WatchedHasher();
        try (Door door = Door.with(options -> options.passwordHasher(hasher))) {
            SignedIn session = door.service()
                    .finishSignup(new FinishSignup(door.start(EMAIL), SignupProfile.named(USERNAME), Caller.unknown()))
                    .signedIn();
            assertThat(hasher.hashed()).containsExactly(Door.PASSWORD);
            hasher.forget();

            for (String identifier : List.of(EMAIL, USERNAME)) {
                for (String wrong : WRONG) {
                    assertThat(door.lets(identifier, Door.PASSWORD)).isTrue();
                    assertThat(door.lets(identifier, wrong))
                            .as("%s with %s", identifier, wrong)
                            .isFalse();
                }
            }
            assertThat(hasher.compared()).as("one compare a login").hasSize(2 * 2 * WRONG.size());

            hasher.forget();
            door.service()
                    .account()
                    .changePassword(new ChangePassword(
                            session.tokens().accessToken(), Door.PASSWORD, Door.OTHER_PASSWORD, Caller.unknown()));
            assertThat(hasher.hashed()).containsExactly(Door.OTHER_PASSWORD);
        }
    }
}
