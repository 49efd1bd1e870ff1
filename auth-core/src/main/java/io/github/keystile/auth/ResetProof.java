package io.github.keystile.auth;

/** What allows a new password to be set. */
public sealed interface ResetProof permits CodeProof, TicketProof, IdentifierTicket, LinkProof {}
