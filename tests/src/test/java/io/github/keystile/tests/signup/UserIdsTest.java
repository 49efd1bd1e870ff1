package io.github.keystile.tests.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.tests.support.Options;
import io.github.keystile.tests.support.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that gives out the ids of its users; the attack by an id that repeats runs on every store. */
class UserIdsTest {
    private final List<String> asked = new ArrayList<>();
    private final Scene scene = new Scene(options -> Options.mailInCall(options).userIds(this::next));
    private String id = "Id.of_the-1st";

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void everyIdOfTheApplicationIsChecked() {
        for (String bad : new String[] {"", " ", "a b", "a/b", "\u00e9", "a\n", "x".repeat(65)}) {
            id = bad;
            scene.auth.clock.advance(Duration.ofDays(1));
            assertThatThrownBy(() -> startSignup(scene)).as(bad).isInstanceOf(IllegalStateException.class);
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
            startSignup(hidden);
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void longAndShortIdsAreTaken() {
        id = "x".repeat(64);
        assertThat(scene.signUp().user().id()).isEqualTo(id);
        assertThat(asked).hasSize(1);
    }

    private static void startSignup(Scene scene) {
        scene.service.startSignup(new StartSignup(Scene.EMAIL, Scene.OLD, SignupProfile.none(), Caller.unknown()));
    }

    private String next() {
        asked.add(id);
        return id;
    }
}
