package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;

/** Finds out whom a challenge is about. */
public final class Addressees {
    private final UserStore users;
    private final Secrets secrets;

    public Addressees(UserStore users, Secrets secrets) {
        this.users = users;
        this.secrets = secrets;
    }

    /** Whoever an identifier names; a disabled account counts as unknown. */
    public Addressee named(Identifier identifier) {
        return identifier
                .find(users)
                .filter(SignIn::mayEnter)
                .map(this::account)
                .orElseGet(() -> nobody(secrets.pseudonym(identifier)));
    }

    public Addressee account(StoredUser user) {
        EmailAddress email = user.user().email();
        return new Addressee(Addressee.Kind.ACCOUNT, user.id(), user.epoch(), secrets.mailbox(email), email);
    }

    public Addressee ofSignup(EmailAddress email, boolean taken) {
        Addressee.Kind kind = taken ? Addressee.Kind.OWNER : Addressee.Kind.NEWCOMER;
        return new Addressee(kind, email.key(), 0, secrets.mailbox(email), email);
    }

    /** Of a signup's challenge that exists. */
    public Addressee ofPending(PendingSignup pending) {
        EmailAddress email = pending.email();
        return ofSignup(email, users.findByEmail(email).isPresent());
    }

    /** Of any other challenge that exists. */
    public Addressee subjectOf(Challenge challenge) {
        return users.findById(challenge.subject())
                .filter(SignIn::mayEnter)
                .filter(user -> user.epoch() == challenge.epoch())
                .map(this::account)
                .orElseGet(() -> Secrets.isPseudonym(challenge.subject())
                        ? nobody(challenge.subject())
                        : new Addressee(Addressee.Kind.GONE, challenge.subject(), 0, challenge.subject(), null));
    }

    private static Addressee nobody(String pseudonym) {
        return new Addressee(Addressee.Kind.NOBODY, pseudonym, 0, pseudonym, null);
    }
}
