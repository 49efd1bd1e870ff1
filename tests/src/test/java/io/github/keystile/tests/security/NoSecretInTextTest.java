package io.github.keystile.tests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.SignupProfile;
import io.github.keystile.auth.key.RootSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a record prints must be fit for a log line: Java would print every component. */
class NoSecretInTextTest {
    /** All text components that may be printed; each other one is taken for a secret. */
    private static final Set<String> HARMLESS = Set.of(
            "User.id",
            "Session.id",
            "SessionInfo.id",
            "SigningKey.id",
            "MailTemplate.subject",
            "frame",
            "language",
            "appName",
            "Envelope.key",
            "Candidate.key",
            "refusedKey",
            "state",
            "userId",
            "sessionId",
            "tokenId",
            "ip",
            "userAgent",
            "reason",
            "maskedEmail",
            "AuthEvent.identifier",
            "actor",
            "AuthEvent.purpose",
            "issuer",
            "audience",
            "type");

    private static final Pattern MARKER = Pattern.compile("marker-([A-Za-z]+\\.([A-Za-z]+))");

    /** Records of numbers in ranges, of key material or of parsed text: markers are no values for them. */
    private static final Set<String> NOT_MADE_OF_MARKERS = Set.of(
            "Budget",
            "CallerAddress",
            "Lockout",
            "Charge",
            "Counter",
            "Purpose",
            "MailPurpose",
            "Settlement",
            "Taken",
            "CredentialKind");

    @Test
    @Tag("LOG-03")
    @Tag("OTP-14")
    void noRecordPrintsASecret() {
        Set<String> notMade = new TreeSet<>();
        List<Object> made = new ArrayList<>();
        for (Class<?> type : Marked.records()) {
            Marked.make(type).ifPresentOrElse(made::add, () -> notMade.add(type.getSimpleName()));
        }

        assertThat(made).hasSizeGreaterThan(45);
        assertThat(made.stream().flatMap(NoSecretInTextTest::secretsIn)).isEmpty();
        assertThat(notMade).isSubsetOf(NOT_MADE_OF_MARKERS);
    }

    private static Stream<String> secretsIn(Object record) {
        String text = record.toString();
        assertThat(text).doesNotContain("marker@", "marker-attribute");
        return MARKER.matcher(text)
                .results()
                .filter(found -> !HARMLESS.contains(found.group(1)) && !HARMLESS.contains(found.group(2)))
                .map(found -> record.getClass().getName() + " prints " + found.group(1));
    }

    @Test
    @Tag("LOG-03")
    void secretsArePrintedMasked() {
        RootSecret secret = RootSecret.ofText("kTz0pD3xq7VbW9sLmN2yR8cJ5hF1gA6eU4iO");

        assertThat(secret.toString()).doesNotContain("kTz0pD3x");
        assertThat(AuthStores.inMemory().toString()).doesNotContain("{");
    }

    @Test
    @Tag("LOG-02")
    void whatClientsSendIsPrintedInOneLine() {
        assertThat(Caller.at("203.0.113.7\r\nFAKE")
                        .withUserAgent("curl\u2028\nFAKE")
                        .toString())
                .doesNotContain("\r", "\n", "\u2028");
        assertThat(SignupProfile.named("bob\r\nFAKE").toString()).doesNotContain("\r", "\n", "FAKE");
    }
}
