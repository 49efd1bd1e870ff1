package io.github.keystile.auth.internal.reset;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what allows a new password, whichever of the five it is, and finds whose password it is. */
public final class ResetProofs {
    private final CodeCheck codes;
    private final OtpStore store;
    private final Secrets secrets;
    private final UserStore users;
    private final Refusals refusals;
    private final Limits limits;

    public ResetProofs(
            CodeCheck codes, OtpStore store, Secrets secrets, UserStore users, Refusals refusals, Limits limits) {
        this.codes = codes;
        this.store = store;
        this.secrets = secrets;
        this.users = users;
        this.refusals = refusals;
        this.limits = limits;
    }

    /**
     * A right proof, not consumed yet.
     *
     * @param proven the attempt that is spent unless given back; null for ticket and link, which cost none
     * @param otherwise the refusal if it turns out to be consumed meanwhile
     */
    public record Right(Challenge challenge, StoredUser user, CodeCheck.@Nullable Proven proven, AuthError otherwise) {}

    public Right check(ResetProof proof, Caller caller, Instant now) {
        if (proof instanceof TicketProof ticket) {
            return byTicket(ticket, caller, now);
        }
        if (proof instanceof IdentifierTicket ticket) {
            return byTicketOf(ticket, caller, now);
        }
        if (proof instanceof LinkProof link) {
            return byLink(link, caller, now);
        }
        return byCode((CodeProof) proof, caller, now);
    }

    public Right byCode(CodeProof proof, Caller caller, Instant now) {
        CodeCheck.Proven proven = proof instanceof ChallengeCode code
                ? codes.byChallenge(code, Errand.RESET_BY_CODE, caller, now)
                : byIdentifier((IdentifierCode) proof, caller, now);
        return right(proven.challenge(), proven, AuthError.INVALID_CODE, caller);
    }

    public Challenge liveLink(String token, Caller caller, Instant now) {
        return (Secrets.isLinkToken(token)
                        ? store.findLink(Purpose.PASSWORD_RESET_LINK, Secrets.linkHash(token))
                        : Optional.<Challenge>empty())
                .filter(challenge -> now.isBefore(challenge.expiresAt()))
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_LINK, caller));
    }

    public Right byLink(LinkProof proof, Caller caller, Instant now) {
        return right(liveLink(proof.token(), caller, now), null, AuthError.INVALID_LINK, caller);
    }

    public void giveBack(Right right) {
        if (right.proven() != null) {
            codes.giveBack(right.proven());
        }
    }

    private CodeCheck.Proven byIdentifier(IdentifierCode proof, Caller caller, Instant now) {
        Identifier identifier = Identifier.parse(proof.identifier());
        Optional<StoredUser> user = named(identifier, caller, now);
        String subject = user.map(StoredUser::id).orElseGet(() -> secrets.pseudonym(identifier));
        return codes.bySubject(subject, Errand.RESET_BY_CODE, proof.code(), caller, now);
    }

    /** Being told that there is no account costs as much as showing a code, or else lists are read out here. */
    private Optional<StoredUser> named(Identifier identifier, Caller caller, Instant now) {
        Optional<StoredUser> user = identifier.find(users).filter(SignIn::mayEnter);
        if (user.isEmpty() && refusals.explicit()) {
            limits.codeCaller(caller, now);
            throw AuthException.of(AuthError.USER_NOT_FOUND);
        }
        return user;
    }

    private Right byTicketOf(IdentifierTicket proof, Caller caller, Instant now) {
        Optional<StoredUser> user = named(Identifier.parse(proof.identifier()), caller, now);
        Right right = byTicket(new TicketProof(proof.ticket()), caller, now);
        if (user.map(StoredUser::id).filter(right.user().id()::equals).isEmpty()) {
            throw codes.refuse(AuthError.INVALID_TICKET, right.challenge(), caller);
        }
        return right;
    }

    /** The MAC covers the stored hash, so that a new code makes the tickets of the old one worthless. */
    private Right byTicket(TicketProof proof, Caller caller, Instant now) {
        Challenge challenge = Ticket.parse(proof.ticket())
                .filter(ticket -> now.isBefore(ticket.expiresAt()))
                .flatMap(ticket -> store.find(ticket.challengeId())
                        .filter(found -> found.purpose().equals(Purpose.PASSWORD_RESET_CODE))
                        .filter(found -> Secrets.same(secrets.ticketMac(found, ticket.expiresAt()), ticket.mac())))
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_TICKET, caller));
        return right(challenge, null, AuthError.INVALID_TICKET, caller);
    }

    /** A proof from before the last change of hash, e-mail or status is dead: its epoch tells. */
    private Right right(Challenge challenge, CodeCheck.@Nullable Proven proven, AuthError otherwise, Caller caller) {
        if (!codes.understands(challenge, caller)) {
            throw codes.refuse(otherwise, challenge, caller);
        }
        StoredUser user = users.findById(challenge.subject())
                .filter(SignIn::mayEnter)
                .filter(found -> found.epoch() == challenge.epoch())
                .orElseThrow(() -> codes.refuse(otherwise, challenge, caller));
        return new Right(challenge, user, proven, otherwise);
    }
}
