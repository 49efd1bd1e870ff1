package io.github.keystile.auth.internal.users;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.CreateUser;
import io.github.keystile.auth.DeleteUser;
import io.github.keystile.auth.Diagnose;
import io.github.keystile.auth.Diagnosis;
import io.github.keystile.auth.DisableUser;
import io.github.keystile.auth.EnableUser;
import io.github.keystile.auth.EndUserSession;
import io.github.keystile.auth.EndUserSessions;
import io.github.keystile.auth.InviteUser;
import io.github.keystile.auth.MarkEmailVerified;
import io.github.keystile.auth.RequireReset;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SetPassword;
import io.github.keystile.auth.SetRoles;
import io.github.keystile.auth.SetUsername;
import io.github.keystile.auth.UnlockUser;
import io.github.keystile.auth.UpdateAttributes;
import io.github.keystile.auth.Users;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Verbs;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.auth.user.User;
import io.github.keystile.auth.user.UserCursor;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The verbs on users, in somebody's name or in nobody's. */
public final class UsersVerbs implements Users {
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");
    private static final Pattern ACTOR = Pattern.compile("[ -~]{1,100}");

    private final UsersFlow flow;
    private final DiagnoseFlow diagnose;
    private final SetPasswordFlow setPassword;
    private final CreateUserFlow create;
    private final BiFunction<InviteUser, Call, User> invite;
    private final Verbs verbs;
    private final @Nullable String actor;

    public UsersVerbs(
            UsersFlow flow,
            DiagnoseFlow diagnose,
            SetPasswordFlow setPassword,
            CreateUserFlow create,
            BiFunction<InviteUser, Call, User> invite,
            Verbs verbs) {
        this(flow, diagnose, setPassword, create, invite, verbs, null);
    }

    private UsersVerbs(
            UsersFlow flow,
            DiagnoseFlow diagnose,
            SetPasswordFlow setPassword,
            CreateUserFlow create,
            BiFunction<InviteUser, Call, User> invite,
            Verbs verbs,
            @Nullable String actor) {
        this.flow = flow;
        this.diagnose = diagnose;
        this.setPassword = setPassword;
        this.create = create;
        this.invite = invite;
        this.verbs = verbs;
        this.actor = actor;
    }

    @Override
    public Users actingAs(String name) {
        if (!ACTOR.matcher(name).matches()) {
            throw new IllegalArgumentException("Name the actor with 1 to 100 printable ASCII characters");
        }
        return new UsersVerbs(flow, diagnose, setPassword, create, invite, verbs, name);
    }

    @Override
    public Optional<User> findById(String id) {
        return flow.findById(id);
    }

    @Override
    public Optional<User> findByEmail(String email) {
        return flow.findByEmail(email);
    }

    @Override
    public Optional<User> findByUsername(String username) {
        return flow.findByUsername(username);
    }

    @Override
    public String pseudonym(String identifier) {
        return flow.pseudonym(identifier);
    }

    @Override
    public List<SessionInfo> sessions(String userId, SessionCursor after, int limit) {
        return flow.sessions(userId, after, limit);
    }

    @Override
    public User updateAttributes(UpdateAttributes request) {
        return run(request.userId(), request.caller(), call -> flow.updateAttributes(request, call));
    }

    @Override
    public User setUsername(SetUsername request) {
        return run(request.userId(), request.caller(), call -> flow.setUsername(request, call));
    }

    @Override
    public User setRoles(SetRoles request) {
        return run(request.userId(), request.caller(), call -> flow.setRoles(request, call));
    }

    @Override
    public User disable(DisableUser request) {
        return run(request.userId(), request.caller(), call -> flow.disable(request, call));
    }

    @Override
    public User enable(EnableUser request) {
        return run(request.userId(), request.caller(), call -> flow.enable(request, call));
    }

    @Override
    public User create(CreateUser request) {
        return verbs.run(
                AuthEventType.USER_CHANGE_REFUSED,
                Call.by(actor, request.email(), request.caller()),
                call -> create.run(request, call));
    }

    @Override
    public User invite(InviteUser request) {
        return verbs.run(
                AuthEventType.USER_CHANGE_REFUSED,
                Call.by(actor, request.email(), request.caller()),
                call -> invite.apply(request, call));
    }

    @Override
    public User setPassword(SetPassword request) {
        return run(request.userId(), request.caller(), call -> setPassword.run(request, call));
    }

    @Override
    public User requireReset(RequireReset request) {
        return run(request.userId(), request.caller(), call -> flow.requireReset(request, call));
    }

    @Override
    public User markEmailVerified(MarkEmailVerified request) {
        return run(request.userId(), request.caller(), call -> flow.markEmailVerified(request, call));
    }

    @Override
    public Diagnosis diagnose(Diagnose request) {
        return diagnose.run(request, Call.by(actor, request.identifier(), request.caller()));
    }

    @Override
    public List<User> page(UserCursor after, int limit) {
        return flow.page(after, limit);
    }

    @Override
    public void endSession(EndUserSession request) {
        act(request.userId(), request.caller(), call -> flow.endSession(request, call));
    }

    @Override
    public void unlock(UnlockUser request) {
        act(request.userId(), request.caller(), call -> flow.unlock(request, call));
    }

    @Override
    public void endSessions(EndUserSessions request) {
        act(request.userId(), request.caller(), call -> flow.endSessions(request, call));
    }

    @Override
    public void delete(DeleteUser request) {
        act(request.userId(), request.caller(), call -> flow.delete(request, call));
    }

    private <T> T run(String userId, Caller caller, Function<Call, T> verb) {
        return verbs.run(AuthEventType.USER_CHANGE_REFUSED, callAbout(userId, caller), verb);
    }

    private void act(String userId, Caller caller, Consumer<Call> verb) {
        verbs.act(AuthEventType.USER_CHANGE_REFUSED, callAbout(userId, caller), verb);
    }

    /** What can be nobody's id is kept out of the event: it may be any text, with line breaks in it. */
    private Call callAbout(String userId, Caller caller) {
        Call call = Call.by(actor, caller);
        return ID.matcher(userId).matches() ? call.about(userId) : call;
    }
}
