package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.token.AccessClaims;
import io.github.keystile.auth.token.RefreshClaims;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The door: opens sessions and issues tokens, the one place through which everybody comes in. It has two entrances,
 * {@link #admit} and {@link #carry}; what an account asks of newcomers is asked at the first only.
 */
public final class SignIn {
    private final SessionStore sessions;
    private final TokenIssuer issuer;
    private final TokenPolicy policy;
    private final Secrets secrets;

    public SignIn(SessionStore sessions, TokenIssuer issuer, TokenPolicy policy, Secrets secrets) {
        this.sessions = sessions;
        this.issuer = issuer;
        this.policy = policy;
        this.secrets = secrets;
    }

    /** The one status check. */
    public static boolean mayEnter(StoredUser user) {
        return user.user().status() == UserStatus.ACTIVE;
    }

    /** From nothing: whoever comes has only just proven themselves. */
    public SignedIn admit(StoredUser user, Call call, Instant now) {
        return open(user, call, now);
    }

    /** From a live session that this one takes the place of; nothing is asked anew. */
    public SignedIn carry(StoredUser user, Call call, Instant now) {
        return open(user, call, now);
    }

    private SignedIn open(StoredUser user, Call call, Instant now) {
        if (!mayEnter(user) || AccountFacts.of(user).mustReset()) {
            throw new IllegalStateException("Every path checks the status before it opens a session");
        }
        Instant absolute = now.plus(policy.absoluteLifetime()).truncatedTo(ChronoUnit.MILLIS);
        Session session = new Session(
                secrets.newId(),
                user.id(),
                user.epoch(),
                0,
                -1,
                now,
                now,
                expiry(now, absolute),
                absolute,
                call.device());
        sessions.insert(session);
        call.about(user).inSession(session.id());
        return issue(user.user(), new Standing(session), call, now);
    }

    /** A session's next expiry: sliding, but never past the absolute one. */
    public Instant expiry(Instant now, Instant absolute) {
        Instant sliding = now.plus(policy.refreshLifetime()).truncatedTo(ChronoUnit.MILLIS);
        return sliding.isBefore(absolute) ? sliding : absolute;
    }

    /** What tokens are made from: a session's id, where it stands and when it ends. */
    public record Standing(String sessionId, long generation, Instant expiresAt, Instant absoluteExpiresAt) {
        public Standing(Session session) {
            this(session.id(), session.generation(), session.expiresAt(), session.absoluteExpiresAt());
        }

        /** Where the session stands once its current generation is passed over. */
        public Standing passedOver() {
            return new Standing(sessionId, generation + 1, expiresAt, absoluteExpiresAt);
        }
    }

    /** New tokens for a session as it stands; its expiry is not touched. */
    public SignedIn issue(User user, Standing session, Call call, Instant now) {
        Instant issuedAt = now.truncatedTo(ChronoUnit.SECONDS);
        Instant refreshExpiresAt = session.expiresAt().truncatedTo(ChronoUnit.SECONDS);
        Instant accessExpiresAt = issuedAt.plus(policy.accessLifetime()).truncatedTo(ChronoUnit.SECONDS);
        if (accessExpiresAt.isAfter(refreshExpiresAt)) {
            accessExpiresAt = refreshExpiresAt;
        }
        boolean remembered = call.isRemembered();
        String access = issuer.issueAccess(new AccessClaims(
                user.id(), session.sessionId(), secrets.newId(), user.roles(), issuedAt, accessExpiresAt, remembered));
        String refresh = issuer.issueRefresh(new RefreshClaims(
                user.id(),
                session.sessionId(),
                secrets.newId(),
                session.generation(),
                issuedAt,
                refreshExpiresAt,
                session.absoluteExpiresAt(),
                remembered));
        Tokens tokens = new Tokens(access, accessExpiresAt, refresh, refreshExpiresAt, remembered);
        return new SignedIn(user, tokens, session.sessionId());
    }

    public static SessionInfo info(Session session, String currentId) {
        return new SessionInfo(
                session.id(),
                session.createdAt(),
                session.rotatedAt(),
                session.expiresAt(),
                session.device(),
                session.id().equals(currentId));
    }
}
