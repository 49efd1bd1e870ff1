package io.github.keystile.tests.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.Profile;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application whose user ids are not new: nobody comes into the account of another by it. */
class RepeatedUserIdTest {
    private static final String ID = "Id.of_the-1st";
    private static final String THIEF = "thief@example.com";

    private final List<String> asked = new ArrayList<>();
    private final Scene scene = new Scene(options -> Options.mailInCall(options).userIds(this::next));
    private String id = ID;

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    @Tag("SGN-04")
    void aSignupOpensNobodyElsesAccount() {
        scene.signUp();
        StoredUser before = stored();
        ChallengeCode code = startSignup(THIEF, Scene.NEW);

        assertThatThrownBy(() -> scene.finishSignup(code))
                .isInstanceOf(StoreException.class)
                .hasMessageNotContaining(ID);

        assertUntouched(before);
    }

    @Test
    @Tag("SGN-04")
    void noPasswordThatIsTheSameOpensIt() {
        scene.signUp();
        StoredUser before = stored();
        ChallengeCode code = startSignup(THIEF, Scene.OLD);

        assertThatThrownBy(() -> scene.finishSignup(code)).isInstanceOf(StoreException.class);

        assertUntouched(before);
    }

    @Test
    @Tag("SGN-04")
    void anotherSignupOfTheSameAddressIsAnother() {
        ChallengeCode second = startSignup(Scene.EMAIL, Scene.NEW);
        scene.auth.clock.advance(Duration.ofMinutes(2));
        scene.signUp();
        StoredUser before = stored();

        assertThatThrownBy(() -> scene.finishSignup(second)).isInstanceOf(RuntimeException.class);

        assertThat(stored()).isEqualTo(before);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    @Tag("SGN-04")
    void aRegistrationIsNotAnswered() {
        scene.signUp();
        StoredUser before = stored();

        assertThatThrownBy(() -> scene.service.registerUnverified(
                        new RegisterUnverified(THIEF, Scene.NEW, Profile.none(), Caller.unknown())))
                .isInstanceOf(StoreException.class);

        assertUntouched(before);
        assertThat(types()).doesNotContain(AuthEventType.REGISTERED_UNVERIFIED);
    }

    @Test
    void everyIdOfTheApplicationIsChecked() {
        for (String bad : new String[] {"", " ", "a b", "a/b", "\u00e9", "a\n", "x".repeat(65)}) {
            id = bad;
            scene.auth.clock.advance(Duration.ofDays(1));
            assertThatThrownBy(() -> startSignup(Scene.EMAIL, Scene.OLD))
                    .as(bad)
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(scene::register).as(bad).isInstanceOf(IllegalStateException.class);
        }
        assertThat(scene.exists()).isFalse();
    }

    @Test
    @Tag("SGN-03")
    void anIdIsAskedForWhetherThereIsAnAccountOrNot() {
        try (Scene hidden = new Scene(options -> options.userIds(this::next))) {
            hidden.signUp();
            hidden.auth.clock.advance(Duration.ofDays(1));
            hidden.service.startSignup(new StartSignup(Scene.EMAIL, Scene.OLD, Profile.none(), Caller.unknown()));
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void longAndShortIdsAreTaken() {
        id = "x".repeat(64);
        assertThat(scene.signUp().user().id()).isEqualTo(id);
        assertThat(asked).hasSize(1);
    }

    private String next() {
        asked.add(id);
        return id;
    }

    private ChallengeCode startSignup(String email, String password) {
        scene.auth.mailer.clear();
        String challenge = scene.service
                .startSignup(new StartSignup(email, password, Profile.none(), Caller.unknown()))
                .challengeId();
        return new ChallengeCode(challenge, scene.auth.mailer.lastCode(email));
    }

    private void assertUntouched(StoredUser before) {
        assertThat(stored()).isEqualTo(before);
        assertThat(scene.service.users().findByEmail(THIEF)).isEmpty();
        assertThat(sessions()).isEqualTo(1);
        assertThat(types()).contains(AuthEventType.USER_ID_REPEATED);
    }

    private StoredUser stored() {
        return scene.auth.users.findById(ID).orElseThrow();
    }

    private int sessions() {
        return scene.service.users().sessions(ID).size();
    }

    private List<AuthEventType> types() {
        return scene.auth.events.stream().map(AuthEvent::type).toList();
    }
}
