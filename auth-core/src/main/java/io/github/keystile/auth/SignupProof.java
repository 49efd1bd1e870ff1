package io.github.keystile.auth;

/** What finishes a signup. {@link IdentifierCode} only where {@code finishSignupByEmail()} was switched on. */
public sealed interface SignupProof permits ChallengeCode, IdentifierCode {}
