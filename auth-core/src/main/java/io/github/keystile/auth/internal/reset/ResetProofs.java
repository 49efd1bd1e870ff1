package io.github.keystile.auth.internal.reset;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.CodeProof;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.LinkProof;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.TicketProof;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.internal.kernel.AccountProofs;
import io.github.keystile.auth.internal.kernel.Call;
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
    private final AccountProofs proofs;
    private final OtpStore store;
    private final Secrets secrets;
    private final UserStore users;
    private final Refusals refusals;
    private final Limits limits;

    public ResetProofs(
            CodeCheck codes,
            AccountProofs proofs,
            OtpStore store,
            Secrets secrets,
            UserStore users,
            Refusals refusals,
            Limits limits) {
        this.codes = codes;
        this.proofs = proofs;
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

    public Right check(ResetProof proof, Call call, Instant now) {
        if (proof instanceof TicketProof ticket) {
            return byTicket(ticket, call, now);
        }
        if (proof instanceof IdentifierTicket ticket) {
            return byTicketOf(ticket, call, now);
        }
        if (proof instanceof LinkProof link) {
            return byLink(link, call, now);
        }
        return byCode((CodeProof) proof, call, now);
    }

    public Right byCode(CodeProof proof, Call call, Instant now) {
        CodeCheck.Proven proven = proof instanceof ChallengeCode code
                ? codes.byChallenge(code, Errand.RESET_BY_CODE, call, now)
                : byIdentifier((IdentifierCode) proof, call, now);
        return right(proven.challenge(), proven, AuthError.INVALID_CODE, call);
    }

    public Right byLink(LinkProof proof, Call call, Instant now) {
        Challenge challenge = proofs.liveLink(Purpose.PASSWORD_RESET_LINK, proof.token(), now);
        return right(challenge, null, AuthError.INVALID_LINK, call);
    }

    public void giveBack(Right right) {
        if (right.proven() != null) {
            codes.giveBack(right.proven());
        }
    }

    private CodeCheck.Proven byIdentifier(IdentifierCode proof, Call call, Instant now) {
        Identifier identifier = Identifier.parse(proof.identifier());
        Optional<StoredUser> user = named(identifier, call, now);
        // Made for everybody, so that it takes no time of its own for nobody.
        String nobody = secrets.pseudonym(identifier);
        String subject = user.map(StoredUser::id).orElse(nobody);
        return codes.bySubject(identifier, subject, Errand.RESET_BY_CODE, proof.code(), call, now);
    }

    /** Being told that there is no account costs as much as showing a code, or else lists are read out here. */
    private Optional<StoredUser> named(Identifier identifier, Call call, Instant now) {
        Optional<StoredUser> user = identifier.find(users).filter(SignIn::mayEnter);
        if (user.isEmpty() && refusals.explicit()) {
            limits.codeWithoutId(Purpose.PASSWORD_RESET_CODE, identifier, call, now);
            throw Refusals.unknownIdentifier();
        }
        return user;
    }

    private Right byTicketOf(IdentifierTicket proof, Call call, Instant now) {
        Optional<StoredUser> user = named(Identifier.parse(proof.identifier()), call, now);
        Right right = byTicket(new TicketProof(proof.ticket()), call, now);
        if (user.map(StoredUser::id).filter(right.user().id()::equals).isEmpty()) {
            throw codes.refuse(AuthError.INVALID_TICKET, right.challenge(), call);
        }
        return right;
    }

    /** The MAC covers the stored hash, so that a new code makes the tickets of the old one worthless. */
    private Right byTicket(TicketProof proof, Call call, Instant now) {
        Challenge challenge = Ticket.parse(proof.ticket())
                .filter(ticket -> now.isBefore(ticket.expiresAt()))
                .flatMap(ticket -> store.find(ticket.challengeId())
                        .filter(found -> found.purpose().equals(Purpose.PASSWORD_RESET_CODE))
                        .filter(found -> Secrets.same(secrets.ticketMac(found, ticket.expiresAt()), ticket.mac())))
                .orElseThrow(() -> codes.refuse(AuthError.INVALID_TICKET));
        return right(challenge, null, AuthError.INVALID_TICKET, call);
    }

    private Right right(Challenge challenge, CodeCheck.@Nullable Proven proven, AuthError otherwise, Call call) {
        return new Right(challenge, proofs.holder(challenge, otherwise, call), proven, otherwise);
    }
}
