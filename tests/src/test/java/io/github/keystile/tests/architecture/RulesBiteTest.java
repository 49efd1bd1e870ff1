package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule lets a class pass that keeps it, and finds one that does not. */
class RulesBiteTest {
    private static final String AUTH = "io.github.keystile.auth.";
    private static final String LOGIN = AUTH + "internal.login.LoginFlow";
    private static final String EVENTS = AUTH + "internal.kernel.Events";
    private static final String ASSEMBLY = AUTH + "internal.Assembly";

    private static final String SESSIONS = AUTH + "session.SessionStore";

    @TempDir
    Path kept;

    @TempDir
    Path broken;

    static Stream<Arguments> rules() {
        return Stream.of(
                bites(
                        "noThreadLocals",
                        HouseRules.noThreadLocals(),
                        "user Keeper { final Thread mine = null; }",
                        "user Keeper { final ThreadLocal<String> mine = null; }"),
                bites(
                        "nothingIsFoundByServiceLoader",
                        HouseRules.nothingIsFoundByServiceLoader(),
                        "mail Finder { Object find() { return new Object(); } }",
                        "mail Finder { Object find() { return java.util.ServiceLoader.load(Runnable.class); } }"),
                bites(
                        "staticFieldsAreFinal",
                        HouseRules.staticFieldsAreFinal(),
                        "user Keeper { static final String LAST = null; }",
                        "user Keeper { static String last; }"),
                bites(
                        "staticFieldsHoldNothingThatChanges",
                        HouseRules.staticFieldsHoldNothingThatChanges(),
                        "user Keeper { final java.util.concurrent.atomic.AtomicLong count = null; }",
                        "user Keeper { static final java.util.concurrent.atomic.AtomicLong COUNT = null; }"),
                bites(
                        "visibleStaticFieldsAreNeitherArraysNorCollections",
                        HouseRules.visibleStaticFieldsAreNeitherArraysNorCollections(),
                        "user Keeper { private static final String[] NAMES = {}; }",
                        "user Keeper { static final String[] NAMES = {}; }"),
                bites(
                        "staticInitialisersMakeNoMutableCollections",
                        HouseRules.staticInitialisersMakeNoMutableCollections(),
                        "user Keeper { private static final Object ALL = java.util.List.of(); }",
                        "user Keeper { private static final Object ALL = new java.util.ArrayList<String>(); }"),
                bites(
                        "textIsNeverHandledInTheDefaultLocale",
                        HouseRules.textIsNeverHandledInTheDefaultLocale(),
                        "user Folder { String fold(String text) { return text.toLowerCase(java.util.Locale.ROOT); } }",
                        "user Folder { String fold(String text) { return text.toLowerCase(); } }"),
                bites(
                        "threadsStartOnlyInQueuesGatesHousekeepersAndDispatchers",
                        HouseRules.threadsStartOnlyInQueuesGatesHousekeepersAndDispatchers(),
                        "mail SomeQueue { Object start() { return new Thread(); } }",
                        "mail Starter { Object start() { return new Thread(); } }"),
                bites(
                        "onlyTheConsoleMailerWritesToTheConsole",
                        HouseRules.onlyTheConsoleMailerWritesToTheConsole(),
                        "mail ConsoleMailer { void say() { System.out.println(); } }",
                        "mail Debugged { void say() { System.out.println(); } }"),
                bites(
                        "flowsStayBehindTheFacade",
                        HouseRules.flowsStayBehindTheFacade(),
                        "internal.totp Setup { }",
                        "internal.totp TotpFlow { }"),
                bites(
                        "aCapabilitySeesTheKernelSpisAndApiOnly: not another",
                        HouseRules.aCapabilitySeesTheKernelSpisAndApiOnly(),
                        "internal.totp Setup { " + EVENTS + " events; " + AUTH + "AuthService api; int[] steps; }",
                        "internal.totp Setup { " + LOGIN + "[] login; }"),
                bites(
                        "aCapabilitySeesTheKernelSpisAndApiOnly: not what wires",
                        HouseRules.aCapabilitySeesTheKernelSpisAndApiOnly(),
                        "internal.totp Setup { Setup self; }",
                        "internal.totp Setup { " + ASSEMBLY + " all; }"),
                bites(
                        "aCapabilitySeesTheKernelSpisAndApiOnly: no library either",
                        HouseRules.aCapabilitySeesTheKernelSpisAndApiOnly(),
                        "internal.totp Setup { org.slf4j.Logger log; }",
                        "internal.totp Setup { com.auth0.jwt.JWT tokens; }"),
                bites(
                        "theKernelSeesNoCapability",
                        HouseRules.theKernelSeesNoCapability(),
                        "internal.kernel Part { " + AUTH + "otp.OtpStore store; }",
                        "internal.kernel Part { " + LOGIN + " login; }"),
                bites(
                        "theKernelSeesNoCapability: nor what wires",
                        HouseRules.theKernelSeesNoCapability(),
                        "internal.kernel Part { " + EVENTS + " events; }",
                        "internal.kernel Part { " + ASSEMBLY + " all; }"),
                bites(
                        "onlyTheAssemblySeesCapabilities",
                        HouseRules.onlyTheAssemblySeesCapabilities(),
                        "internal Helper { " + LOGIN + " login; }",
                        ". AuthServiceBuilder { " + LOGIN + " login; }"),
                bites(
                        "onlyTheBuilderSeesWhatIsInternal",
                        HouseRules.onlyTheBuilderSeesWhatIsInternal(),
                        ". AuthServiceBuilder { " + ASSEMBLY + " assembly; }",
                        ". Shortcut { " + ASSEMBLY + " assembly; }"),
                bites(
                        "onlyTheBuilderSeesWhatIsInternal: no builder of another package",
                        HouseRules.onlyTheBuilderSeesWhatIsInternal(),
                        "mail Builder { Builder self; }",
                        "mail AuthServiceBuilder { " + EVENTS + " events; }"),
                bites(
                        "packagesHaveNoCyclesButForTheOneOfTheBuilder",
                        HouseRules.packagesHaveNoCyclesButForTheOneOfTheBuilder(),
                        List.of(
                                ". AuthServiceBuilder { " + AUTH + "internal.Made made; }",
                                "internal Made { " + AUTH + "AuthServiceBuilder by; }"),
                        List.of(
                                ". Other { " + AUTH + "internal.Made made; }",
                                "internal Made { " + AUTH + "Other by; }")),
                bites(
                        "packagesHaveNoCyclesButForTheOneOfTheBuilder: nor between two SPIs",
                        HouseRules.packagesHaveNoCyclesButForTheOneOfTheBuilder(),
                        List.of("mail Sender { " + AUTH + "user.Receiver to; }", "user Receiver { }"),
                        List.of(
                                "mail Sender { " + AUTH + "user.Receiver to; }",
                                "user Receiver { " + AUTH + "mail.Sender from; }")),
                bites(
                        "theRootPackageDoesNotSeeWeb",
                        HouseRules.theRootPackageDoesNotSeeWeb(),
                        ". Shortcut { " + AUTH + "mail.Mailer mailer; }",
                        ". Shortcut { " + AUTH + "web.AuthCookies cookies; }"),
                bites(
                        "onlyTheDoorOpensSessions",
                        HouseRules.onlyTheDoorOpensSessions(),
                        "internal.kernel SignIn { void open(" + SESSIONS + " sessions) { sessions.insert(null); } }",
                        "internal.kernel Window { void open(" + SESSIONS + " sessions) { sessions.insert(null); } }"),
                bites(
                        "contractsStandSideBySide",
                        HouseRules.contractsStandSideBySide(),
                        "testkit.contract More extends Contract {}",
                        "testkit.contract More extends OtpStoreRaces { protected " + AUTH
                                + "otp.OtpStore createOtpStore() { return null; } }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void isKeptByOneAndBrokenByTheOther(String name, ArchRule rule, List<String> keep, List<String> breach)
            throws IOException {
        assertThat(violations(rule, kept, keep)).isEmpty();
        assertThat(violations(rule, broken, breach))
                .isNotEmpty()
                .allMatch(violation -> violation.contains(nameOf(breach.get(0))));
    }

    @Test
    void noRuleIsLeftOut() {
        Set<String> rules = Arrays.stream(HouseRules.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == ArchRule.class)
                .map(method -> method.getName())
                .collect(Collectors.toSet());
        assertThat(rules().map(bite -> ((String) bite.get()[0]).replaceFirst(":.*", "")))
                .containsAll(rules);
        assertThat(Arrays.stream(ArchitectureTest.class.getDeclaredMethods()).map(method -> method.getName()))
                .containsAll(rules);
    }

    private static List<String> violations(ArchRule rule, Path folder, List<String> sources) throws IOException {
        EvaluationResult result = rule.allowEmptyShould(true).evaluate(new Planted(folder).classes(sources));
        return result.getFailureReport().getDetails();
    }

    private static String nameOf(String source) {
        return source.split(" ", 3)[1];
    }

    private static Arguments bites(String name, ArchRule rule, String keeps, String breaks) {
        return bites(name, rule, List.of(keeps), List.of(breaks));
    }

    private static Arguments bites(String name, ArchRule rule, List<String> keep, List<String> breach) {
        return arguments(name, rule, keep, breach);
    }
}
