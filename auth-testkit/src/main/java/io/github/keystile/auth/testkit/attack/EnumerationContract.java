package io.github.keystile.auth.testkit.attack;

import static io.github.keystile.auth.testkit.attack.Stranger.CALLER;
import static io.github.keystile.auth.testkit.attack.Stranger.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.keystile.auth.AuthServiceBuilder;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.FinishEmailVerification;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.testkit.internal.Tomorrow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * That nobody finds out who has an account: every flow that takes an address, a username or a challenge is asked about
 * unknown, known, unverified, disabled and locked ones, again and again until every limit is passed. Answers, hashes
 * and what the stores do must be the same; mails must go out after the answer. Extend it once the contract of each
 * store passes, and tell in {@link #work} what yours do.
 *
 * <p>Every test uses addresses and names that were never used before, and a clock that shows tomorrow.
 */
public abstract class EnumerationContract {
    private static final Duration COOLDOWN = Duration.ofSeconds(61);
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final int PAST_THE_CALLERS_LOGINS = 14;
    private static final int PAST_THE_IDENTIFIERS_LIMIT = 21;
    private static final int PAST_THE_CALLERS_LIMIT = 4;
    private static final int PAST_THE_IDENTIFIERS_CODES = 33;
    private static final String NEW_PASSWORD = "staple anvil feather";

    /** Earlier requests for an address count, whoever made them: that is seen, and says nothing about accounts. */
    private static final Set<Suspect> HAVE_NOT_ASKED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(Suspect.WAITS_FOR_HIS_CODE)));

    private final Instant now = Tomorrow.now();

    /** For subclasses. */
    protected EnumerationContract() {}

    /**
     * The stores under test.
     *
     * @return all four, on one database
     */
    protected abstract AuthStores createStores();

    /**
     * What the stores have done since this was last called, one text for each statement or command, in order, without
     * what differs from call to call. Nothing unless overridden: then only answers, hashes and mails are compared.
     *
     * @return what was done
     */
    protected List<String> work() {
        return List.of();
    }

    /**
     * What these stores are called among the figures of a build.
     *
     * @return a name
     */
    protected String name() {
        return getClass().getSimpleName();
    }

    @Test
    final void loginWithAWrongPassword(TestReporter reporter) {
        forBothNames("login, wrong password", reporter, Mails.NONE, (stranger, name) -> {
            for (int i = 0; i < PAST_THE_CALLERS_LOGINS; i++) {
                logIn(stranger, name, "not the password");
            }
            stranger.later(Duration.ofMinutes(16));
            logIn(stranger, name, "not the password");
            logIn(stranger, name, "not the password");
        });
    }

    @Test
    final void loginWithTheRightPasswordWhereItIsOfNoUse(TestReporter reporter) {
        Set<Suspect> useless =
                EnumSet.complementOf(EnumSet.of(Suspect.SOMEBODY, Suspect.UNVERIFIED, Suspect.LOCKED_NOBODY));
        Flow flow = new Flow("login, right password that is of no use", options -> options, Mails.NONE);
        compare(flow, useless, reporter, stranger -> {
            for (int i = 0; i < 3; i++) {
                logIn(stranger, stranger.email().address(), PASSWORD);
            }
        });
    }

    @Test
    final void loginWithWhatIsNoPassword(TestReporter reporter) {
        forBothNames("login, text that is no password", reporter, Mails.NONE, (stranger, name) -> {
            for (String text : List.of("", "\0", "\ud800", "x".repeat(73), "x".repeat(1 << 20))) {
                logIn(stranger, name, text);
            }
        });
    }

    @Test
    final void startSignup(TestReporter reporter) {
        Flow flow = new Flow("startSignup", options -> options, Mails.TO_EVERY_ADDRESS);
        compare(
                flow,
                HAVE_NOT_ASKED,
                reporter,
                stranger -> untilEveryLimit(stranger, () -> {
                    stranger.asks(() -> stranger.startSignup(PASSWORD, CALLER));
                }));
    }

    @Test
    final void signupByAddressAndCodeAlone(TestReporter reporter) {
        Flow flow = new Flow(
                "finishSignup, address and code",
                options -> options.signup(SignupPolicy.ofDefaults().withFinishByEmail(true)),
                Mails.TO_EVERY_ADDRESS);
        compare(
                flow,
                HAVE_NOT_ASKED,
                reporter,
                stranger -> untilEveryLimit(stranger, () -> {
                    stranger.asks(() -> stranger.startSignup(PASSWORD, CALLER));
                    finishSignup(stranger, new IdentifierCode(stranger.email().address(), "none"));
                }));
    }

    @Test
    final void resendAndFinishOfASignup(TestReporter reporter) {
        Flow flow = new Flow("resendCode and finishSignup", options -> options, Mails.TO_EVERY_ADDRESS);
        compare(flow, HAVE_NOT_ASKED, reporter, stranger -> {
            String id = stranger.asks(() -> stranger.startSignup(PASSWORD, CALLER));
            untilEveryLimit(stranger, () -> {
                resend(stranger, id);
                finishSignup(stranger, new ChallengeCode(id, "none"));
            });
            stranger.later(LIFETIME);
            finishSignup(stranger, new ChallengeCode(id, "none"));
            resend(stranger, id);
        });
    }

    @Test
    final void startPasswordReset(TestReporter reporter) {
        for (ResetBy by : ResetBy.values()) {
            forBothNames("startPasswordReset by " + by, reporter, Mails.TO_WHO_MAY_RESET, (stranger, name) -> {
                untilEveryLimit(stranger, () -> startReset(stranger, name, by));
            });
        }
    }

    @Test
    final void resendOfAReset(TestReporter reporter) {
        for (ResetBy by : ResetBy.values()) {
            forBothNames("resendCode of a reset by " + by, reporter, Mails.TO_WHO_MAY_RESET, (stranger, name) -> {
                String id = startReset(stranger, name, by);
                untilEveryLimit(stranger, () -> resend(stranger, id));
                stranger.later(LIFETIME);
                resend(stranger, id);
            });
        }
    }

    @Test
    final void wrongResetCodesWithTheId(TestReporter reporter) {
        forBothNames("checkPasswordResetCode, id and code", reporter, Mails.TO_WHO_MAY_RESET, (stranger, name) -> {
            untilEveryLimit(stranger, () -> {
                ChallengeCode code = new ChallengeCode(startReset(stranger, name, ResetBy.CODE), "none");
                check(stranger, code);
                finishReset(stranger, code);
                check(stranger, code);
            });
        });
    }

    @Test
    final void wrongResetCodesWithoutTheId(TestReporter reporter) {
        forBothNames(
                "checkPasswordResetCode, identifier and code", reporter, Mails.TO_WHO_MAY_RESET, (stranger, name) -> {
                    IdentifierCode code = new IdentifierCode(name, "none");
                    check(stranger, code);
                    finishReset(stranger, code);
                    untilEveryLimit(stranger, () -> {
                        startReset(stranger, name, ResetBy.CODE);
                        check(stranger, code);
                        finishReset(stranger, code);
                    });
                });
    }

    @Test
    final void codesWithoutTheIdWhereNoneWasAskedFor(TestReporter reporter) {
        Flow flow = new Flow("checkPasswordResetCode, nothing asked for", options -> options, Mails.NONE);
        compare(flow, HAVE_NOT_ASKED, reporter, stranger -> {
            IdentifierCode code = new IdentifierCode(stranger.email().address(), "none");
            for (int i = 0; i < PAST_THE_IDENTIFIERS_CODES; i++) {
                Caller another = Caller.at("198.51.100." + i);
                stranger.asks(
                        () -> stranger.service().checkPasswordResetCode(new CheckPasswordResetCode(code, another)));
            }
            // However many callers share the work, nobody gets as many samples as the clock would need.
            Stranger.Seen last = stranger.seen().get(stranger.seen().size() - 1);
            assertTrue(last.answer().startsWith(AuthError.TOO_MANY_REQUESTS.name()), last.answer());
        });
    }

    @Test
    final void forgedTicketsAndCodesOfAnotherPurpose(TestReporter reporter) {
        forBothNames("forged tickets, other purposes", reporter, Mails.TO_WHO_MAY_RESET, (stranger, name) -> {
            String reset = startReset(stranger, name, ResetBy.CODE);
            String ticket = reset + ".1999999999999." + "A".repeat(43);
            finishReset(stranger, new TicketProof(ticket));
            finishReset(stranger, new IdentifierTicket(name, ticket));
            finishReset(stranger, new IdentifierTicket(name, ""));
            finishSignup(stranger, new ChallengeCode(reset, "000000"));
            ChallengeCode verification = new ChallengeCode(reset, "000000");
            stranger.asks(() -> stranger.service()
                    .account()
                    .finishEmailVerification(new FinishEmailVerification(verification, CALLER)));
            String link = startReset(stranger, name, ResetBy.LINK);
            check(stranger, new ChallengeCode(link, "000000"));
        });
    }

    /** Who gets mails; they are the one difference there may be, and only the mailbox knows of them. */
    private enum Mails {
        NONE,
        TO_EVERY_ADDRESS,
        TO_WHO_MAY_RESET
    }

    private record Flow(String name, UnaryOperator<AuthServiceBuilder> options, Mails mails) {}

    private record Visit(List<Stranger.Seen> seen, int mails) {}

    private void forBothNames(String flow, TestReporter reporter, Mails mails, BiConsumer<Stranger, String> questions) {
        compare(
                new Flow(flow + ", by e-mail", options -> options, mails),
                mails == Mails.NONE ? EnumSet.allOf(Suspect.class) : HAVE_NOT_ASKED,
                reporter,
                stranger -> questions.accept(stranger, stranger.email().address()));
        compare(
                new Flow(flow + ", by username", options -> options, mails),
                // Nobody has both names, so nobody's address can lock their username.
                EnumSet.complementOf(EnumSet.of(Suspect.LOCKED_NOBODY, Suspect.LOCKED)),
                reporter,
                stranger -> questions.accept(stranger, stranger.username().name()));
    }

    private void compare(Flow flow, Set<Suspect> suspects, TestReporter reporter, Consumer<Stranger> questions) {
        Visit nobody = visit(flow, Suspect.NOBODY, questions);
        Visit lockedNobody = visit(flow, Suspect.LOCKED_NOBODY, questions);
        for (Suspect suspect : suspects) {
            Visit visit = visit(flow, suspect, questions);
            String where = flow.name() + ", " + suspect;
            assertSameAnswers(where, nobody.seen(), visit.seen());
            assertSameWork(where, (suspect.isLocked() ? lockedNobody : nobody).seen(), visit.seen());
            assertMails(flow, suspect, visit.mails());
        }
        report(flow, suspects, reporter, nobody);
    }

    private Visit visit(Flow flow, Suspect suspect, Consumer<Stranger> questions) {
        try (Stranger stranger = new Stranger(createStores(), now, flow.options(), this::work)) {
            stranger.begin(suspect);
            questions.accept(stranger);
            return new Visit(stranger.seen(), stranger.mails());
        }
    }

    private static void assertSameAnswers(String where, List<Stranger.Seen> nobody, List<Stranger.Seen> seen) {
        assertEquals(nobody.size(), seen.size(), where + ": calls");
        for (int i = 0; i < nobody.size(); i++) {
            String call = where + ", call " + (i + 1);
            assertEquals(nobody.get(i).answer(), seen.get(i).answer(), call);
            assertEquals(nobody.get(i).hashes(), seen.get(i).hashes(), call + ": hashes");
        }
    }

    private static void assertSameWork(String where, List<Stranger.Seen> innocent, List<Stranger.Seen> seen) {
        for (int i = 0; i < innocent.size(); i++) {
            String call = where + ", call " + (i + 1) + ": what the stores do";
            assertEquals(innocent.get(i).work(), seen.get(i).work(), call);
        }
    }

    private static void assertMails(Flow flow, Suspect suspect, int mails) {
        boolean expected = flow.mails() == Mails.TO_EVERY_ADDRESS
                || (flow.mails() == Mails.TO_WHO_MAY_RESET && suspect.mayReset());
        // One was mailed before to who waits for a code.
        boolean any = mails > (suspect == Suspect.WAITS_FOR_HIS_CODE ? 1 : 0);
        assertEquals(expected, any, flow.name() + ", " + suspect + ": mails");
    }

    private void report(Flow flow, Set<Suspect> suspects, TestReporter reporter, Visit nobody) {
        int hashes = nobody.seen().stream().mapToInt(Stranger.Seen::hashes).sum();
        int work = nobody.seen().stream().mapToInt(seen -> seen.work().size()).sum();
        reporter.publishEntry(Map.of(
                "figure", "Enumeration",
                "what", name() + ": " + flow.name(),
                "value",
                        suspects.size() + " kinds of accounts alike in "
                                + nobody.seen().size() + " calls, " + hashes + " hashes, "
                                + (work == 0 ? "" : work + " statements, ") + "0 mails in the call"));
    }

    private static void untilEveryLimit(Stranger stranger, Runnable question) {
        for (int i = 0; i < PAST_THE_IDENTIFIERS_LIMIT; i++) {
            question.run();
            stranger.later(COOLDOWN);
        }
        for (int i = 0; i < PAST_THE_CALLERS_LIMIT; i++) {
            question.run();
        }
    }

    private static void logIn(Stranger stranger, String name, String password) {
        stranger.asks(() -> stranger.service().login(new Login(name, password, CALLER)));
    }

    private static String startReset(Stranger stranger, String name, ResetBy by) {
        return stranger.asks(() -> stranger.service().startPasswordReset(new StartPasswordReset(name, by, CALLER)));
    }

    private static void resend(Stranger stranger, String id) {
        stranger.asks(() -> stranger.service().resendCode(new ResendCode(id, CALLER)));
    }

    private static void check(Stranger stranger, CodeProof code) {
        stranger.asks(() -> stranger.service().checkPasswordResetCode(new CheckPasswordResetCode(code, CALLER)));
    }

    private static void finishReset(Stranger stranger, ResetProof proof) {
        stranger.asks(
                () -> stranger.service().finishPasswordReset(new FinishPasswordReset(proof, NEW_PASSWORD, CALLER)));
    }

    private static void finishSignup(Stranger stranger, CodeProof code) {
        stranger.asks(() -> stranger.service().finishSignup(new FinishSignup(code, SignupProfile.none(), CALLER)));
    }
}
