package io.github.keystile.auth.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthService;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.CheckPasswordResetCode;
import io.github.keystile.auth.CheckPasswordResetLink;
import io.github.keystile.auth.FinishSignup;
import io.github.keystile.auth.Refresh;
import io.github.keystile.auth.RegisterUnverified;
import io.github.keystile.auth.ResetBy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.StartPasswordReset;
import io.github.keystile.auth.StartSignup;
import io.github.keystile.auth.Tokens;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.mail.MailMessage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever reads the tables learns nothing that lets them in. */
@ParameterizedClass
@EnumSource(names = {"H2", "POSTGRESQL", "MARIADB"})
class RowsTest {
    private static final String PASSWORD = "violet-harbour-71";
    private static final String EMAIL = "ada@example.com";
    private static final Pattern CODE = Pattern.compile("(?m)^\\s*([0-9]{6})\\s*$");
    private static final Pattern LINK =
            Pattern.compile("https://app\\.example\\.com/reset\\S*[=#]([A-Za-z0-9_-]{43,})");

    @Parameter
    TestDatabase database;

    private final BlockingQueue<MailMessage> inbox = new LinkedBlockingQueue<>();
    private AuthService auth;

    @BeforeEach
    void service() {
        JdbcStores stores = JdbcStores.on(database.emptied()).tablePrefix(TestDatabase.PREFIX);
        auth = AuthService.builder(RootSecret.generate(), stores.all(), inbox::add)
                .reset(ResetPolicy.ofDefaults().withLinkPage(URI.create("https://app.example.com/reset")))
                .withoutHousekeeping()
                .build();
    }

    @AfterEach
    void close() {
        auth.close();
    }

    private String mailed(Pattern secret) throws InterruptedException {
        MailMessage mail = inbox.poll(120, TimeUnit.SECONDS);
        Matcher matcher = secret.matcher(mail.text().text());
        assertThat(matcher.find()).as(mail.text().text()).isTrue();
        return matcher.group(1);
    }

    @Test
    @Tag("OTP-09")
    @Tag("RST-02")
    void holdHashesAndNoSecrets() throws Exception {
        ChallengeStarted started =
                auth.startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.named("ada.l"), Caller.unknown()));
        String code = mailed(CODE);
        assertNotStored(PASSWORD, code);
        SignedIn signedIn = auth.finishSignup(new FinishSignup(
                        new ChallengeCode(started.challengeId(), code), SignupProfile.none(), Caller.unknown()))
                .signedIn();
        Tokens tokens = signedIn.tokens();
        assertNotStored(PASSWORD, code, tokens.accessToken(), tokens.refreshToken());
        Tokens next = auth.refresh(new Refresh(tokens.refreshToken(), Caller.unknown()))
                .tokens();
        assertNotStored(next.accessToken(), next.refreshToken());

        ChallengeStarted reset = auth.startPasswordReset(new StartPasswordReset(EMAIL, ResetBy.CODE, Caller.unknown()));
        String resetCode = mailed(CODE);
        ResetTicket ticket = auth.checkPasswordResetCode(
                new CheckPasswordResetCode(new ChallengeCode(reset.challengeId(), resetCode), Caller.unknown()));
        assertNotStored(resetCode, ticket.ticket());
        assertThat(database.dump()).contains(reset.challengeId(), signedIn.sessionId());
    }

    @Test
    @Tag("RST-02")
    void holdNoLinkToken() throws Exception {
        auth.startSignup(new StartSignup(EMAIL, PASSWORD, SignupProfile.none(), Caller.unknown()));
        mailed(CODE);
        auth.registerUnverified(
                new RegisterUnverified("grace@example.com", PASSWORD, SignupProfile.none(), Caller.unknown()));
        auth.startPasswordReset(new StartPasswordReset("grace@example.com", ResetBy.LINK, Caller.unknown()));
        String token = mailed(LINK);
        assertThat(auth.checkPasswordResetLink(new CheckPasswordResetLink(token, Caller.unknown())))
                .isNotNull();
        assertThat(database.dump()).doesNotContain(token);
    }

    /** Neither as they are nor as anything that can be computed from them without a key. */
    private void assertNotStored(String... secrets) throws Exception {
        String dump = database.dump();
        List<String> forms = new ArrayList<>();
        for (String secret : secrets) {
            byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
            for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
                byte[] hash = MessageDigest.getInstance(algorithm).digest(bytes);
                forms.add(HexFormat.of().formatHex(hash));
                forms.add(Base64.getEncoder().withoutPadding().encodeToString(hash));
                forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
            }
            forms.add(HexFormat.of().formatHex(bytes));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
        }
        assertThat(dump).isNotEmpty().doesNotContain(forms.toArray(String[]::new));
        List<String> values = Arrays.asList(dump.split("\n", -1));
        assertThat(values).doesNotContain(secrets);
        assertThat(values)
                .noneMatch(value -> Arrays.stream(secrets).anyMatch(s -> s.length() > 8 && value.contains(s)));
    }
}
