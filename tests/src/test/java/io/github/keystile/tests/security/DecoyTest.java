package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.LIFETIME;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.IdentifierCode;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.mail.MailMessage;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.auth.mail.StandardMailTexts;
import io.github.keystile.tests.support.Door;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a stranger sees of an address with an account and of one without: the same, step by step. */
class DecoyTest {
    private static final String NOBODY = "nobody@example.com";

    private final Door door = Door.uniform();

    @BeforeEach
    void annaHasAnAccount() {
        door.finish(door.start(ANNA), SignupProfile.named("anna"));
        door.after(Door.DAY);
        door.auth().mailer().clear();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    @Tag("SGN-03")
    void aSignupForATakenAddressAnswersTheSameAndMailsTheOwner() {
        int hashes = door.auth().hasher().hashes();
        ChallengeStarted known = door.request(ANNA, Door.OTHER_PASSWORD);
        int forKnown = door.auth().hasher().hashes() - hashes;
        ChallengeStarted unknown = door.request(NOBODY, Door.OTHER_PASSWORD);
        int forUnknown = door.auth().hasher().hashes() - hashes - forKnown;

        assertThat(known.toString()).isEqualTo(unknown.toString());
        assertThat(known.resendAt()).isEqualTo(unknown.resendAt());
        assertThat(known.challengeId()).matches("[0-9a-f]{32}").isNotEqualTo(unknown.challengeId());
        assertThat(forKnown).isEqualTo(forUnknown).isEqualTo(1);
        MailMessage notice = door.auth().mailer().await(ANNA, MailPurpose.ALREADY_REGISTERED);
        assertThat(notice.text().text()).doesNotContainPattern("[0-9]{6}");
        assertThat(door.lets(ANNA, PASSWORD)).isTrue();
        assertThat(door.lets(ANNA, Door.OTHER_PASSWORD)).isFalse();
    }

    @Test
    @Tag("SGN-03")
    @Tag("OTP-15")
    void signupsGoOnAlikeThroughCodesAndResends() {
        assertThat(signupSeen(ANNA)).isEqualTo(signupSeen(NOBODY));
    }

    @Test
    @Tag("RST-12")
    @Tag("OTP-15")
    void resetsGoOnAlikeThroughCodesAndResends() {
        assertThat(resetSeen(ANNA)).isEqualTo(resetSeen(NOBODY));
    }

    @Test
    @Tag("RST-12")
    @Tag("OTP-13")
    void aMailboxThatIsOverItsBudgetLooksLikeOneThatIsNot() {
        assertThat(overTheBudgetSeen(ANNA)).isEqualTo(overTheBudgetSeen(NOBODY));
        assertThat(door.count(AuthEventType.CODE_SUPPRESSED)).isPositive();
    }

    @Test
    @Tag("RST-12")
    void twoNamesOfOneMailboxLookLikeNamesOfTwo() {
        assertThat(resentAfterAnother(ANNA, "anna")).isEqualTo(resentAfterAnother(NOBODY, "nobody"));
    }

    @Test
    @Tag("RST-12")
    void twoNamesOfOneMailboxAreForgottenLikeNamesOfTwo() {
        assertThat(afterHousekeeping(ANNA, "anna")).isEqualTo(afterHousekeeping(NOBODY, "nobody"));
    }

    @Test
    @Tag("SGN-08")
    void wrongCodesForNobodyAreForgottenInAMonth() {
        for (int i = 0; i < 50; i++) {
            ChallengeStarted started = door.requestReset("nobody" + i + "@example.com");
            answer(() -> door.check(new ChallengeCode(started.challengeId(), "not a code")));
        }
        door.after(Duration.ofDays(31));
        purgeAll();
        door.after(Duration.ofDays(365));
        assertThat(purgeAll()).isZero();
    }

    @Test
    @Tag("RST-12")
    void asManyMailsAreWrittenForNobodyAsForSomebody() {
        List<MailPurpose> written = new CopyOnWriteArrayList<>();
        MailTexts texts = (purpose, facts, language) -> {
            written.add(purpose);
            return StandardMailTexts.create().write(purpose, facts, language);
        };
        try (Door counting = Door.with(options -> options.mailTexts(texts))) {
            counting.finish(counting.start(ANNA));
            counting.after(Door.DAY);
            written.clear();
            String known = counting.requestReset(ANNA).challengeId();
            counting.after(COOLDOWN);
            counting.resend(known);
            List<MailPurpose> forAnna = List.copyOf(written);
            written.clear();
            counting.auth().mailer().clear();
            String unknown = counting.requestReset(NOBODY).challengeId();
            counting.after(COOLDOWN);
            counting.resend(unknown);
            assertThat(written).isEqualTo(forAnna).hasSize(2);
            assertThat(counting.allMails())
                    .allSatisfy(mail -> assertThat(mail.to().address()).isEqualTo(ANNA));
        }
    }

    @Test
    @Tag("RST-12")
    void asManyEventsTellOfNobodyAsOfSomebody() {
        assertThat(eventsOverTheBudget(ANNA)).isEqualTo(eventsOverTheBudget(NOBODY));
    }

    @Test
    void aNoticeIsNotMailedAgainAndAgainByResends() {
        String id = door.request(ANNA, PASSWORD).challengeId();
        for (int i = 0; i < 20; i++) {
            door.after(COOLDOWN);
            door.resend(id);
        }
        assertThat(door.allMails()).hasSizeLessThanOrEqualTo(10);
    }

    private List<String> signupSeen(String email) {
        List<String> seen = new ArrayList<>();
        Instant start = door.auth().clock().instant();
        ChallengeStarted started = door.request(email, PASSWORD);
        seen.add(times(started, start));
        ChallengeCode guess = new ChallengeCode(started.challengeId(), "not a code");
        seen.add(answer(() -> door.request(email, PASSWORD)));
        seen.add(answer(() -> door.resend(started.challengeId())));
        for (int i = 0; i < 6; i++) {
            seen.add(answer(() -> door.finish(guess)));
        }
        door.after(COOLDOWN);
        seen.add(times(door.resend(started.challengeId()), start));
        seen.add(answer(() -> door.finish(guess)));
        door.after(LIFETIME);
        seen.add(answer(() -> door.finish(guess)));
        seen.add(times(door.resend(started.challengeId()), start));
        return seen;
    }

    private List<String> resetSeen(String email) {
        List<String> seen = new ArrayList<>();
        Instant start = door.auth().clock().instant();
        ChallengeStarted started = door.requestReset(email);
        seen.add(times(started, start));
        ChallengeCode guess = new ChallengeCode(started.challengeId(), "not a code");
        for (int i = 0; i < 3; i++) {
            seen.add(answer(() -> door.check(guess)));
            seen.add(answer(() -> door.check(new IdentifierCode(email, "not a code"))));
        }
        seen.add(answer(() -> door.requestReset(email)));
        door.after(COOLDOWN);
        seen.add(times(door.resend(started.challengeId()), start));
        seen.add(answer(() -> door.check(guess)));
        seen.add(answer(() -> door.resend(started.challengeId())));
        door.after(LIFETIME);
        seen.add(answer(() -> door.check(guess)));
        seen.add(times(door.resend(started.challengeId()), start));
        return seen;
    }

    private List<String> overTheBudgetSeen(String email) {
        List<String> seen = new ArrayList<>();
        Instant start = door.auth().clock().instant();
        String id = door.requestReset(email).challengeId();
        for (int i = 0; i < 14; i++) {
            door.after(COOLDOWN);
            seen.add(times(door.resend(id), start));
            seen.add(times(door.requestReset(email), start));
        }
        return seen;
    }

    private List<String> resentAfterAnother(String one, String another) {
        Instant start = door.auth().clock().instant();
        String first = door.requestReset(one).challengeId();
        String second = door.requestReset(another).challengeId();
        door.after(COOLDOWN);
        String renewed = times(door.resend(first), start);
        door.after(Duration.ofSeconds(1));
        return List.of(renewed, times(door.resend(second), start));
    }

    private String afterHousekeeping(String email, String username) {
        String id = door.requestReset(username).challengeId();
        for (int i = 0; i < 10; i++) {
            door.after(COOLDOWN);
            door.requestReset(email);
        }
        door.after(COOLDOWN);
        door.resend(id);
        door.after(Duration.ofMinutes(61));
        purgeAll();
        return answer(() -> door.resend(id));
    }

    private int purgeAll() {
        int all = 0;
        for (int deleted = -1; deleted != 0; all += deleted) {
            deleted = door.service().purgeExpired();
        }
        return all;
    }

    private List<Long> eventsOverTheBudget(String email) {
        long requested = door.count(AuthEventType.CODE_REQUESTED);
        long suppressed = door.count(AuthEventType.CODE_SUPPRESSED);
        overTheBudgetSeen(email);
        return List.of(
                door.count(AuthEventType.CODE_REQUESTED) - requested,
                door.count(AuthEventType.CODE_SUPPRESSED) - suppressed);
    }

    private static String times(ChallengeStarted started, Instant start) {
        return Duration.between(start, started.expiresAt()) + " " + Duration.between(start, started.resendAt());
    }

    private static String answer(Supplier<?> call) {
        try {
            return call.get().getClass().getSimpleName();
        } catch (AuthException refused) {
            return refused.code() + " " + refused.getMessage() + " " + refused.retryAfter();
        }
    }

    @Test
    void underExplicitDisclosureATakenAddressIsToldAndNothingIsMailed() {
        try (Door explicit = Door.explicit()) {
            explicit.finish(explicit.start(ANNA));
            explicit.after(COOLDOWN);
            explicit.auth().mailer().clear();
            assertThat(Door.refusal(() -> explicit.request(ANNA, PASSWORD))).isEqualTo(AuthError.EMAIL_TAKEN);
            assertThat(explicit.allMails()).isEmpty();
        }
    }
}
