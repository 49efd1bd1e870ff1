package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.Diagnose;
import io.github.keystile.auth.Diagnosis;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.AccountFacts;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.SignIn;
import io.github.keystile.auth.user.StoredUser;
import io.github.keystile.auth.user.UserStore;
import java.time.Clock;
import java.util.Optional;

/** Looks at everything that keeps somebody out, and writes nothing. */
public final class DiagnoseFlow {
    private final UserStore users;
    private final Limits limits;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;

    public DiagnoseFlow(UserStore users, Limits limits, Secrets secrets, Events events, Clock clock) {
        this.users = users;
        this.limits = limits;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
    }

    Diagnosis run(Diagnose request, Call call) {
        Identifier identifier = Identifier.parse(request.identifier());
        Optional<StoredUser> found = identifier.find(users);
        found.ifPresent(call::about);
        Diagnosis diagnosis = found.map(this::of).orElseGet(() -> ofNobody(secrets.pseudonym(identifier)));
        events.tell(AuthEventType.USER_DIAGNOSED, call);
        return diagnosis;
    }

    private Diagnosis of(StoredUser user) {
        AccountFacts facts = AccountFacts.of(user);
        boolean banned = !SignIn.mayEnter(user);
        Limits.Counted counted =
                limits.counted(user.id(), secrets.mailbox(user.user().email()), clock.instant());
        return new Diagnosis(
                user.user(),
                banned ? facts.disabledUntil().orElse(null) : null,
                banned ? facts.disabledReason().orElse(null) : null,
                facts.mustReset(),
                user.passwordHash() != null,
                counted.passwords(),
                counted.codes(),
                counted.codesLeft());
    }

    private Diagnosis ofNobody(String pseudonym) {
        Limits.Counted counted = limits.counted(pseudonym, pseudonym, clock.instant());
        return new Diagnosis(null, null, null, false, false, counted.passwords(), counted.codes(), counted.codesLeft());
    }
}
