package io.github.keystile.examples.soak;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.FinishPasswordReset;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.LogoutEverywhere;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.testkit.CapturingMailer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** People who sign up by code, reset their password by code or by link, log in with it, and delete their account. */
final class Newcomers {
    private static final int TRIES = 50;
    private static final String NEXT_PASSWORD = "incorrect horse battery";

    private final AuthService auth;
    private final Tally tally;
    private final Mailboxes mailboxes;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong gaveUp = new AtomicLong();

    Newcomers(AuthService auth, Tally tally, Mailboxes mailboxes) {
        this.auth = auth;
        this.tally = tally;
        this.mailboxes = mailboxes;
    }

    /** A step that did not come to its answer; the tally knows why. */
    private static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    void next(long due) {
        long number = next.getAndIncrement();
        String address = "newcomer-" + number + "@example.com";
        try {
            new Life(address, Callers.number(number), mailboxes.open(address)).live(due, number % 2 == 0);
            done.incrementAndGet();
        } catch (GaveUp e) {
            gaveUp.incrementAndGet();
        } catch (RuntimeException | Error e) {
            tally.surprise(Operation.START_SIGNUP, e);
        } finally {
            mailboxes.close(address);
        }
    }

    long done() {
        return done.get();
    }

    long gaveUp() {
        return gaveUp.get();
    }

    /** Comes again when the service was busy, as it asks to. */
    private <T> T patiently(Operation operation, long due, Supplier<T> call) {
        Optional<T> answer = tally.attempt(operation, due, call);
        for (int i = 1; answer.isEmpty() && i < TRIES; i++) {
            answer = tally.attempt(operation, System.nanoTime(), call);
        }
        return answer.orElseThrow(GaveUp::new);
    }

    private <T> T now(Operation operation, Supplier<T> call) {
        return tally.attempt(operation, System.nanoTime(), call).orElseThrow(GaveUp::new);
    }

    private final class Life {
        private final String address;
        private final Caller caller;
        private final CapturingMailer mails;

        Life(String address, Caller caller, CapturingMailer mails) {
            this.address = address;
            this.caller = caller;
            this.mails = mails;
        }

        void live(long due, boolean byLink) {
            SignedIn first = signUp(due);
            ResetProof proof = byLink ? link() : ticket();
            patiently(
                    Operation.FINISH_RESET,
                    System.nanoTime(),
                    () -> auth.finishPasswordReset(new FinishPasswordReset(proof, NEXT_PASSWORD, caller)));
            SignedIn again = patiently(
                    Operation.LOGIN, System.nanoTime(), () -> auth.login(new Login(address, NEXT_PASSWORD, caller)));
            now(Operation.LOGOUT_EVERYWHERE, () -> {
                auth.account()
                        .logoutEverywhere(new LogoutEverywhere(again.tokens().accessToken(), Caller.unknown()));
                return true;
            });
            now(Operation.DELETE, () -> {
                auth.users().delete(new DeleteUser(first.user().id(), Caller.unknown()));
                return true;
            });
        }

        private SignedIn signUp(long due) {
            ChallengeStarted signup = patiently(
                    Operation.START_SIGNUP,
                    due,
                    () -> auth.startSignup(new StartSignup(address, Residents.PASSWORD, SignupProfile.none(), caller)));
            String code = mails.lastCode(address);
            String wrong = code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
            tally.attempt(Operation.WRONG_CODE, System.nanoTime(), () -> finishSignup(signup, wrong));
            return now(Operation.FINISH_SIGNUP, () -> finishSignup(signup, code));
        }

        private SignedIn finishSignup(ChallengeStarted signup, String code) {
            return auth.finishSignup(new FinishSignup(
                            new ChallengeCode(signup.challengeId(), code), SignupProfile.none(), caller))
                    .signedIn();
        }

        private ResetProof link() {
            startReset(ResetBy.LINK);
            String link = mails.lastLink(address);
            String token = link.substring(link.indexOf("token=") + "token=".length());
            now(
                    Operation.CHECK_PROOF,
                    () -> auth.checkPasswordResetLink(new CheckPasswordResetLink(token, Caller.unknown())));
            return new LinkProof(token);
        }

        private ResetProof ticket() {
            String challengeId = startReset(ResetBy.CODE).challengeId();
            String code = mails.lastCode(address);
            return new TicketProof(now(
                            Operation.CHECK_PROOF,
                            () -> auth.checkPasswordResetCode(
                                    new CheckPasswordResetCode(new ChallengeCode(challengeId, code), caller)))
                    .ticket());
        }

        private ChallengeStarted startReset(ResetBy how) {
            mails.clear();
            return now(
                    Operation.START_RESET, () -> auth.startPasswordReset(new StartPasswordReset(address, how, caller)));
        }
    }
}
