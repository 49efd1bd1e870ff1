package io.github.keystile.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.keystile.auth.otp.Challenge;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of auth-core and auth-testkit that bytecode can tell; {@link SourceRulesTest} reads all modules' sources. */
class ArchitectureTest {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(HouseRules.ROOT);

    @Test
    void noThreadLocals() {
        check(HouseRules.noThreadLocals());
    }

    @Test
    void nothingIsFoundByServiceLoader() {
        check(HouseRules.nothingIsFoundByServiceLoader());
    }

    @Test
    void staticFieldsAreFinal() {
        check(HouseRules.staticFieldsAreFinal());
    }

    @Test
    void staticFieldsHoldNothingThatChanges() {
        check(HouseRules.staticFieldsHoldNothingThatChanges());
    }

    @Test
    void visibleStaticFieldsAreNeitherArraysNorCollections() {
        check(HouseRules.visibleStaticFieldsAreNeitherArraysNorCollections());
    }

    @Test
    void staticInitialisersMakeNoMutableCollections() {
        check(HouseRules.staticInitialisersMakeNoMutableCollections());
    }

    @Test
    void textIsNeverHandledInTheDefaultLocale() {
        check(HouseRules.textIsNeverHandledInTheDefaultLocale());
    }

    @Test
    void threadsStartOnlyInQueuesGatesHousekeepersAndDispatchers() {
        check(HouseRules.threadsStartOnlyInQueuesGatesHousekeepersAndDispatchers());
    }

    @Test
    void onlyTheConsoleMailerWritesToTheConsole() {
        check(HouseRules.onlyTheConsoleMailerWritesToTheConsole());
    }

    @Test
    void flowsStayBehindTheFacade() {
        check(HouseRules.flowsStayBehindTheFacade());
    }

    @Test
    void aCapabilitySeesTheKernelSpisAndApiOnly() {
        check(HouseRules.aCapabilitySeesTheKernelSpisAndApiOnly());
    }

    @Test
    void theKernelSeesNoCapability() {
        check(HouseRules.theKernelSeesNoCapability());
    }

    @Test
    void onlyTheAssemblySeesCapabilities() {
        check(HouseRules.onlyTheAssemblySeesCapabilities());
    }

    @Test
    void onlyTheBuilderSeesWhatIsInternal() {
        check(HouseRules.onlyTheBuilderSeesWhatIsInternal());
    }

    @Test
    void packagesHaveNoCyclesButForTheOneOfTheBuilder() {
        check(HouseRules.packagesHaveNoCyclesButForTheOneOfTheBuilder());
    }

    @Test
    void theRootPackageDoesNotSeeWeb() {
        check(HouseRules.theRootPackageDoesNotSeeWeb());
    }

    @Test
    void contractsStandSideBySide() {
        check(HouseRules.contractsStandSideBySide());
    }

    @Test
    void onlyTheDoorOpensSessions() {
        check(HouseRules.onlyTheDoorOpensSessions());
    }

    @Test
    @Tag("OTP-10")
    void secretsAreComparedInConstantTime() {
        assertThat(callsOf("internal.kernel.Secrets", "same", String.class, String.class))
                .contains("MessageDigest.isEqual");
        assertThat(callsOf("internal.kernel.Secrets", "codeMatches", Challenge.class, String.class))
                .contains("Secrets.same")
                .doesNotContain("String.equals");
        assertThat(callsOf("password.BcryptPasswordHasher", "verify", String.class, String.class))
                .contains("MessageDigest.isEqual")
                .doesNotContain("Arrays.equals");
    }

    private static List<String> callsOf(String type, String method, Class<?>... parameters) {
        return CLASSES.get(HouseRules.ROOT + "." + type).getMethod(method, parameters).getMethodCallsFromSelf().stream()
                .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
                .toList();
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
