package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpPolicy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recipe for whatever mails a code or a link, the same for somebody and for nobody:
 *
 * <ol>
 *   <li>{@link #ask}: a fresh challenge id, then the limits
 *   <li>{@link #keep} or {@link #renew}: a secret or a decoy, the store, the event
 *   <li>{@link #send}: the mail, or what costs as much
 * </ol>
 */
public final class MailedProofs {
    private final Limits limits;
    private final Secrets secrets;
    private final Challenges challenges;
    private final CodeMails mails;
    private final Events events;
    private final OtpPolicy policy;

    public MailedProofs(
            Limits limits, Secrets secrets, Challenges challenges, CodeMails mails, Events events, OtpPolicy policy) {
        this.limits = limits;
        this.secrets = secrets;
        this.challenges = challenges;
        this.mails = mails;
        this.events = events;
        this.policy = policy;
    }

    /**
     * A request that passed the limits which are told.
     *
     * @param id of the challenge
     * @param mayMail whether it passed those of the mailbox, which are not told
     * @param stopped whether a code would be of no use, because too many were wrong
     * @param event what keeping it is
     */
    public record Asked(
            Errand errand,
            Addressee to,
            String id,
            boolean mayMail,
            boolean stopped,
            AuthEventType event,
            Call call,
            Instant now) {
        /** Whether a mail is due to somebody, or what costs as much to nobody. */
        private boolean mails() {
            return mayMail && (to.kind() == Addressee.Kind.NOBODY || to.getsSecret());
        }

        @Override
        public String toString() {
            return "Asked[" + errand.purpose() + "]";
        }
    }

    /**
     * A challenge that is stored.
     *
     * @param secret what goes out; null where nothing does
     * @param notice what goes out instead; null where nothing does
     */
    public record Kept(
            Asked asked,
            Challenge challenge,
            @Nullable String secret,
            @Nullable MailPurpose notice,
            boolean silent) {
        @Override
        public String toString() {
            return "Kept[" + asked.errand().purpose() + "]";
        }
    }

    /** Throws where the caller may know that they ask too much. */
    public Asked ask(Errand errand, Addressee to, Identifier limitedAs, Call call, Instant now) {
        mails.checkOpen();
        call.about(to);
        String id = secrets.newId();
        boolean mayMail =
                limits.mayMail(new Limits.MailRequest(errand.purpose(), to.mailbox(), id, call), limitedAs, now);
        return new Asked(errand, to, id, mayMail, stopped(errand, to, now), errand.started(), call, now);
    }

    /** The same for a new code or link of a challenge that exists. */
    public Asked askAgain(Errand errand, Addressee to, Challenge old, Call call, Instant now) {
        mails.checkOpen();
        call.about(to);
        boolean mayMail =
                limits.mayMailAgain(new Limits.MailRequest(errand.purpose(), to.mailbox(), old.id(), call), now);
        return new Asked(
                errand, to, old.id(), mayMail, stopped(errand, to, now), AuthEventType.CODE_REQUESTED, call, now);
    }

    /** Looked up even if no mail may go out, or else the clock would tell whether one may. */
    private boolean stopped(Errand errand, Addressee to, Instant now) {
        return errand.aboutAccount() && errand.secret().isTyped() && limits.codesStopped(to.subject(), now);
    }

    public Kept keep(Asked asked, @Nullable String payload) {
        String secret = newSecret(asked);
        return kept(
                asked, challenges.insert(asked.id(), asked.errand(), asked.to(), secret, payload, asked.now()), secret);
    }

    /** Over the mailbox's limits the code that was mailed stays good, and the answer is the same. */
    public Kept renew(Asked asked, Challenge old) {
        if (!asked.mayMail()) {
            return kept(asked, challenges.pretendToRenew(old, asked.errand(), asked.now()), null);
        }
        String secret = newSecret(asked);
        Challenge renewed = challenges.renew(old, asked.errand(), secret, asked.now());
        boolean lostToAnother = renewed.secretHash().equals(old.secretHash());
        Kept kept = kept(asked, renewed, secret);
        // Whoever won the race mails the code that counts; for nobody, losing must cost what winning costs.
        return lostToAnother && asked.to().email() != null ? new Kept(asked, renewed, null, null, true) : kept;
    }

    public ChallengeStarted send(Kept kept) {
        if (!kept.silent()) {
            mails.send(kept);
        }
        Challenge challenge = kept.challenge();
        return new ChallengeStarted(
                challenge.id(), challenge.expiresAt(), challenge.issuedAt().plus(policy.cooldown()));
    }

    private Kept kept(Asked asked, Challenge challenge, @Nullable String secret) {
        events.tell(asked.event(), asked.call(), asked.errand().purpose().name(), null);
        return new Kept(asked, challenge, secret, notice(asked), false);
    }

    private static @Nullable MailPurpose notice(Asked asked) {
        if (asked.stopped() && asked.mails()) {
            return MailPurpose.CODES_STOPPED;
        }
        boolean tellsOwner = asked.mayMail() && asked.to().kind() == Addressee.Kind.OWNER;
        return tellsOwner ? MailPurpose.ALREADY_REGISTERED : null;
    }

    /** Nobody's is one that cannot be guessed: wrong codes for it are then counted as those for an account are. */
    private @Nullable String newSecret(Asked asked) {
        if (asked.stopped() || !asked.mails()) {
            return null;
        }
        return asked.to().kind() == Addressee.Kind.NOBODY
                ? secrets.newLinkToken()
                : asked.errand().secret().draw(secrets, policy);
    }
}
