package io.github.keystile.auth.web;

import io.github.keystile.auth.ChallengeStarted;
import io.github.keystile.auth.ResetTicket;
import io.github.keystile.auth.key.RootSecret;
import io.github.keystile.auth.user.EmailAddress;
import io.github.keystile.auth.user.OuterBlanks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a browser keeps while it waits for codes: the ids of challenges and the reset tickets, each found again by the
 * address or username that it was asked for. So two tabs that wait for codes of two addresses stay apart, and no id is
 * ever in a URL.
 *
 * <pre>{@code
 * ChallengeStarted signup = auth.startSignup(…);
 * addHeader("Set-Cookie", waiting.keep(CookieKind.SIGNUP_CHALLENGE, email, signup, header("Cookie")));
 *
 * String id = waiting.find(CookieKind.SIGNUP_CHALLENGE, email, header("Cookie")).orElse("");
 * auth.finishSignup(new FinishSignup(new ChallengeCode(id, code), …));
 * addHeader("Set-Cookie", waiting.forget(CookieKind.SIGNUP_CHALLENGE, email, header("Cookie")));
 * }</pre>
 *
 * <p>Of each kind the newest five are kept, one for an identifier. {@link #forget} sets the whole cookie anew, so set
 * only one of a kind in an answer.
 *
 * <p><b>Security guarantees.</b> The cookie holds no address: only a hash under a key that is derived from the root
 * secret for this and nothing else, so that whoever gets to see it cannot try addresses. Whatever the cookie holds
 * proves nothing: every verb refuses a made-up id. After another root secret nothing is found.
 *
 * <p>Immutable, safe for use by many threads.
 */
public final class ChallengeCookies {
    private static final int MOST = 5;
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 12;
    private static final String HMAC = "HmacSHA256";
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9_-]{16}):([^:|]+):([0-9]{1,16})");

    private final AuthCookies cookies;
    private final SecretKeySpec key;

    private ChallengeCookies(AuthCookies cookies, RootSecret secret) {
        this.cookies = Objects.requireNonNull(cookies, "cookies");
        this.key = new SecretKeySpec(secret.derive("challenge cookie", KEY_BYTES), HMAC);
    }

    /** One thing that waits, under the hash of its identifier. */
    private record Entry(String hash, String value, long endsAt) {
        static Optional<Entry> parse(String text) {
            Matcher parts = ENTRY.matcher(text);
            return parts.matches()
                    ? Optional.of(new Entry(parts.group(1), parts.group(2), Long.parseLong(parts.group(3))))
                    : Optional.empty();
        }

        String text() {
            return hash + ":" + value + ":" + endsAt;
        }

        @Override
        public String toString() {
            return "Entry[]";
        }
    }

    /**
     * Challenges in cookies.
     *
     * @param cookies how the cookies are written
     * @param secret the one that the service was built with
     * @return the cookies
     */
    public static ChallengeCookies of(AuthCookies cookies, RootSecret secret) {
        return new ChallengeCookies(cookies, secret);
    }

    /**
     * Keeps the id of a challenge for as long as a new code can be asked for with it: {@link ChallengeStarted#resendUntil}.
     *
     * @param kind which cookie
     * @param identifier as it was given to the verb that started the challenge; an older one of it is replaced
     * @param started the challenge
     * @param cookieHeader as for {@link AuthCookies#read}
     * @return a {@code Set-Cookie} header value
     */
    public String keep(CookieKind kind, String identifier, ChallengeStarted started, @Nullable String cookieHeader) {
        return kept(kind, identifier, started.challengeId(), started.resendUntil(), cookieHeader);
    }

    /**
     * Keeps a reset ticket for as long as it lives, in the cookie {@link CookieKind#TICKET}.
     *
     * @param identifier whose password was forgotten; an older ticket of it is replaced
     * @param ticket the ticket
     * @param cookieHeader as for {@link AuthCookies#read}
     * @return a {@code Set-Cookie} header value
     */
    public String keepTicket(String identifier, ResetTicket ticket, @Nullable String cookieHeader) {
        return kept(CookieKind.TICKET, identifier, ticket.ticket(), ticket.expiresAt(), cookieHeader);
    }

    /**
     * The id or ticket that this browser keeps for an identifier.
     *
     * @param kind which cookie
     * @param identifier e-mail address or username; capitals and outer white space do not matter
     * @param cookieHeader as for {@link AuthCookies#read}
     * @return what was kept; empty if there is nothing, or it has run out
     */
    public Optional<String> find(CookieKind kind, String identifier, @Nullable String cookieHeader) {
        String hash = hash(kind, identifier);
        return entries(kind, cookieHeader)
                .filter(entry -> entry.hash().equals(hash))
                .map(Entry::value)
                .findFirst();
    }

    /**
     * Forgets what is kept for an identifier, and nothing else.
     *
     * @param kind which cookie
     * @param identifier as for {@link #find}
     * @param cookieHeader as for {@link AuthCookies#read}
     * @return a {@code Set-Cookie} header value
     */
    public String forget(CookieKind kind, String identifier, @Nullable String cookieHeader) {
        return header(kind, others(kind, identifier, cookieHeader).toList());
    }

    private String kept(CookieKind kind, String identifier, String value, Instant end, @Nullable String cookieHeader) {
        Entry newest = new Entry(hash(kind, identifier), value, end.toEpochMilli());
        return header(
                kind,
                Stream.concat(Stream.of(newest), others(kind, identifier, cookieHeader))
                        .limit(MOST)
                        .toList());
    }

    private Stream<Entry> others(CookieKind kind, String identifier, @Nullable String cookieHeader) {
        String hash = hash(kind, identifier);
        return entries(kind, cookieHeader).filter(entry -> !entry.hash().equals(hash));
    }

    /** Newest first. */
    private Stream<Entry> entries(CookieKind kind, @Nullable String cookieHeader) {
        long now = cookies.now().toEpochMilli();
        return cookies.read(kind, cookieHeader).stream()
                .flatMap(value -> Arrays.stream(value.split("\\|", -1)))
                .flatMap(text -> Entry.parse(text).stream())
                .filter(entry -> entry.endsAt() > now)
                .limit(MOST);
    }

    private String header(CookieKind kind, List<Entry> entries) {
        String value = entries.stream().map(Entry::text).collect(Collectors.joining("|"));
        return entries.stream()
                .map(Entry::endsAt)
                .max(Comparator.naturalOrder())
                .map(end -> cookies.until(kind, value, Instant.ofEpochMilli(end)))
                .orElseGet(() -> cookies.clear(kind));
    }

    private String hash(CookieKind kind, String identifier) {
        String typed = OuterBlanks.cut(identifier);
        String name = EmailAddress.parse(typed).map(EmailAddress::key).orElseGet(() -> typed.toLowerCase(Locale.ROOT));
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            byte[] hash = mac.doFinal((kind.suffix() + " " + name).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + HMAC, e);
        }
    }
}
