package io.github.keystile.tests.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.InsecureFastHasher;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.tests.support.Anna;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real service, put into any state of one session; complains about what must not happen. */
final class RefreshScene implements AutoCloseable {
    private static final Pattern GENERATION = Pattern.compile("\"gen\":(\\d+)");

    private final SettableClock clock = new SettableClock();
    private final List<AuthEventType> events = new ArrayList<>();
    private final SessionStore sessions;
    private final AuthService service;
    private final RefreshState start;

    RefreshScene() {
        AuthStores stores = AuthStores.inMemory();
        sessions = stores.sessions();
        service = AuthService.builder(RootSecret.generate(), stores, new CapturingMailer())
                .clock(clock)
                .passwordHasher(new InsecureFastHasher())
                .withoutHousekeeping()
                .listener(event -> events.add(event.type()))
                .build();
        service.registerUnverified(
                new RegisterUnverified(Anna.EMAIL, Anna.PASSWORD, SignupProfile.none(), Caller.unknown()));
        SignedIn signedIn = service.login(new Login(Anna.EMAIL, Anna.PASSWORD, Caller.unknown()));
        start = RefreshState.of(
                sessions.find(signedIn.sessionId()).orElseThrow(),
                signedIn.tokens().refreshToken());
    }

    RefreshState start() {
        return start;
    }

    /**
     * What becomes of a state.
     *
     * @param state before
     * @param path the steps that led to it, and the one that is taken now
     * @return the state after the last step
     */
    RefreshState after(RefreshState state, List<RefreshStep> path) {
        restore(state);
        RefreshStep step = path.get(path.size() - 1);
        try {
            return after(state, step);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + ", after " + path, e);
        }
    }

    private RefreshState after(RefreshState state, RefreshStep step) {
        if (step instanceof RefreshStep.Wait pause) {
            return state.at(state.now().plus(pause.time()));
        }
        if (step instanceof RefreshStep.Copy) {
            return state.copied();
        }
        if (step instanceof RefreshStep.Thief thief) {
            List<String> stolen = state.stolen();
            return thief.back() < stolen.size()
                    ? shown(state, stolen.get(thief.back()), RefreshState.Who.THIEF, true)
                    : state;
        }
        if (step instanceof RefreshStep.Tab tab) {
            return shown(state, state.jar(), RefreshState.Who.OWNER, tab.kept());
        }
        return tabs(state, (RefreshStep.Tabs) step);
    }

    /** Both tabs show what was in the jar before; the answers come into it in their order. */
    private RefreshState tabs(RefreshState state, RefreshStep.Tabs tabs) {
        String shown = state.jar();
        RefreshState first =
                shown(state, shown, RefreshState.Who.OWNER, tabs.kept().contains(1));
        if (first.ended()) {
            return first;
        }
        clock.advance(tabs.pause());
        RefreshState second = shown(
                first.at(first.now().plus(tabs.pause())),
                shown,
                RefreshState.Who.OWNER,
                tabs.kept().contains(2));
        return tabs.kept().equals(List.of(2, 1)) ? second.withJar(first.jar()) : second;
    }

    private RefreshState shown(RefreshState state, String token, RefreshState.Who who, boolean kept) {
        events.clear();
        Optional<String> answer = refresh(token);
        Session row = sessions.find(start.row().id()).orElse(null);
        if (answer.isEmpty()) {
            assertThat(state.used() || who == RefreshState.Who.THIEF)
                    .as("somebody honest was refused")
                    .isTrue();
            assertThat(row).as("what is refused has ended").isNull();
            assertThat(events).as("a theft is told").containsExactly(AuthEventType.REFRESH_TOKEN_REUSED);
            return state.end();
        }
        boolean told = events.equals(List.of(AuthEventType.REFRESH_RETRIED));
        RefreshState next = state.answered(row, answer.get(), who, kept, told);
        assertThat(next.turns() == 2 && !next.told())
                .as("a thief went on, then the owner, and nobody was told")
                .isFalse();
        assertThat(next.turns()).as("thief and owner go on by turns").isLessThan(4);
        return next;
    }

    private Optional<String> refresh(String token) {
        try {
            return Optional.of(service.refresh(new Refresh(token, Caller.unknown()))
                    .tokens()
                    .refreshToken());
        } catch (AuthException e) {
            return Optional.empty();
        }
    }

    private void restore(RefreshState state) {
        clock.set(state.now());
        sessions.end(start.row().id(), start.row().userId());
        sessions.insert(state.row());
    }

    static long generation(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        Matcher matcher = GENERATION.matcher(payload);
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() {
        service.close();
    }
}
