package io.github.keystile.tests.signup;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.OTHER_PASSWORD;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.VerifySession;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.user.User;
import io.github.keystile.tests.support.Door;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignupFlowTest {
    private final Door door = Door.uniform();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aRightCodeMakesTheUserAndSignsThemIn() {
        SignedIn anna = door.finish(door.start(ANNA));
        assertThat(anna.user().emailVerified()).isTrue();
        assertThat(door.service()
                        .verifySession(new VerifySession(anna.tokens().accessToken(), Caller.unknown()))
                        .user())
                .isEqualTo(anna.user());
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
    }

    @Test
    @Tag("SGN-02")
    void beforeTheCodeNobodyLogsInOrResets() {
        door.start(ANNA);
        assertThat(refusal(() -> door.auth().logIn(ANNA, PASSWORD))).isEqualTo(AuthError.INVALID_CREDENTIALS);
        door.requestReset(ANNA);
        assertThat(door.hasUser(ANNA)).isFalse();
        assertThat(door.allMails()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Admin", "ROOT", "null", "undefined", " support\u00a0"})
    @Tag("SGN-11")
    void reservedNamesAreAsGoodAsTaken(String name) {
        SignupProfile wish = SignupProfile.named(name);
        Caller caller = Caller.unknown();
        assertThat(refusal(() -> door.service().startSignup(new StartSignup(ANNA, PASSWORD, wish, caller))))
                .isEqualTo(AuthError.USERNAME_TAKEN);
        assertThat(refusal(
                        () -> door.service().registerUnverified(new RegisterUnverified(ANNA, PASSWORD, wish, caller))))
                .isEqualTo(AuthError.USERNAME_TAKEN);
        ChallengeCode code = door.start(ANNA);
        assertThat(refusal(() -> door.finish(code, wish))).isEqualTo(AuthError.USERNAME_TAKEN);

        User anna = door.finish(code).user();
        assertThat(door.service()
                        .users()
                        .setUsername(new SetUsername(anna.id(), name, caller))
                        .username())
                .as("an administrator may give it")
                .hasToString(name.replace("\u00a0", "").strip());
        assertThat(door.lets(name, PASSWORD)).isTrue();
    }

    @Test
    @Tag("SGN-11")
    void theListOfReservedNamesIsTheApplications() {
        SignupPolicy policy = SignupPolicy.ofDefaults().withReservedUsernames(Set.of("Shop"));
        try (Door shop = Door.with(options -> options.signup(policy))) {
            assertThat(policy.reservedUsernames()).containsExactly("shop");
            ChallengeCode code = shop.start(ANNA);
            assertThat(refusal(() -> shop.finish(code, SignupProfile.named("sHOP"))))
                    .isEqualTo(AuthError.USERNAME_TAKEN);
            assertThat(shop.finish(code, SignupProfile.named("admin")).user().username())
                    .hasToString("admin");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignupPolicy.ofDefaults().withReservedUsernames(Set.of("two words")));
    }

    @Test
    void whatIsSaidAtTheEndWinsOverWhatWasSaidAtTheStart() {
        SignupProfile first = SignupProfile.named("anna").with("name", "Anna").with("city", "Bonn");
        ChallengeCode code = door.mailed(
                ANNA, () -> door.service().startSignup(new StartSignup(ANNA, PASSWORD, first, Caller.unknown())));
        User made = door.finish(code, SignupProfile.named("anna.b").with("name", "Anna B."))
                .user();
        assertThat(made.username()).hasToString("anna.b");
        assertThat(made.attributes()).containsOnly(Map.entry("name", "Anna B."), Map.entry("city", "Bonn"));
    }

    @Test
    void aTakenUsernameLeavesTheCodeUsable() {
        door.finish(door.start("bert@example.com"), SignupProfile.named("bert"));
        ChallengeCode code = door.start(ANNA);
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(() -> door.finish(code, SignupProfile.named("BERT"))))
                    .isEqualTo(AuthError.USERNAME_TAKEN);
        }
        assertThat(door.finish(code, SignupProfile.named("anna")).user().username())
                .hasToString("anna");
    }

    @Test
    void anUnfitUsernameCostsNoAttempt() {
        ChallengeCode code = door.start(ANNA);
        for (int i = 0; i < 10; i++) {
            assertThat(refusal(() -> door.finish(code, SignupProfile.named("a b"))))
                    .isEqualTo(AuthError.INVALID_USERNAME);
        }
        door.finish(code);
    }

    @Test
    @Tag("SGN-06")
    void aUsernameIsNeverAnAddressAndNeverAnothersInOtherLetters() {
        door.finish(door.start("root@example.com"), SignupProfile.named("owner"));
        ChallengeCode code = door.start(ANNA);
        for (String name : Set.of("victim@x.com", "\uFF4Fwner", "ow\u200Dner", "ow\nner")) {
            assertThat(refusal(() -> door.finish(code, SignupProfile.named(name))))
                    .as(name)
                    .isEqualTo(AuthError.INVALID_USERNAME);
        }
        assertThat(refusal(() -> door.finish(code, SignupProfile.named("OWNER"))))
                .isEqualTo(AuthError.USERNAME_TAKEN);
    }

    @Test
    @Tag("SGN-07")
    void aProfileCarriesNoRights() {
        for (String name : Set.of("role", "roles", "passwordHash", "emailVerified", "id", "$set", "a.b", "__proto__")) {
            assertThat(refusal(() -> SignupProfile.none().with(name, "admin")))
                    .as(name)
                    .isEqualTo(AuthError.INVALID_ATTRIBUTES);
        }
    }

    @Test
    @Tag("SGN-08")
    void aProfileIsBounded() {
        assertThat(refusal(() -> SignupProfile.none().with("preferences", "x".repeat(1_000_000))))
                .isEqualTo(AuthError.INVALID_ATTRIBUTES);
        SignupProfile large = SignupProfile.none().with("a", "x".repeat(4500));
        ChallengeCode code = door.mailed(
                ANNA, () -> door.service().startSignup(new StartSignup(ANNA, PASSWORD, large, Caller.unknown())));
        SignupProfile more = SignupProfile.none().with("b", "x".repeat(4500));
        assertThat(refusal(() -> door.finish(code, more))).isEqualTo(AuthError.INVALID_ATTRIBUTES);
        door.finish(code);
    }

    @Test
    @Tag("SGN-08")
    void pendingSignupsAreDeletedAnHourAfterTheyExpire() {
        ChallengeCode code = door.start(ANNA);
        door.after(Door.LIFETIME.plusMinutes(59));
        door.service().purgeExpired();
        assertThat(door.resend(code.challengeId()).challengeId()).isEqualTo(code.challengeId());
        door.after(Door.LIFETIME.plusMinutes(61));
        assertThat(door.service().purgeExpired()).isPositive();
        assertThat(refusal(() -> door.resend(code.challengeId()))).isEqualTo(AuthError.CHALLENGE_NOT_FOUND);
    }

    @Test
    void ofTwoSignupsForOneAddressTheFirstFinishedWins() {
        ChallengeCode first = door.start(ANNA);
        door.after(COOLDOWN);
        ChallengeCode second = door.start(ANNA, OTHER_PASSWORD);
        door.finish(first);
        assertThat(refusal(() -> door.finish(second))).isEqualTo(AuthError.EMAIL_TAKEN);
        assertThat(refusal(() -> door.finish(second))).isEqualTo(AuthError.INVALID_CODE);
        assertThat(door.lets(ANNA, OTHER_PASSWORD)).isFalse();
    }

    @Test
    @Tag("SGN-03")
    void aNewCodeForAnAddressThatIsTakenMeanwhileIsANotice() {
        ChallengeCode late = door.start(ANNA);
        door.after(COOLDOWN);
        door.finish(door.start(ANNA, OTHER_PASSWORD));
        door.after(COOLDOWN);
        door.auth().mailer().clear();
        door.resend(late.challengeId());
        assertThat(door.allMails()).extracting(MailMessage::purpose).containsExactly(MailPurpose.ALREADY_REGISTERED);
    }

    @Test
    @Tag("EML-03")
    void anAddressIsOneInWhateverCase() {
        ChallengeCode code = door.start("Anna@Example.COM");
        SignedIn anna = door.finish(code);
        assertThat(anna.user().email().address()).isEqualToIgnoringCase(ANNA);
        assertThat(door.lets(ANNA.toUpperCase(Locale.ROOT), PASSWORD)).isTrue();
        door.after(COOLDOWN);
        door.request(ANNA, OTHER_PASSWORD);
        assertThat(door.lets(ANNA, OTHER_PASSWORD)).isFalse();
    }

    @Test
    @Tag("EML-05")
    void tagsAndDotsMakeAnotherAddress() {
        String first = door.finish(door.start("a.b@example.com")).user().id();
        String second = door.finish(door.start("a.b+tag@example.com")).user().id();
        String third = door.finish(door.start("ab@example.com")).user().id();
        assertThat(Set.of(first, second, third)).hasSize(3);
    }

    @ParameterizedTest
    @Tag("EML-01")
    @Tag("EML-02")
    @ValueSource(
            strings = {
                "",
                "anna",
                "anna@",
                "@example.com",
                "a@b@example.com",
                "anna@example.com,evil@example.com",
                "Anna <anna@example.com>",
                "anna@\uFF45xample.com",
                "anna\uFF20example.com",
                "anna\uFE6Bexample.com",
                "anna@[127.0.0.1]",
                "\"anna\"@example.com",
                "anna@example.com\nbcc:evil@example.com",
                "anna@ex\u0561mple.com",
                "\u212Aate@example.com"
            })
    void whatIsNoAddressIsRefusedBeforeAnythingHappens(String text) {
        assertThat(refusal(() -> door.request(text, PASSWORD))).isEqualTo(AuthError.INVALID_EMAIL);
        assertThat(door.auth().hasher().hashes()).isZero();
        assertThat(door.allMails()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "0123456789abcdef0123456789abcdef", "\u0000"})
    void anUnknownChallengeIsAWrongCode(String id) {
        assertThat(refusal(() -> door.finish(new ChallengeCode(id, "123456")))).isEqualTo(AuthError.INVALID_CODE);
        assertThat(refusal(() -> door.resend(id))).isEqualTo(AuthError.CHALLENGE_NOT_FOUND);
    }

    @Test
    void newUsersBeginWithTheRolesOfTheApplication() {
        try (Door withRoles =
                Door.with(options -> options.signup(SignupPolicy.ofDefaults().withRoles(Set.of("member"))))) {
            SignedIn anna = withRoles
                    .service()
                    .finishSignup(new FinishSignup(withRoles.start(ANNA), SignupProfile.none(), Caller.unknown()))
                    .signedIn();
            assertThat(anna.user().roles()).containsExactly("member");
        }
    }
}
