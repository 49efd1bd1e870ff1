package io.github.keystile.auth;

/** A mailed code, and how it is known which challenge it belongs to. */
public sealed interface CodeProof permits ChallengeCode, IdentifierCode {}
