package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Scene.EMAIL;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.user.Attributes;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import io.github.keystile.auth.user.Username;
import io.github.keystile.tests.support.Scene;
import java.util.Set;
import java.util.function.Consumer;

/** What there is to be found out about an address. */
@SuppressWarnings("ImmutableEnumChecker") // its lambdas capture nothing
enum WhoIsAsked {
    NOBODY(scene -> {}),
    SOMEBODY(Scene::signUp),
    WAITS_FOR_HIS_CODE(Scene::startSignup),
    UNVERIFIED(Scene::register),
    WITHOUT_PASSWORD(scene -> {
        User user = new User(
                "imported",
                EmailAddress.of(EMAIL),
                Username.of("vera"),
                true,
                UserStatus.ACTIVE,
                Set.of("admin"),
                Attributes.none(),
                scene.auth.clock.instant());
        scene.auth.users.insert(new StoredUser(user, null, 0, 0));
    }),
    DISABLED(scene ->
            scene.service.users().disable(new DisableUser(scene.signUp().user().id(), Caller.unknown()))),
    LOCKED(scene -> {
        scene.signUp();
        for (int i = 0; i < 10; i++) {
            if (scene.canLogIn("not the password")) {
                throw new AssertionError("The account was to be locked");
            }
        }
    });

    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<Scene> story;

    WhoIsAsked(Consumer<Scene> story) {
        this.story = story;
    }

    /** Tells the story, a minute ago. */
    void begin(Scene scene) {
        story.accept(scene);
        scene.aMinuteLater();
    }
}
