package io.github.keystile.auth.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keystile.auth.error.StoreException;
import io.github.keystile.auth.limit.RateLimiter;
import io.github.keystile.auth.otp.InMemoryOtpStore;
import io.github.keystile.auth.otp.OtpStore;
import io.github.keystile.auth.session.SessionStore;
import io.github.keystile.auth.user.UserStore;
import java.lang.reflect.Proxy;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenStoresTest {
    @ParameterizedTest
    @ValueSource(classes = {UserStore.class, OtpStore.class, SessionStore.class, RateLimiter.class})
    @Tag("STO-09")
    void passesWhatThrowsStoreExceptions(Class<?> spi) {
        assertThatCode(() -> check(spi, args -> new StoreException("do it", new IllegalStateException("gone"))))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("STO-09")
    void failsWhatAnswers() {
        assertThatThrownBy(() -> BrokenStores.assertEveryVerbFails(OtpStore.class, new InMemoryOtpStore()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gave an answer although the store is broken");
    }

    @Test
    @Tag("STO-09")
    void failsOtherExceptions() {
        assertFails(args -> new IllegalStateException("gone"), "must throw a StoreException");
    }

    @Test
    @Tag("LOG-03")
    void failsMessagesThatTellTooMuch() {
        assertFails(args -> new StoreException("find " + args[0], null), "names a value or an address");
        assertFails(args -> new StoreException("reach redis://10.0.0.1", null), "names a value or an address");
        assertFails(
                args -> new StoreException("do it", new IllegalStateException("db://app:s3cret@10.0.0.1")),
                "holds credentials");
        assertFails(
                args -> new StoreException("do it", new IllegalStateException("jdbc:x?user=a&Password=s3cret")),
                "holds credentials");
    }

    private static void assertFails(Function<Object[], RuntimeException> failure, String why) {
        assertThatThrownBy(() -> check(SessionStore.class, failure))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static <S> void check(Class<S> spi, Function<Object[], RuntimeException> failure) {
        BrokenStores.assertEveryVerbFails(
                spi,
                spi.cast(Proxy.newProxyInstance(spi.getClassLoader(), new Class<?>[] {spi}, (proxy, verb, args) -> {
                    throw failure.apply(args);
                })));
    }
}
