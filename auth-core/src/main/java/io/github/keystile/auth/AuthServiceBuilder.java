package io.github.keystile.auth;

import io.github.keystile.auth.event.AuthEventListener;
import io.github.keystile.auth.internal.Assembly;
import io.github.keystile.auth.internal.kernel.ResetLink;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.mail.MailLine;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.mail.MailTexts;
import io.github.keystile.auth.mail.Mailer;
import io.github.keystile.auth.mail.StandardMailTexts;
import io.github.keystile.auth.otp.CodeSource;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.BcryptPasswordHasher;
import io.github.keystile.auth.password.BreachChecker;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordHasher;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.JwtTokenIssuer;
import io.github.keystile.auth.token.TokenIssuer;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.user.UserIds;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds an {@link AuthService}. Every option may be left alone: the defaults are safe and documented on the policy
 * that holds them.
 *
 * <p>Not safe for use by many threads; what it builds is.
 */
public final class AuthServiceBuilder {
    private static final Logger log = LoggerFactory.getLogger(AuthService.class);

    /** How long a person can wait until codes work again, without somebody's help. */
    private static final Duration BEARABLE = Duration.ofDays(1);

    private final RootSecret secret;
    private final AuthStores stores;
    private final Mailer mailer;
    private final List<AuthEventListener> listeners = new ArrayList<>();
    private String appName = "this service";
    private Disclosure disclosure = Disclosure.UNIFORM;
    private OtpPolicy otp = OtpPolicy.ofDefaults();
    private LimitPolicy limits = LimitPolicy.ofDefaults();
    private PasswordPolicy passwords = PasswordPolicy.ofDefaults();
    private TokenPolicy tokens = TokenPolicy.ofDefaults();
    private HashingPolicy hashing = HashingPolicy.ofDefaults();
    private MailPolicy mails = MailPolicy.ofDefaults();
    private MailTexts texts = StandardMailTexts.create();
    private @Nullable BreachChecker breaches;
    private CodeSource codes = CodeSource.secure();
    private Clock clock = Clock.systemUTC();
    private UserIds userIds = UserIds.random();
    private SignupPolicy signup = SignupPolicy.ofDefaults();
    private ResetPolicy reset = ResetPolicy.ofDefaults();
    private InvitePolicy invite = InvitePolicy.ofDefaults();
    private boolean housekeeping = true;
    private @Nullable PasswordHasher hasher;
    private @Nullable TokenIssuer issuer;

    AuthServiceBuilder(RootSecret secret, AuthStores stores, Mailer mailer) {
        this.secret = Objects.requireNonNull(secret, "secret");
        this.stores = Objects.requireNonNull(stores, "stores");
        this.mailer = Objects.requireNonNull(mailer, "mailer");
    }

    /** The application's name, as mails say it: what {@link MailLine#isName} allows. Default: "this service". */
    public AuthServiceBuilder appName(String value) {
        if (!MailLine.isName(value)) {
            throw new IllegalArgumentException("Give the application a name of one line, at most 100 characters");
        }
        this.appName = value;
        return this;
    }

    /** How much a stranger learns about who has an account. Default: nothing. */
    public AuthServiceBuilder disclosure(Disclosure value) {
        this.disclosure = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Codes, links and how many of them. Default: {@link OtpPolicy#ofDefaults()}. */
    public AuthServiceBuilder otp(OtpPolicy value) {
        this.otp = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Limits per caller and account. Default: {@link LimitPolicy#ofDefaults()}. */
    public AuthServiceBuilder limits(LimitPolicy value) {
        this.limits = Objects.requireNonNull(value, "value");
        return this;
    }

    /** How signups are finished, and what new users begin with. Default: {@link SignupPolicy#ofDefaults()}. */
    public AuthServiceBuilder signup(SignupPolicy value) {
        this.signup = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Where password resets lead. Default: {@link ResetPolicy#ofDefaults()}. */
    public AuthServiceBuilder reset(ResetPolicy value) {
        this.reset = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Where invitations lead. Default: {@link InvitePolicy#ofDefaults()}. */
    public AuthServiceBuilder invite(InvitePolicy value) {
        this.invite = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What passwords are accepted. Default: {@link PasswordPolicy#ofDefaults()}. */
    public AuthServiceBuilder passwords(PasswordPolicy value) {
        this.passwords = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Tokens and sessions. Default: {@link TokenPolicy#ofDefaults()}. */
    public AuthServiceBuilder tokens(TokenPolicy value) {
        this.tokens = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What signs tokens. Default: {@link JwtTokenIssuer} with keys from the root secret. */
    public AuthServiceBuilder tokenIssuer(TokenIssuer value) {
        this.issuer = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What hashes passwords. Default: {@link BcryptPasswordHasher} at cost 12. */
    public AuthServiceBuilder passwordHasher(PasswordHasher value) {
        this.hasher = Objects.requireNonNull(value, "value");
        return this;
    }

    /** How many passwords are hashed at once. Default: {@link HashingPolicy#ofDefaults()}. */
    public AuthServiceBuilder hashing(HashingPolicy value) {
        this.hashing = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What knows breached passwords. Default: nothing does. */
    public AuthServiceBuilder breachChecker(BreachChecker value) {
        this.breaches = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What mails say. Default: {@link StandardMailTexts}, in English and German. */
    public AuthServiceBuilder mailTexts(MailTexts value) {
        this.texts = Objects.requireNonNull(value, "value");
        return this;
    }

    /** How mails wait and are tried again. Default: {@link MailPolicy#ofDefaults()}. */
    public AuthServiceBuilder mails(MailPolicy value) {
        this.mails = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Adds a listener, which hears what happened. */
    public AuthServiceBuilder listener(AuthEventListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /** What makes the ids of new users, and never repeats itself. Default: {@link UserIds#random()}. */
    public AuthServiceBuilder userIds(UserIds value) {
        this.userIds = Objects.requireNonNull(value, "value");
        return this;
    }

    /** Leaves {@link AuthService#purgeExpired()} to the application. Default: it runs every ten minutes. */
    public AuthServiceBuilder withoutHousekeeping() {
        this.housekeeping = false;
        return this;
    }

    /** The time. Default: the system's. */
    public AuthServiceBuilder clock(Clock value) {
        this.clock = Objects.requireNonNull(value, "value");
        return this;
    }

    /** What draws codes. Default: {@link CodeSource#secure()}. For tests only. */
    public AuthServiceBuilder codes(CodeSource value) {
        this.codes = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Builds the service. First the stores are checked, as {@link AuthStores#check()} says.
     *
     * @return a service; close it when the application ends
     * @throws IllegalArgumentException if the configuration must not run; the message names the cure
     * @throws IllegalStateException if a database must not be used as it is; the message names the cure
     * @throws io.github.keystile.auth.error.StoreException if a database does not answer
     */
    public AuthService build() {
        ResetLink resetLink = new ResetLink(reset.linkPage());
        ResetLink inviteLink = new ResetLink(invite.linkPage());
        refuseWhatMustNotRun();
        stores.check();
        warn(resetLink);
        return Assembly.of(new Assembly.Choices(
                secret,
                stores,
                mailer,
                appName,
                disclosure,
                otp,
                limits,
                passwords,
                hasher == null ? BcryptPasswordHasher.create() : hasher,
                hashing,
                breaches,
                tokens,
                issuer == null ? JwtTokenIssuer.create(tokens, secret) : issuer,
                mails,
                texts,
                List.copyOf(listeners),
                codes,
                userIds,
                clock,
                signup,
                reset,
                resetLink,
                invite,
                inviteLink,
                housekeeping));
    }

    private void refuseWhatMustNotRun() {
        otp.check();
        tokens.check();
        mails.check();
        if (mails.sendInCall() && disclosure != Disclosure.EXPLICIT) {
            throw new IllegalArgumentException("MailPolicy.withSendInCall(true) tells by its duration who has an"
                    + " account: remove it, or set disclosure(Disclosure.EXPLICIT)");
        }
    }

    private void warn(ResetLink resetLink) {
        List<String> warnings = new ArrayList<>();
        if (stores.anyInMemory() && resetLink.outsideLoopback()) {
            warnings.add("in-memory stores forget every account when this process ends");
        }
        if (otp.digits() < 6) {
            warnings.add("codes of " + otp.digits() + " digits allow few mails a day; use 6");
        }
        Lockout wrongCodes = limits.wrongCodes();
        if (reset.linkPage() == null && wrongCodes.longest().compareTo(BEARABLE) > 0) {
            warnings.add(
                    "after " + wrongCodes.failures() + " wrong codes in a row, which strangers can type, an account"
                            + " takes none for " + wrongCodes.longest().toDays()
                            + " days, and no link leads out: set ResetPolicy.withLinkPage, or see to it that somebody can call"
                            + " users().unlock");
        }
        if (!warnings.isEmpty()) {
            log.warn("Not for production: {}", String.join("; ", warnings));
        }
    }
}
