package io.github.keystile.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.keystile.auth.otp.Challenge;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules of auth-core and auth-testkit that bytecode can tell; {@link SourceRulesTest} reads all modules' sources. */
class ArchitectureTest {

    private static final String ROOT_PACKAGE = "io.github.keystile.auth";

    private static final String INTERNAL = ROOT_PACKAGE + ".internal";

    private static final Set<String> CAPABILITIES =
            Set.of("signup", "login", "session", "reset", "password", "email", "resend", "users");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT_PACKAGE);

    private static final Set<String> LOCALE_BLIND = Set.of(
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.equalsIgnoreCase(java.lang.String)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)");

    @Test
    void noThreadLocals() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class));
    }

    @Test
    void nothingIsFoundByServiceLoader() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class));
    }

    @Test
    void staticFieldsAreFinal() {
        check(fields().that().areStatic().should().beFinal());
    }

    @Test
    void staticFieldsHoldNothingThatChanges() {
        check(noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(describe(
                        "concurrent or atomic", type -> type.getPackageName().startsWith("java.util.concurrent"))));
    }

    @Test
    void visibleStaticFieldsAreNeitherArraysNorCollections() {
        check(noFields()
                .that()
                .areStatic()
                .and()
                .areNotPrivate()
                .and(describe("are written by hand", (JavaField field) -> !isSynthetic(field)))
                .should()
                .haveRawType(describe("array or collection", type -> type.isArray() || isCollection(type))));
    }

    @Test
    void staticInitialisersMakeNoMutableCollections() {
        var inInitialiser = describe(
                "a mutable collection or atomic made in a static initialiser",
                (JavaConstructorCall call) -> call.getOrigin().getName().equals("<clinit>")
                        && (isCollection(call.getTargetOwner())
                                || call.getTargetOwner().getPackageName().startsWith("java.util.concurrent")));
        check(noClasses().should(callConstructorWhere(inInitialiser)));
    }

    @Test
    void textIsNeverHandledInTheDefaultLocale() {
        var localeBlind = describe(
                "the default locale, or no locale, is used (pass Locale.ROOT)",
                (JavaAccess<?> access) ->
                        LOCALE_BLIND.contains(access.getTarget().getFullName()));
        check(noClasses().should().accessTargetWhere(localeBlind));
    }

    @Test
    void threadsStartOnlyInQueuesHousekeepersAndDispatchers() {
        DescribedPredicate<JavaConstructorCall> newThread = describe(
                "new Thread", call -> owner(assignableTo(Thread.class)).test((CodeUnitCallTarget) call.getTarget()));
        check(noClasses()
                .that(DescribedPredicate.not(nameMatching(".*(Queue|Housekeeper|Dispatcher)(\\$.*)?")))
                .should(callConstructorWhere(newThread)));
    }

    @Test
    void onlyTheConsoleMailerWritesToTheConsole() {
        check(noClasses()
                .that(DescribedPredicate.not(nameMatching(".*\\.ConsoleMailer(\\$.*)?")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err"));
    }

    @Test
    void flowsStayBehindTheFacade() {
        check(classes()
                .that()
                .haveSimpleNameEndingWith("Flow")
                .and()
                .resideOutsideOfPackage(ROOT_PACKAGE + ".testkit..")
                .should()
                .resideInAPackage(ROOT_PACKAGE + ".internal.*")
                .andShould()
                .haveModifier(JavaModifier.FINAL));
    }

    @Test
    void aCapabilitySeesTheKernelAndNoOtherCapability() {
        for (String capability : CAPABILITIES) {
            String own = INTERNAL + "." + capability;
            DescribedPredicate<JavaClass> another = describe(
                    "in another capability, or in the package that wires",
                    type -> (type.getPackageName() + ".").startsWith(INTERNAL + ".")
                            && !type.getPackageName().equals(own)
                            && !type.getPackageName().equals(INTERNAL + ".kernel"));
            noClasses()
                    .that()
                    .resideInAPackage(own)
                    .should()
                    .dependOnClassesThat(another)
                    .check(CLASSES);
        }
    }

    @Test
    void theKernelSeesNoCapability() {
        DescribedPredicate<JavaClass> outside = describe(
                "internal, but not of the kernel",
                type -> (type.getPackageName() + ".").startsWith(INTERNAL + ".")
                        && !type.getPackageName().equals(INTERNAL + ".kernel"));
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + ".kernel")
                .should()
                .dependOnClassesThat(outside)
                .check(CLASSES);
    }

    @Test
    void onlyTheBuilderSeesWhatIsInternal() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + "..")
                .and()
                .resideOutsideOfPackage(ROOT_PACKAGE + ".testkit..")
                .and()
                .doNotHaveSimpleName("AuthServiceBuilder")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL + "..")
                .check(CLASSES);
    }

    /** The builder hands over to the assembly, which makes what the packages beside it declare: that edge alone closes a circle. */
    @Test
    void packagesHaveNoCyclesButForTheOneOfTheBuilder() {
        slices().matching(ROOT_PACKAGE + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES.that(describe(
                        "not of the root package, which has its own rule",
                        type -> !type.getPackageName().equals(ROOT_PACKAGE))));
        noClasses()
                .that()
                .resideInAPackage(ROOT_PACKAGE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT_PACKAGE + ".web..")
                .check(CLASSES);
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
        return CLASSES.get(ROOT_PACKAGE + "." + type).getMethod(method, parameters).getMethodCallsFromSelf().stream()
                .map(call -> call.getTargetOwner().getSimpleName() + "." + call.getName())
                .toList();
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    private static boolean isSynthetic(JavaField field) {
        return field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }
}
