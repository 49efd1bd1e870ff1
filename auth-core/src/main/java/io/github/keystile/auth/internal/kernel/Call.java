package io.github.keystile.auth.internal.kernel;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.IdentifierTicket;
import io.github.keystile.auth.ResetProof;
import io.github.keystile.auth.session.Device;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.StoredUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of a verb: who asks and from where, and whom it turns out to be about. Its events say all of it, so a flow
 * names somebody here as soon as it knows them. Belongs to the thread of the call.
 */
public final class Call {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    private final Caller caller;
    private final @Nullable CallerAddress address;
    private final @Nullable Identifier typed;
    private final @Nullable String actor;
    private final List<Taking> takings = new ArrayList<>();
    private final List<Runnable> attempts = new ArrayList<>();
    private final List<Runnable> ends = new ArrayList<>();
    private long waited;
    private boolean remembered = true;
    private @Nullable String userId;
    private @Nullable String sessionId;
    private @Nullable EmailAddress email;

    private Call(Caller caller, @Nullable Identifier typed, @Nullable String actor) {
        this.caller = caller;
        this.address =
                Optional.ofNullable(caller.ip()).flatMap(CallerAddress::of).orElse(null);
        this.typed = typed;
        this.actor = actor;
    }

    public static Call of(Caller caller) {
        return new Call(caller, null, null);
    }

    /** By somebody who says with an identifier who they are. */
    public static Call typing(String identifier, Caller caller) {
        return new Call(caller, Identifier.parse(identifier), null);
    }

    /** By somebody who shows what was mailed, and may say who they are besides. */
    public static Call showing(ResetProof proof, Caller caller) {
        if (proof instanceof IdentifierCode code) {
            return typing(code.identifier(), caller);
        }
        return proof instanceof IdentifierTicket ticket ? typing(ticket.identifier(), caller) : of(caller);
    }

    /** By the application, or in the name of somebody who works for it. */
    public static Call by(@Nullable String actor, Caller caller) {
        return new Call(caller, null, actor);
    }

    /** The same about somebody whom the operator names by an identifier. */
    public static Call by(@Nullable String actor, String identifier, Caller caller) {
        return new Call(caller, Identifier.parse(identifier), actor);
    }

    public Call about(StoredUser user) {
        this.email = user.user().email();
        return about(user.id());
    }

    public Call about(String user) {
        this.userId = user;
        return this;
    }

    public Call about(Addressee addressee) {
        this.email = addressee.email();
        return addressee.kind() == Addressee.Kind.ACCOUNT ? about(addressee.subject()) : this;
    }

    public Call inSession(String session) {
        this.sessionId = session;
        return this;
    }

    /** Whether a browser keeps what this call is answered with when it is closed: as the session before it, or as wished. */
    public Call remembered(boolean value) {
        this.remembered = value;
        return this;
    }

    boolean isRemembered() {
        return remembered;
    }

    void took(Taking taking) {
        takings.add(taking);
    }

    /** What is to be settled when the verb ends. */
    List<Taking> takings() {
        return takings;
    }

    /** Remembers how to give back an attempt at a proof that was right. */
    void attempted(Runnable giveBack) {
        attempts.add(giveBack);
    }

    /**
     * A call that finds no turn to hash has cost nothing. A database that is broken keeps what was taken, and changes
     * nothing about the refusal.
     */
    void giveBack() {
        takings.forEach(Taking::giveBack);
        for (Runnable attempt : attempts) {
            try {
                attempt.run();
            } catch (Throwable e) {
                log.warn("An attempt that a call did not use could not be given back", e);
            }
        }
        attempts.clear();
    }

    /** Remembers what is to be let go of once the verb has ended and its limits are settled. */
    void whenEnded(Runnable letGo) {
        ends.add(letGo);
    }

    void ended() {
        ends.forEach(Runnable::run);
        ends.clear();
    }

    /** How many nanoseconds the call has stood in line so far. */
    long waited() {
        return waited;
    }

    void waited(long nanos) {
        waited += nanos;
    }

    public Device device() {
        return new Device(caller.userAgent(), address == null ? null : address.text());
    }

    public Locale language() {
        return caller.language();
    }

    /** Empty where the application does not know it, or passed something else. */
    public Optional<CallerAddress> address() {
        return Optional.ofNullable(address);
    }

    boolean hasUnreadableAddress() {
        return caller.ip() != null && address == null;
    }

    /** What the caller typed to say who they are, or else the address of whom the call is about. */
    Optional<Identifier> identifier() {
        return Optional.ofNullable(typed).or(() -> Optional.ofNullable(email).map(Identifier::of));
    }

    @Nullable
    String actor() {
        return actor;
    }

    @Nullable
    String userId() {
        return userId;
    }

    @Nullable
    String sessionId() {
        return sessionId;
    }

    @Nullable
    EmailAddress email() {
        return email;
    }

    @Override
    public String toString() {
        return "Call[]";
    }
}
