package io.github.keystile.auth;

import java.util.Objects;

/**
 * A code together with the challenge that the asking browser holds: the strongest form, because a stranger does
 * not have the challenge's id and cannot spend its attempts.
 *
 * @param challengeId as {@link ChallengeStarted#challengeId()} said; any text is taken and may be refused
 * @param code as typed: blanks, tabs, line ends and {@code -} in it do not count, every other character does
 */
public record ChallengeCode(String challengeId, String code) implements CodeProof {
    public ChallengeCode {
        Objects.requireNonNull(challengeId, "challengeId");
        Objects.requireNonNull(code, "code");
    }

    @Override
    public String toString() {
        return "ChallengeCode[]";
    }
}
