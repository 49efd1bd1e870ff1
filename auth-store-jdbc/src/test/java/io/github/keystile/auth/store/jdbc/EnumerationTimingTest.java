package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Whether the clock tells who has an account: calls about known and unknown are made in random order on PostgreSQL and
 * their times compared. Asserts nothing about time, because no build machine can; with
 * {@code -Dkeystile.timing.calls=1000} the figures mean something.
 */
@Tag("slow")
class EnumerationTimingTest {
    private static final int CALLS = Integer.getInteger("keystile.timing.calls", 10);
    private static final String WRONG = "not the password";

    @Test
    void everyFlowButForItsHash(TestReporter reporter) {
        try (TimedCrowd crowd = new TimedCrowd(new InsecureFastHasher(), CALLS)) {
            crowd.time(
                            "login by e-mail, hash left out",
                            (service, person) -> service.login(new Login(person.email(), WRONG, Caller.unknown())))
                    .publish(reporter);
            crowd.time(
                            "startSignup, hash left out",
                            (service, person) -> service.startSignup(new StartSignup(
                                    person.email(), "staple anvil feather", SignupProfile.none(), Caller.unknown())))
                    .publish(reporter);
            crowd.time(
                            "startPasswordReset by link",
                            (service, person) -> service.startPasswordReset(
                                    new StartPasswordReset(person.email(), ResetBy.LINK, Caller.unknown())))
                    .publish(reporter);
            crowd.time(
                            "startPasswordReset by code",
                            (service, person) -> person.challenge(service.startPasswordReset(
                                    new StartPasswordReset(person.email(), ResetBy.CODE, Caller.unknown()))))
                    .publish(reporter);
            for (String which : new String[] {"first", "second"}) {
                crowd.time(
                                "checkPasswordResetCode, " + which + " wrong one",
                                (service, person) -> service.checkPasswordResetCode(new CheckPasswordResetCode(
                                        new ChallengeCode(person.challenge(), "none"), Caller.unknown())))
                        .publish(reporter);
            }
            crowd.time(
                            "resendCode of a reset",
                            (service, person) ->
                                    service.resendCode(new ResendCode(person.challenge(), Caller.unknown())))
                    .publish(reporter);
            assertThat(crowd.everybodyWasAsked()).isTrue();
        }
    }

    /** Without the challenge's id. Most have none: nobody has asked for a code. */
    @Test
    void codesByIdentifier(TestReporter reporter) {
        try (TimedCrowd crowd = new TimedCrowd(new InsecureFastHasher(), CALLS)) {
            for (String which : new String[] {"first", "second"}) {
                crowd.time("code by identifier, none asked for, " + which, EnumerationTimingTest::checkByIdentifier)
                        .publish(reporter);
            }
            crowd.time(
                            "startPasswordReset by code, after these",
                            (service, person) -> service.startPasswordReset(
                                    new StartPasswordReset(person.email(), ResetBy.CODE, Caller.unknown())))
                    .publish(reporter);
            for (String which : new String[] {"first", "second"}) {
                crowd.time("code by identifier, one asked for, " + which, EnumerationTimingTest::checkByIdentifier)
                        .publish(reporter);
            }
            assertThat(crowd.everybodyWasAsked()).isTrue();
        }
    }

    private static Object checkByIdentifier(AuthService service, TimedCrowd.Person person) {
        return service.checkPasswordResetCode(
                new CheckPasswordResetCode(new IdentifierCode(person.email(), "none"), Caller.unknown()));
    }

    /** A crowd of its own: the counters of an account are shared by its names, and must be new. */
    @Test
    void loginsByUsernameButForTheirHash(TestReporter reporter) {
        try (TimedCrowd crowd = new TimedCrowd(new InsecureFastHasher(), CALLS)) {
            crowd.time(
                            "login by username, hash left out",
                            (service, person) -> service.login(new Login(person.username(), WRONG, Caller.unknown())))
                    .withoutLocked()
                    .publish(reporter);
            assertThat(crowd.everybodyWasAsked()).isTrue();
        }
    }

    @Test
    void loginsWithTheirHash(TestReporter reporter) {
        for (int cost : new int[] {10, 12}) {
            int calls = Math.max(2, cost == 10 ? CALLS / 4 : CALLS / 25);
            try (TimedCrowd crowd = new TimedCrowd(BcryptPasswordHasher.withCost(cost), calls)) {
                crowd.time(
                                "login by e-mail, bcrypt cost " + cost,
                                (service, person) -> service.login(new Login(person.email(), WRONG, Caller.unknown())))
                        .publish(reporter);
                assertThat(crowd.everybodyWasAsked()).isTrue();
            }
        }
    }
}
