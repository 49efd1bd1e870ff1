package io.github.keystile.tests.security;

import static io.github.keystile.tests.support.Door.ANNA;
import static io.github.keystile.tests.support.Door.COOLDOWN;
import static io.github.keystile.tests.support.Door.PASSWORD;
import static io.github.keystile.tests.support.Door.wrong;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.ChallengeCode;
import io.github.keystile.auth.SignedIn;
import io.github.keystile.auth.error.AuthException;
import io.github.keystile.auth.limit.Charge;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.Challenge;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import io.github.keystile.tests.support.Door;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs signups and resets and looks for every code in whatever came out or went into a store. */
class CodesStaySecretTest {
    private final List<String> stored = new CopyOnWriteArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final AuthStores plain = AuthStores.inMemory();
    private final AuthStores watched = new AuthStores(
            watch(UserStore.class, plain.users()),
            watch(OtpStore.class, plain.challenges()),
            watch(SessionStore.class, plain.sessions()),
            watch(RateLimiter.class, plain.limits()));

    @Test
    @Tag("OTP-09")
    @Tag("OTP-14")
    void noCodeIsStoredOrShown() throws Exception {
        List<ChallengeCode> codes = new ArrayList<>();
        try (Door door = Door.on(watched, options -> options)) {
            codes.add(door.start(ANNA));
            door.after(COOLDOWN);
            codes.add(door.mailed(ANNA, () -> door.resend(codes.get(0).challengeId())));
            show(() -> door.finish(codes.get(0)));
            show(() -> door.finish(wrong(codes.get(1))));
            SignedIn anna = door.finish(codes.get(1));
            show(() -> anna);
            show(anna::tokens);
            codes.add(door.startReset(ANNA));
            String ticket = door.check(codes.get(2));
            show(() -> door.request("bert@example.com", PASSWORD));
            shown.add(door.auth().events().toString());
            shown.add(door.auth().mailer().messages().toString());
            codes.forEach(code -> show(() -> code));
            assertThat(stored).noneMatch(text -> text.contains(ticket) || text.contains(PASSWORD));
            assertThat(shown).noneMatch(text -> text.contains(ticket) || text.contains(PASSWORD));
        }
        assertThat(stored).hasSizeGreaterThan(10);
        for (ChallengeCode code : codes) {
            assertThat(shown).noneMatch(text -> hasWord(text, code.code()));
            for (String form : forms(code.code())) {
                assertThat(stored).as("stored").noneMatch(text -> hasWord(text, form));
            }
        }
    }

    private void show(Supplier<?> call) {
        try {
            shown.add(String.valueOf(call.get()));
        } catch (AuthException refused) {
            shown.add(refused + " " + refused.getMessage() + " " + refused.retryAfter());
        }
    }

    private static boolean hasWord(String text, String word) {
        return List.of(text.split("[^A-Za-z0-9+/_-]+", -1)).contains(word);
    }

    private static List<String> forms(String code) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.US_ASCII));
        return List.of(
                code,
                HexFormat.of().formatHex(digest),
                Base64.getEncoder().withoutPadding().encodeToString(digest),
                Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }

    private <S> S watch(Class<S> type, S store) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            for (Object argument : args) {
                stored.add(text(argument));
            }
            try {
                return method.invoke(store, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    /** What a database would hold: more than {@code toString} tells. */
    private static String text(Object argument) {
        if (argument instanceof Challenge challenge) {
            return String.join(" ", challenge.id(), challenge.subject(), challenge.secretHash(), challenge.toString());
        }
        if (argument instanceof Collection<?> many) {
            return String.join(" ", many.stream().map(CodesStaySecretTest::text).toList());
        }
        return argument instanceof Charge charge ? charge.key() : String.valueOf(argument);
    }
}
