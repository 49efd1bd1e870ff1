package io.github.keystile.tests.security;

import static io.github.keystile.auth.error.AuthError.CODE_EXPIRED;
import static io.github.keystile.auth.error.AuthError.EMAIL_TAKEN;
import static io.github.keystile.auth.error.AuthError.INVALID_ATTRIBUTES;
import static io.github.keystile.auth.error.AuthError.INVALID_CODE;
import static io.github.keystile.auth.error.AuthError.INVALID_CREDENTIALS;
import static io.github.keystile.auth.error.AuthError.INVALID_EMAIL;
import static io.github.keystile.auth.error.AuthError.INVALID_USERNAME;
import static io.github.keystile.auth.error.AuthError.PASSWORD_BREACHED;
import static io.github.keystile.auth.error.AuthError.PASSWORD_INVALID;
import static io.github.keystile.auth.error.AuthError.PASSWORD_MATCHES_IDENTITY;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_COMMON;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_LONG;
import static io.github.keystile.auth.error.AuthError.PASSWORD_TOO_SHORT;
import static io.github.keystile.auth.error.AuthError.TOO_MANY_ATTEMPTS;
import static io.github.keystile.auth.error.AuthError.USERNAME_TAKEN;
import static io.github.keystile.auth.error.AuthError.USER_NOT_FOUND;
import static io.github.keystile.tests.support.Refusals.refused;
import static io.github.keystile.tests.support.Refusals.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A refusal names the field of the request that it is about, so that a form shows it in the right place. */
class FieldAtFaultTest {
    private static final Caller CALLER = Caller.unknown();
    private static final String NOBODY = "nobody@example.com";
    private static final String BREACHED = "Known from a breach";

    /** About the request as a whole, about more than one field, or about nothing that a person typed. */
    private static final Set<AuthError> OF_NO_FIELD = EnumSet.of(
            AuthError.ACCOUNT_LOCKED,
            AuthError.ACCOUNT_DISABLED,
            AuthError.PASSWORD_RESET_REQUIRED,
            AuthError.ACCOUNT_NOT_VERIFIED,
            AuthError.CHALLENGE_NOT_FOUND,
            AuthError.INVALID_LINK,
            AuthError.INVALID_TICKET,
            AuthError.INVALID_TOKEN,
            AuthError.TOKEN_EXPIRED,
            AuthError.TOO_MANY_REQUESTS,
            AuthError.BUSY,
            AuthError.MAIL_NOT_SENT);

    private static final Map<String, AuthError> BAD_PASSWORDS = Map.of(
            "kurz",
            PASSWORD_TOO_SHORT,
            "x".repeat(300),
            PASSWORD_TOO_LONG,
            "abcdefgh\u0000",
            PASSWORD_INVALID,
            "password1",
            PASSWORD_TOO_COMMON,
            Anna.EMAIL,
            PASSWORD_MATCHES_IDENTITY,
            BREACHED,
            PASSWORD_BREACHED);

    private final Anna anna =
            Anna.signedUp(options -> options.disclosure(Disclosure.EXPLICIT).breachChecker(BREACHED::equals));
    private final Set<AuthError> seen = EnumSet.noneOf(AuthError.class);

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    void everyRefusalOfOneFieldNamesIt() {
        identities();
        passwords();
        profiles();
        codes();
        identifiers();

        assertThat(seen).isEqualTo(EnumSet.complementOf(EnumSet.copyOf(OF_NO_FIELD)));
    }

    private void identities() {
        at("email", INVALID_EMAIL, () -> start("no address", Anna.PASSWORD, SignupProfile.none()));
        at("email", INVALID_EMAIL, () -> register("no address", Anna.PASSWORD, SignupProfile.none()));
        at("email", EMAIL_TAKEN, () -> start(Anna.EMAIL, Anna.PASSWORD, SignupProfile.none()));
        at("email", EMAIL_TAKEN, () -> register(Anna.EMAIL, Anna.PASSWORD, SignupProfile.none()));
        at("username", INVALID_USERNAME, () -> start(NOBODY, Anna.PASSWORD, SignupProfile.named("a b")));
        at("username", INVALID_USERNAME, () -> register(NOBODY, Anna.PASSWORD, SignupProfile.named("a b")));
        at(
                "username",
                INVALID_USERNAME,
                () -> anna.service.users().setUsername(new SetUsername(anna.id(), "a b", CALLER)));
    }

    private void passwords() {
        everyBadPassword(
                "password",
                password -> start(password.equals(BREACHED) ? NOBODY : Anna.EMAIL, password, SignupProfile.none()));
        everyBadPassword("password", password -> register(Anna.EMAIL, password, SignupProfile.none()));
        everyBadPassword("newPassword", password -> anna.change(anna.first, Anna.PASSWORD, password));
        ChallengeCode code = anna.resetCode();
        everyBadPassword("newPassword", password -> anna.finish(code, password));
        at("currentPassword", INVALID_CREDENTIALS, () -> anna.change(anna.first, "Not the password", Anna.NEXT));
    }

    private void everyBadPassword(String field, Consumer<String> verb) {
        BAD_PASSWORDS.forEach((password, code) -> at(field, code, () -> verb.accept(password)));
    }

    private void profiles() {
        register("bert@example.com", Anna.PASSWORD, SignupProfile.named("bert"));
        at("username", USERNAME_TAKEN, () -> register(NOBODY, Anna.PASSWORD, SignupProfile.named("BERT")));
        at(
                "username",
                USERNAME_TAKEN,
                () -> anna.service.users().setUsername(new SetUsername(anna.id(), "BERT", CALLER)));
        at("attributes", INVALID_ATTRIBUTES, () -> SignupProfile.none().with("role", "admin"));
        at(
                "attributes",
                INVALID_ATTRIBUTES,
                () -> anna.service
                        .users()
                        .updateAttributes(new UpdateAttributes(
                                anna.id(), attributes -> attributes.with("role", "admin"), CALLER)));

        anna.auth.mailer().clear();
        String id = anna.service
                .startSignup(new StartSignup(NOBODY, Anna.PASSWORD, large("first"), CALLER))
                .challengeId();
        ChallengeCode code = new ChallengeCode(id, anna.auth.mailer().lastCode(NOBODY));
        at("attributes", INVALID_ATTRIBUTES, () -> finish(code, large("second")));
        at("username", USERNAME_TAKEN, () -> finish(code, SignupProfile.named("bert")));
        at("code", INVALID_CODE, () -> finish(Anna.wrong(code), SignupProfile.none()));
    }

    private void codes() {
        anna.later(Duration.ofMinutes(2));
        ChallengeCode code = anna.resetCode();
        times(5, () -> at("code", INVALID_CODE, () -> anna.finish(Anna.wrong(code), Anna.NEXT)));
        at("code", TOO_MANY_ATTEMPTS, () -> anna.finish(code, Anna.NEXT));
        anna.later(Duration.ofMinutes(10));
        at("code", CODE_EXPIRED, () -> anna.ticketFor(code));
    }

    private void identifiers() {
        at("identifier", USER_NOT_FOUND, () -> anna.auth.logIn(NOBODY, Anna.PASSWORD));
        at(
                "identifier",
                USER_NOT_FOUND,
                () -> anna.service.startPasswordReset(new StartPasswordReset(NOBODY, ResetBy.CODE, CALLER)));
        at(
                "identifier",
                USER_NOT_FOUND,
                () -> anna.service.checkPasswordResetCode(
                        new CheckPasswordResetCode(new IdentifierCode(NOBODY, "123456"), CALLER)));
    }

    @Test
    void whereNobodyCanTellWhichFieldItWasNoneIsNamed() {
        assertThat(refused(INVALID_CREDENTIALS, () -> anna.logIn("Not the password"))
                        .field())
                .isEmpty();
        assertThat(refused(USER_NOT_FOUND, () -> anna.service.users().disable(new DisableUser("x", CALLER)))
                        .field())
                .isEmpty();
        for (AuthError code : OF_NO_FIELD) {
            assertThat(AuthException.of(code).field()).isEmpty();
        }
    }

    private void at(String field, AuthError code, ThrowingCallable call) {
        assertThat(refused(code, call).field()).as(code.name()).contains(field);
        seen.add(code);
    }

    private void start(String email, String password, SignupProfile profile) {
        anna.service.startSignup(new StartSignup(email, password, profile, CALLER));
    }

    private void register(String email, String password, SignupProfile profile) {
        anna.service.registerUnverified(new RegisterUnverified(email, password, profile, CALLER));
    }

    private void finish(ChallengeCode code, SignupProfile profile) {
        anna.service.finishSignup(new FinishSignup(code, profile, CALLER));
    }

    private static SignupProfile large(String name) {
        return SignupProfile.none().with(name, "x".repeat(5000));
    }
}
