package io.github.keystile.tests.security;

import static io.github.keystile.auth.error.AuthError.EMAIL_TAKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartEmailVerification;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.user.User;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keyboards and clipboards add to identifiers and codes is no part of them, in any verb. */
@Tag("API-06")
class DressedTextsTest {
    private static final String BERT = "bert@example.com";

    private final Anna anna =
            Anna.signedUp(options -> options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true)));

    @AfterEach
    void close() {
        anna.close();
    }

    /** What String.strip cuts, the no-break space and the byte order mark, in front and behind. */
    static Stream<String> spaces() {
        return Stream.of(
                " ", "\t", "\r\n", "\u000b", "\u2003", "\u2028", "\u3000", "\u00a0", "\ufeff", "\u00a0 \ufeff");
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void identifiersAreCutInEveryVerb(String space) {
        anna.service.users().setUsername(new SetUsername(anna.id(), around(space, "anna"), who()));
        assertThat(anna.service.users().findByUsername(around(space, "anna"))).isPresent();
        assertThat(anna.service.users().findByEmail(around(space, Anna.EMAIL))).isPresent();
        assertThat(anna.service.users().pseudonym(around(space, "nobody's")))
                .isEqualTo(anna.service.users().pseudonym("nobody's"));
        anna.service.login(new Login(around(space, Anna.EMAIL), Anna.PASSWORD, who()));
        anna.service.login(new Login(around(space, "anna"), Anna.PASSWORD, who()));

        anna.auth.mailer().clear();
        String challenge = anna.service
                .startPasswordReset(new StartPasswordReset(around(space, Anna.EMAIL), ResetBy.CODE, who()))
                .challengeId();
        anna.auth.mailer().await(Anna.EMAIL, MailPurpose.PASSWORD_RESET_CODE);
        String code = anna.auth.mailer().lastCode(Anna.EMAIL);
        String ticket = anna.service
                .checkPasswordResetCode(new CheckPasswordResetCode(new ChallengeCode(challenge, code), who()))
                .ticket();
        anna.service.checkPasswordResetCode(
                new CheckPasswordResetCode(new IdentifierCode(around(space, Anna.EMAIL), code), who()));
        anna.service.finishPasswordReset(
                new FinishPasswordReset(new IdentifierTicket(around(space, Anna.EMAIL), ticket), Anna.NEXT, who()));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void newAccountsHaveTheCutText(String space) {
        anna.service.startSignup(
                new StartSignup(around(space, BERT), Anna.PASSWORD, SignupProfile.named(around(space, "bert")), who()));
        String code = anna.auth.mailer().lastCode(BERT);
        User bert = anna.service
                .finishSignup(new FinishSignup(
                        new IdentifierCode(around(space, BERT), code),
                        SignupProfile.named(around(space, "bertie")),
                        who()))
                .user();
        assertThat(bert.email().address()).isEqualTo(BERT);
        assertThat(bert.username().name()).isEqualTo("bertie");

        refused(
                EMAIL_TAKEN,
                () -> anna.service.registerUnverified(
                        new RegisterUnverified(around(space, Anna.EMAIL), Anna.PASSWORD, SignupProfile.none(), who())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s-%s", "%s %s", " %s%s ", "%s\u00a0%s", "%s%s\r\n", "\t%s - %s-"})
    void codesAreReadInAnyDressByEveryVerb(String dress) {
        String signup = anna.service
                .startSignup(new StartSignup(BERT, Anna.PASSWORD, SignupProfile.none(), who()))
                .challengeId();
        ChallengeCode signupCode =
                new ChallengeCode(signup, dressed(dress, anna.auth.mailer().lastCode(BERT)));
        anna.service.finishSignup(new FinishSignup(signupCode, SignupProfile.none(), who()));

        ChallengeCode reset = anna.resetCode();
        String code = dressed(dress, reset.code());
        anna.ticketFor(new ChallengeCode(reset.challengeId(), code));
        anna.service.checkPasswordResetCode(new CheckPasswordResetCode(new IdentifierCode(Anna.EMAIL, code), who()));
        anna.finish(new ChallengeCode(reset.challengeId(), code), Anna.NEXT);

        String email = "carla@example.com";
        anna.service.registerUnverified(new RegisterUnverified(email, Anna.PASSWORD, SignupProfile.none(), who()));
        SignedIn carla = anna.auth.logIn(email, Anna.PASSWORD);
        String challenge = anna.service
                .account()
                .startEmailVerification(
                        new StartEmailVerification(carla.tokens().accessToken(), who()))
                .challengeId();
        String verification = dressed(dress, anna.auth.mailer().lastCode(email));
        anna.service
                .account()
                .finishEmailVerification(
                        new FinishEmailVerification(new ChallengeCode(challenge, verification), who()));
    }

    @Test
    void whateverElseStandsInACodeMakesItWrong() {
        ChallengeCode code = anna.resetCode();
        for (String added : List.of(".", "\u2003", "\ufeff", "x")) {
            refused(INVALID_CODE, () -> anna.ticketFor(new ChallengeCode(code.challengeId(), code.code() + added)));
        }
        anna.ticketFor(code);
    }

    @Test
    void textsOverSixtyFourCharactersAreNotReadAsCodes() {
        ChallengeCode code = anna.resetCode();
        String blanks = " ".repeat(58);
        refused(INVALID_CODE, () -> anna.ticketFor(new ChallengeCode(code.challengeId(), blanks + " " + code.code())));
        anna.ticketFor(new ChallengeCode(code.challengeId(), blanks + code.code()));
    }

    @Test
    void passwordsAreNeverCut() {
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD + " "));
        refused(INVALID_CREDENTIALS, () -> anna.logIn("\u00a0" + Anna.PASSWORD));
        anna.finish(anna.resetCode(), " " + Anna.NEXT + " ");
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.NEXT));
        anna.logIn(" " + Anna.NEXT + " ");
    }

    @Test
    void limitsAndEventsKnowTheCutText() {
        int failures = 10;
        times(
                failures,
                () -> refused(
                        INVALID_CREDENTIALS,
                        () -> anna.service.login(new Login("\ufeff" + Anna.EMAIL + " ", "wrong", who()))));
        refused(INVALID_CREDENTIALS, () -> anna.logIn(Anna.PASSWORD));
        assertThat(anna.auth.events().stream()
                        .filter(event -> event.type() == AuthEventType.LOGIN_FAILED)
                        .map(AuthEvent::identifier))
                .containsOnly(anna.service.users().pseudonym(Anna.EMAIL));
        anna.later(Duration.ofHours(1));
        anna.logIn(Anna.PASSWORD);
    }

    private static String around(String space, String text) {
        return space + text + space;
    }

    private static String dressed(String dress, String code) {
        return dress.formatted(code.substring(0, 3), code.substring(3));
    }

    private static Caller who() {
        return Caller.unknown();
    }
}
