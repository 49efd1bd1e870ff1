package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.Disclosure;
import io.github.keystile.auth.ResendCode;
import io.github.keystile.auth.error.AuthError;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.event.AuthEvent;
import io.github.keystile.auth.event.AuthEventType;
import io.github.keystile.auth.internal.kernel.Addressee;
import io.github.keystile.auth.internal.kernel.Addressees;
import io.github.keystile.auth.internal.kernel.Call;
import io.github.keystile.auth.internal.kernel.Challenges;
import io.github.keystile.auth.internal.kernel.CodeCheck;
import io.github.keystile.auth.internal.kernel.CodeMails;
import io.github.keystile.auth.internal.kernel.Errand;
import io.github.keystile.auth.internal.kernel.Errands;
import io.github.keystile.auth.internal.kernel.Events;
import io.github.keystile.auth.internal.kernel.Identifier;
import io.github.keystile.auth.internal.kernel.Limits;
import io.github.keystile.auth.internal.kernel.MailQueue;
import io.github.keystile.auth.internal.kernel.MailedProofs;
import io.github.keystile.auth.internal.kernel.MailedSecret;
import io.github.keystile.auth.internal.kernel.Mails;
import io.github.keystile.auth.internal.kernel.Refusals;
import io.github.keystile.auth.internal.kernel.ResetLink;
import io.github.keystile.auth.internal.kernel.Secrets;
import io.github.keystile.auth.internal.kernel.Verbs;
import io.github.keystile.auth.internal.resend.ResendCodeFlow;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.mail.MailFacts;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailPurpose;
import io.github.keystile.auth.mail.MailText;
import io.github.keystile.auth.mail.StandardMailTexts;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.CodeSource;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.otp.Purpose;
import io.github.keystile.auth.testkit.CapturingMailer;
import io.github.keystile.auth.testkit.SettableClock;
import io.github.keystile.auth.testkit.contract.Samples;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A capability that is written here and nowhere else mails what none has mailed before: its purpose, its mail and its
 * kind of secret are new to the kernel, to the mail texts and to the stores, and none of them is edited for it.
 */
class NewPurposeTest {
    private static final String ANN = "ann@example.com";
    private static final Caller CALLER =
            Caller.at("203.0.113.7").withUserAgent("Browser/1").withLocale(Locale.ENGLISH);
    private static final Purpose NEWSLETTER = new Purpose("NEWSLETTER");
    private static final MailPurpose MAIL = new MailPurpose("NEWSLETTER_WANTED");
    private static final Errand ERRAND =
            new Errand(NEWSLETTER, new CodeAndLink(), MAIL, AuthEventType.CODE_REQUESTED, true, true);

    private final SettableClock clock = new SettableClock();
    private final CapturingMailer mailer = new CapturingMailer();
    private final List<AuthEvent> events = new CopyOnWriteArrayList<>();
    private final Newsletter newsletter = new Newsletter();

    static Stream<Named<Supplier<AuthStores>>> stores() {
        return Stream.of(
                Named.of("memory", AuthStores::inMemory),
                Named.of(
                        "H2",
                        () -> JdbcStores.on(TestDatabase.H2.emptied())
                                .tablePrefix(TestDatabase.PREFIX)
                                .all()));
    }

    @AfterEach
    void close() {
        newsletter.close();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void itsMailCarriesWhatProvesOnce(Supplier<AuthStores> stores) {
        newsletter.open(stores.get());
        ChallengeStarted started = newsletter.start(ANN);

        MailFacts facts = newsletter.written.get(0);
        assertThat(mailer.await(ANN, MAIL).text().subject()).isEqualTo("Our newsletter");
        assertThat(mailer.lastCode(ANN)).isEqualTo(facts.code());
        assertThat(mailer.lastLink(ANN)).startsWith("https://shop.example.com/news?token=");
        assertThat(events)
                .extracting(event -> event.type() + " " + event.purpose())
                .contains("CODE_REQUESTED NEWSLETTER");

        assertInvalid(() -> newsletter.check(started, ERRAND, wrong(facts.code())));
        assertInvalid(() -> newsletter.check(started, Errand.EMAIL_VERIFICATION, facts.code()));
        Challenge proven = newsletter.check(started, ERRAND, facts.code());
        assertThat(proven.subject()).isEqualTo("ann");
        assertThat(proven.payload()).isEqualTo("1 weekly");
        assertThat(proven.secretHash()).endsWith("." + Secrets.linkHash(token(facts)));
        newsletter.consume(proven);
        assertInvalid(() -> newsletter.consume(proven));
        assertInvalid(() -> newsletter.check(started, ERRAND, facts.code()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void itIsMailedAgainByTheVerbThatMailsEverythingAgain(Supplier<AuthStores> stores) {
        newsletter.open(stores.get());
        ChallengeStarted started = newsletter.start(ANN);
        clock.advance(Duration.ofSeconds(61));
        newsletter.resend(started);

        mailer.awaitCount(2);
        MailFacts first = newsletter.written.get(0);
        MailFacts second = newsletter.written.get(1);
        assertInvalid(() -> newsletter.check(started, ERRAND, first.code()));
        assertThat(newsletter.check(started, ERRAND, second.code()).payload()).isEqualTo("1 weekly");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void nobodyIsAnsweredAlikeAndMailedNothing(Supplier<AuthStores> stores) {
        newsletter.open(stores.get());
        ChallengeStarted started = newsletter.start("nobody@example.com");
        clock.advance(Duration.ofSeconds(61));
        newsletter.resend(started);

        assertThat(newsletter.written).extracting(MailFacts::code).containsOnly("000000");
        assertInvalid(() -> newsletter.check(started, ERRAND, "000000"));
        newsletter.close();
        assertThat(mailer.messages()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void toAServiceWithoutItAChallengeOfItIsNone(Supplier<AuthStores> stores) {
        AuthStores shared = stores.get();
        newsletter.open(shared);
        ChallengeStarted started = newsletter.start(ANN);
        clock.advance(Duration.ofSeconds(61));
        try (AuthService other = AuthService.builder(RootSecret.generate(), shared, mailer)
                .clock(clock)
                .withoutHousekeeping()
                .build()) {
            assertThatThrownBy(() -> other.resendCode(new ResendCode(started.challengeId(), CALLER)))
                    .isInstanceOfSatisfying(
                            AuthException.class,
                            refusal -> assertThat(refusal.code()).isEqualTo(AuthError.CHALLENGE_NOT_FOUND));
        }
    }

    private static void assertInvalid(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AuthException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(AuthError.INVALID_CODE));
    }

    private static String wrong(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }

    private static String token(MailFacts facts) {
        return facts.link().substring(facts.link().indexOf('=') + 1);
    }

    /** The capability, wired as an assembly would. */
    private final class Newsletter {
        private final List<MailFacts> written = new CopyOnWriteArrayList<>();
        private MailQueue queue;
        private Addressees addressees;
        private MailedProofs proofs;
        private CodeCheck codes;
        private ResendCodeFlow resend;
        private Verbs verbs;

        private void open(AuthStores stores) {
            stores.users().insert(Samples.user("ann", ANN, null));
            OtpPolicy otp = OtpPolicy.ofDefaults();
            Secrets secrets = new Secrets(RootSecret.generate(), new SecureRandom(), CodeSource.secure());
            Events told = new Events(List.of(events::add), secrets, clock);
            Limits limits = new Limits(stores.limits(), LimitPolicy.ofDefaults(), otp, secrets);
            verbs = new Verbs(told, limits);
            queue = new MailQueue(mailer, MailPolicy.ofDefaults(), clock);
            Mails mails = new Mails(texts(), "Shop", queue, null, told);
            ResetLink page = new ResetLink(URI.create("https://shop.example.com/news"));
            addressees = new Addressees(stores.users(), secrets);
            Errands errands = new Errands(List.of(
                    new Errands.Known(ERRAND, (challenge, call) -> Optional.of(addressees.subjectOf(challenge)))));
            Challenges challenges = new Challenges(stores.challenges(), otp, secrets);
            proofs = new MailedProofs(
                    limits,
                    secrets,
                    challenges,
                    new CodeMails(mails, told, secrets, otp, Map.of(NEWSLETTER, page)),
                    told,
                    otp);
            codes = new CodeCheck(
                    stores.challenges(),
                    limits,
                    secrets,
                    told,
                    new Refusals(Disclosure.UNIFORM),
                    otp.cooldown(),
                    errands);
            resend = new ResendCodeFlow(stores.challenges(), errands, proofs, clock);
        }

        private StandardMailTexts texts() {
            return StandardMailTexts.create().with(MAIL, Locale.ENGLISH, (purpose, facts, locale) -> {
                written.add(facts);
                return new MailText("Our newsletter", facts.code() + "\n\n" + facts.link() + "\n", "<p></p>");
            });
        }

        private ChallengeStarted start(String email) {
            Identifier identifier = Identifier.parse(email);
            Addressee to = addressees.named(identifier);
            return proofs.send(
                    proofs.keep(proofs.ask(ERRAND, to, identifier, Call.of(CALLER), clock.instant()), "1 weekly"));
        }

        private Challenge check(ChallengeStarted started, Errand errand, String code) {
            ChallengeCode proof = new ChallengeCode(started.challengeId(), code);
            return verbs.run(
                    AuthEventType.PROOF_REFUSED,
                    Call.of(CALLER),
                    call -> codes.byChallenge(proof, errand, call, clock.instant())
                            .challenge());
        }

        private void consume(Challenge challenge) {
            verbs.run(AuthEventType.PROOF_REFUSED, Call.of(CALLER), call -> {
                codes.consume(challenge, AuthError.INVALID_CODE, call);
                return challenge;
            });
        }

        private void resend(ChallengeStarted started) {
            resend.run(new ResendCode(started.challengeId(), CALLER), Call.of(CALLER));
        }

        private void close() {
            queue.close();
        }
    }

    /** One mail, two proofs: digits to type, and a link for the browser that asked. */
    private record CodeAndLink() implements MailedSecret {
        @Override
        public boolean isTyped() {
            return true;
        }

        @Override
        public String draw(Secrets secrets, OtpPolicy policy) {
            return secrets.newCode(policy.digits()) + "." + secrets.newLinkToken();
        }

        @Override
        public String standIn(OtpPolicy policy) {
            return "0".repeat(policy.digits()) + "." + "0".repeat(43);
        }

        @Override
        public String hash(Secrets secrets, Purpose purpose, String challengeId, String subject, String secret) {
            String[] both = secret.split("\\.", -1);
            return secrets.codeHash(purpose, challengeId, subject, both[0])
                    + "."
                    + Secrets.linkHash(both[both.length - 1]);
        }

        @Override
        public boolean isCode(Secrets secrets, Challenge challenge, String typed) {
            String codeHash = secrets.codeHash(challenge.purpose(), challenge.id(), challenge.subject(), typed);
            return Secrets.same(codeHash, challenge.secretHash().replaceFirst("\\..*", ""));
        }

        @Override
        public Duration lifetime(OtpPolicy policy) {
            return policy.codeLifetime();
        }

        @Override
        public Shown shown(String secret, @Nullable ResetLink page) {
            String[] both = secret.split("\\.", -1);
            return new Shown(both[0], page.with(both[1]));
        }
    }
}
