package io.github.keystile.auth;

import org.jspecify.annotations.Nullable;

/** A mailed code, and how it is known which challenge it belongs to. */
public sealed interface CodeProof extends ResetProof permits ChallengeCode, IdentifierCode {
    /**
     * The proof of a client that may or may not have kept the challenge's id, such as a browser that may have lost its
     * cookie.
     *
     * @param challengeId as {@link ChallengeStarted#challengeId()} said; null if the client has none
     * @param identifier e-mail address or username; not looked at if there is an id
     * @param code as typed
     * @return a {@link ChallengeCode} if there is an id, else an {@link IdentifierCode}
     */
    static CodeProof of(@Nullable String challengeId, String identifier, String code) {
        return challengeId == null ? new IdentifierCode(identifier, code) : new ChallengeCode(challengeId, code);
    }
}
