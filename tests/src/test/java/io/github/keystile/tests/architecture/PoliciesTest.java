package io.github.keystile.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.keystile.auth.AuthStores;
import io.github.keystile.auth.Caller;
import io.github.keystile.auth.InvitePolicy;
import io.github.keystile.auth.ResetPolicy;
import io.github.keystile.auth.SignupPolicy;
import io.github.keystile.auth.limit.Budget;
import io.github.keystile.auth.limit.KnownNetwork;
import io.github.keystile.auth.limit.LimitPolicy;
import io.github.keystile.auth.limit.Lockout;
import io.github.keystile.auth.mail.MailPolicy;
import io.github.keystile.auth.otp.OtpPolicy;
import io.github.keystile.auth.password.HashingPolicy;
import io.github.keystile.auth.password.PasswordPolicy;
import io.github.keystile.auth.token.TokenAlgorithm;
import io.github.keystile.auth.token.TokenPolicy;
import io.github.keystile.auth.token.TokenType;
import io.github.keystile.auth.web.CookiePolicy;
import io.github.keystile.auth.web.SameSite;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application sets may grow without breaking it: values without a constructor, each part with a method of its name. */
class PoliciesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(AuthStores.class);

    static Stream<Object> defaults() {
        return Stream.of(
                OtpPolicy.ofDefaults(),
                LimitPolicy.ofDefaults(),
                TokenPolicy.ofDefaults(),
                HashingPolicy.ofDefaults(),
                PasswordPolicy.ofDefaults(),
                MailPolicy.ofDefaults(),
                CookiePolicy.secure(),
                SignupPolicy.ofDefaults(),
                ResetPolicy.ofDefaults(),
                InvitePolicy.ofDefaults(),
                Caller.unknown());
    }

    @Test
    void everyPolicyIsAmongThose() {
        Set<String> policies = CLASSES.stream()
                .map(JavaClass::getSimpleName)
                .filter(name -> name.endsWith("Policy"))
                .collect(Collectors.toSet());
        assertThat(defaults().map(policy -> policy.getClass().getSimpleName()).filter(name -> !name.equals("Caller")))
                .containsExactlyInAnyOrderElementsOf(policies);
    }

    @Test
    void theyAreFinalClassesWithoutPublicConstructor() {
        Predicate<JavaClass> grows = type -> type.getSimpleName().endsWith("Policy")
                || type.isEquivalentTo(Caller.class)
                || type.isEquivalentTo(AuthStores.class);
        classes()
                .that(describe("policies, callers and stores", grows))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .haveOnlyPrivateConstructors()
                .andShould()
                .haveOnlyFinalFields()
                .andShould()
                .notBeRecords()
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void everyPartHasAWithOfItsNameThatChangesNothingElse(Object policy) throws ReflectiveOperationException {
        Map<String, Object> defaults = parts(policy);
        assertThat(withs(policy.getClass())).isEqualTo(defaults.keySet());
        Object changed = policy;
        for (Map.Entry<String, Object> part : defaults.entrySet()) {
            changed = with(changed, part.getKey(), other(type(policy, part.getKey()), part.getValue()));
        }
        assertThat(parts(policy)).isEqualTo(defaults);

        Map<String, Object> before = parts(changed);
        for (Map.Entry<String, Object> part : defaults.entrySet()) {
            Object back = with(changed, part.getKey(), part.getValue());

            Map<String, Object> expected = new TreeMap<>(before);
            expected.put(part.getKey(), part.getValue());
            assertThat(parts(back)).isEqualTo(expected).isNotEqualTo(before);
            assertThat(back).isNotEqualTo(changed);
            Object again = with(back, part.getKey(), before.get(part.getKey()));
            assertThat(again).isEqualTo(changed).hasSameHashCodeAs(changed).hasToString(changed.toString());
        }
        assertThat(parts(changed)).isEqualTo(before);
    }

    @Test
    void eachStoreIsExchangedAlone() throws ReflectiveOperationException {
        AuthStores stores = AuthStores.inMemory();
        AuthStores others = AuthStores.inMemory();
        Map<String, Object> before = parts(stores);
        before.remove("credentials");
        for (String part : before.keySet()) {
            Map<String, Object> expected = new TreeMap<>(parts(stores));
            expected.put(part, parts(others).get(part));
            assertThat(parts(with(stores, part, parts(others).get(part)))).isEqualTo(expected);
        }
        assertThat(parts(stores.withCredentials(others.credentials().orElseThrow())))
                .isNotEqualTo(parts(stores))
                .containsAllEntriesOf(before);
    }

    @Test
    void whatIsCheckedStaysWhenAStoreIsExchanged() {
        List<Boolean> runs = new ArrayList<>();
        AuthStores stores = AuthStores.inMemory()
                .withCheck(untestedAllowed -> {
                    runs.add(untestedAllowed);
                    return List.of();
                })
                .allowUntested();
        stores.withUsers(stores.users()).check();
        assertThat(runs).containsExactly(true);
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void theTextIsOneLineThatNamesTheParts(Object policy) throws ReflectiveOperationException {
        Set<String> parts = parts(policy).keySet();
        parts.remove("locale");
        assertThat(policy.toString())
                .startsWith(policy.getClass().getSimpleName() + "[")
                .contains(parts)
                .doesNotContainPattern("\\R");
    }

    /** What all accessors say. The language of a caller follows from the locale. */
    private static Map<String, Object> parts(Object policy) throws ReflectiveOperationException {
        Map<String, Object> parts = new TreeMap<>();
        for (Method method : policy.getClass().getDeclaredMethods()) {
            if (isPublic(method)
                    && method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && !method.getName().startsWith("with")
                    && !Set.of("hashCode", "toString", "language", "allowUntested")
                            .contains(method.getName())) {
                parts.put(method.getName(), method.invoke(policy));
            }
        }
        return parts;
    }

    private static Set<String> withs(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isPublic(method) && method.getName().startsWith("with"))
                .map(method -> method.getName().substring(4, 5).toLowerCase(Locale.ROOT)
                        + method.getName().substring(5))
                .collect(Collectors.toSet());
    }

    private static boolean isPublic(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }

    private static Object with(Object policy, String part, Object value) throws ReflectiveOperationException {
        String name = "with" + part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1);
        return policy.getClass().getMethod(name, type(policy, part)).invoke(policy, value);
    }

    private static Class<?> type(Object policy, String part) throws ReflectiveOperationException {
        return policy.getClass().getMethod(part).getReturnType();
    }

    private static Object other(Class<?> type, Object value) {
        Map<Class<?>, Object> others = Map.ofEntries(
                Map.entry(String.class, "other"),
                Map.entry(TokenAlgorithm.class, TokenAlgorithm.HS512),
                Map.entry(TokenType.class, TokenType.JWT),
                Map.entry(SameSite.class, SameSite.STRICT),
                Map.entry(Budget.class, new Budget(7, MINUTE)),
                Map.entry(Lockout.class, new Lockout(7, MINUTE, MINUTE, MINUTE)),
                Map.entry(Set.class, Set.of("other")),
                Map.entry(List.class, List.of(KnownNetwork.exempt("203.0.113.0/24"))),
                Map.entry(URI.class, URI.create("https://app.example.com/other")),
                Map.entry(Locale.class, Locale.FRENCH),
                Map.entry(Executor.class, ForkJoinPool.commonPool()));
        if (type == boolean.class) {
            return !((Boolean) value);
        }
        if (type == int.class) {
            return (Integer) value + 1;
        }
        return type == Duration.class ? ((Duration) value).minusMillis(1) : others.get(type);
    }
}
