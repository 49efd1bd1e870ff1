package io.github.keystile.tests.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ListSessions;
import io.github.keystile.auth.Login;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.SessionInfo;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.session.Session;
import io.github.keystile.auth.session.SessionCursor;
import io.github.keystile.tests.support.Anna;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPagesTest {
    private final Anna anna = Anna.signedUp();

    @AfterEach
    void close() {
        anna.close();
    }

    /** The oldest of 250 asks. */
    @Test
    @Tag("OUT-04")
    void theSessionThatAsksIsAlwaysOnTheFirstPage() {
        logIns(250);

        List<SessionInfo> first = page(SessionCursor.start(), 100);

        assertThat(first).hasSize(100);
        assertThat(first.get(0).id()).isEqualTo(anna.first.sessionId());
        assertThat(first).filteredOn(SessionInfo::current).hasSize(1);
    }

    @ParameterizedTest
    @Tag("OUT-04")
    @ValueSource(ints = {1, 2, 3, 7, 22, 100})
    void pagesTellOfEverySessionOnceTheNewestFirst(int limit) {
        List<String> newestFirst = logIns(20);
        List<String> wanted = new ArrayList<>(List.of(anna.first.sessionId()));
        wanted.addAll(newestFirst);

        assertThat(all(limit, after -> page(after, limit))).isEqualTo(wanted);

        List<String> byAge = new ArrayList<>(newestFirst);
        byAge.add(anna.first.sessionId());
        assertThat(all(limit, after -> anna.service.users().sessions(anna.id(), after, limit)))
                .as("for an administrator, whose session is not among them")
                .isEqualTo(byAge);
    }

    /** Sessions of an older epoch, which housekeeping has not met yet. */
    @Test
    @Tag("OUT-04")
    void deadSessionsMakeNoPageShort() {
        List<String> alive = logIns(3);
        for (int i = 0; i < 50; i++) {
            anna.stores.sessions().insert(dead("dead" + i));
        }
        List<String> wanted = new ArrayList<>(List.of(anna.first.sessionId()));
        wanted.addAll(alive);

        assertThat(page(SessionCursor.start(), 4)).extracting(SessionInfo::id).isEqualTo(wanted);
    }

    @Test
    @Tag("OUT-04")
    void theListTellsWhereASessionWasLastRefreshedFromAndByWhat() {
        anna.later(Duration.ofMillis(1));
        SignedIn phone = anna.service.login(
                new Login(Anna.EMAIL, Anna.PASSWORD, Caller.at("203.0.113.7").withUserAgent("Phone 1")));
        anna.later(Duration.ofHours(1));
        anna.service.refresh(new Refresh(
                phone.tokens().refreshToken(), Caller.at("198.51.100.9").withUserAgent("Phone 2")));

        SessionInfo listed = anna.service.users().sessions(anna.id(), SessionCursor.start(), 1).stream()
                .findFirst()
                .orElseThrow();

        assertThat(listed.id()).isEqualTo(phone.sessionId());
        assertThat(listed.device().ip()).isEqualTo("198.51.100.9");
        assertThat(listed.device().userAgent()).isEqualTo("Phone 2");
        assertThat(listed.lastSeenAt()).isEqualTo(listed.createdAt().plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1001})
    void noOtherLimits(int limit) {
        assertThatIllegalArgumentException().isThrownBy(() -> page(SessionCursor.start(), limit));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> anna.service.users().sessions(anna.id(), SessionCursor.start(), limit));
    }

    private List<String> logIns(int number) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, number).forEach(i -> {
            anna.later(Duration.ofMillis(1));
            ids.add(0, anna.logIn(Anna.PASSWORD).sessionId());
        });
        return ids;
    }

    private Session dead(String id) {
        Session live = anna.stores.sessions().find(anna.first.sessionId()).orElseThrow();
        anna.later(Duration.ofMillis(1));
        return new Session(
                id,
                live.userId(),
                live.epoch() + 1,
                live.generation(),
                live.parent(),
                live.rotatedAt(),
                anna.auth.clock().instant(),
                live.expiresAt(),
                live.absoluteExpiresAt(),
                live.device());
    }

    private List<SessionInfo> page(SessionCursor after, int limit) {
        String access = anna.first.tokens().accessToken();
        return anna.service.account().sessions(new ListSessions(access, after, limit, Caller.unknown()));
    }

    private static List<String> all(int limit, Function<SessionCursor, List<SessionInfo>> pages) {
        List<String> ids = new ArrayList<>();
        SessionCursor place = SessionCursor.start();
        while (true) {
            List<SessionInfo> page = pages.apply(place);
            page.forEach(session -> ids.add(session.id()));
            if (page.size() < limit) {
                return ids;
            }
            place = page.get(page.size() - 1).place();
        }
    }
}
