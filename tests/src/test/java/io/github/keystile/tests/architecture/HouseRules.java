package io.github.keystile.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** What {@link ArchitectureTest} holds the classes to, and {@link RulesBiteTest} shows to find what breaks it. */
final class HouseRules {
    static final String ROOT = "io.github.keystile.auth";
    static final String INTERNAL = ROOT + ".internal";
    static final String KERNEL = INTERNAL + ".kernel";
    private static final String TESTKIT = ROOT + ".testkit";

    private static final Set<String> LOCALE_BLIND = Set.of(
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.equalsIgnoreCase(java.lang.String)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted([Ljava.lang.Object;)");

    private HouseRules() {}

    static ArchRule noThreadLocals() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal.class);
    }

    static ArchRule nothingIsFoundByServiceLoader() {
        return noClasses().should().dependOnClassesThat().areAssignableTo(ServiceLoader.class);
    }

    static ArchRule staticFieldsAreFinal() {
        return fields().that().areStatic().should().beFinal();
    }

    static ArchRule staticFieldsHoldNothingThatChanges() {
        return noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(describe(
                        "concurrent or atomic", type -> type.getPackageName().startsWith("java.util.concurrent")));
    }

    static ArchRule visibleStaticFieldsAreNeitherArraysNorCollections() {
        return noFields()
                .that()
                .areStatic()
                .and()
                .areNotPrivate()
                .and(describe("are written by hand", (JavaField field) -> !isSynthetic(field)))
                .should()
                .haveRawType(describe("array or collection", type -> type.isArray() || isCollection(type)));
    }

    static ArchRule staticInitialisersMakeNoMutableCollections() {
        var inInitialiser = describe(
                "a mutable collection or atomic made in a static initialiser",
                (JavaConstructorCall call) -> call.getOrigin().getName().equals("<clinit>")
                        && (isCollection(call.getTargetOwner())
                                || call.getTargetOwner().getPackageName().startsWith("java.util.concurrent")));
        return noClasses().should(callConstructorWhere(inInitialiser));
    }

    static ArchRule textIsNeverHandledInTheDefaultLocale() {
        var localeBlind = describe(
                "the default locale, or no locale, is used (pass Locale.ROOT)",
                (JavaAccess<?> access) ->
                        LOCALE_BLIND.contains(access.getTarget().getFullName()));
        return noClasses().should().accessTargetWhere(localeBlind);
    }

    static ArchRule threadsStartOnlyInQueuesGatesHousekeepersAndDispatchers() {
        DescribedPredicate<JavaConstructorCall> newThread = describe(
                "new Thread", call -> owner(assignableTo(Thread.class)).test((CodeUnitCallTarget) call.getTarget()));
        return noClasses()
                .that(not(nameMatching(".*(Queue|Gate|Housekeeper|Dispatcher)(\\$.*)?")))
                .should(callConstructorWhere(newThread));
    }

    static ArchRule onlyTheConsoleMailerWritesToTheConsole() {
        return noClasses()
                .that(not(nameMatching(".*\\.ConsoleMailer(\\$.*)?")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err");
    }

    static ArchRule flowsStayBehindTheFacade() {
        return classes()
                .that()
                .haveSimpleNameEndingWith("Flow")
                .and()
                .resideOutsideOfPackage(TESTKIT + "..")
                .should()
                .resideInAPackage(INTERNAL + ".*")
                .andShould()
                .haveModifier(JavaModifier.FINAL);
    }

    static ArchRule aCapabilitySeesTheKernelSpisAndApiOnly() {
        return classes().that(areOfACapability()).should(see("itself, the kernel, SPIs and API", HouseRules::maySee));
    }

    static ArchRule theKernelSeesNoCapability() {
        return noClasses()
                .that()
                .resideInAPackage(KERNEL)
                .should()
                .dependOnClassesThat(areOfACapability().or(describe("wire", HouseRules::isAssembly)));
    }

    /** Its package: it makes the class behind the facade, which hands verbs to flows. */
    static ArchRule onlyTheAssemblySeesCapabilities() {
        return noClasses()
                .that(not(areOfACapability()).and(describe("do not wire", type -> !isAssembly(type))))
                .should()
                .dependOnClassesThat(areOfACapability());
    }

    static ArchRule onlyTheBuilderSeesWhatIsInternal() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + "..")
                .and()
                .resideOutsideOfPackage(TESTKIT + "..")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".AuthServiceBuilder")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(INTERNAL + "..");
    }

    /** The builder hands over to the assembly, which makes what the packages beside it declare. */
    static ArchRule packagesHaveNoCyclesButForTheOneOfTheBuilder() {
        return slices().assignedFrom(PACKAGES)
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        describe("the builder", type -> type.getFullName().equals(ROOT + ".AuthServiceBuilder")),
                        describe("what it hands over to", type -> isIn(INTERNAL, type)));
    }

    static ArchRule theRootPackageDoesNotSeeWeb() {
        return noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".web..");
    }

    /** Or a way in could forget what an account asks of whoever comes. */
    static ArchRule onlyTheDoorOpensSessions() {
        return noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .and()
                .doNotHaveFullyQualifiedName(KERNEL + ".SignIn")
                .should()
                .callMethod(ROOT + ".session.SessionStore", "insert", ROOT + ".session.Session");
    }

    /** A look-up is no race: whoever runs one contract runs no other with it. */
    static ArchRule contractsStandSideBySide() {
        String contract = TESTKIT + ".contract.Contract";
        return noClasses()
                .that()
                .resideInAPackage(TESTKIT + ".contract")
                .and()
                .areAssignableTo(contract)
                .should()
                .beAssignableTo(describe(
                        "another contract",
                        type -> type.isAssignableTo(contract)
                                && type.getRawSuperclass()
                                        .filter(parent -> parent.isAssignableTo(contract)
                                                && !parent.getName().equals(contract))
                                        .isPresent()));
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isIn(ROOT, type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static DescribedPredicate<JavaClass> areOfACapability() {
        return describe(
                "are of a capability", type -> isIn(INTERNAL, type) && !isAssembly(type) && !isIn(KERNEL, type));
    }

    private static boolean isAssembly(JavaClass type) {
        return type.getPackageName().equals(INTERNAL);
    }

    private static boolean maySee(JavaClass origin, JavaClass target) {
        if (isIn(INTERNAL, target)) {
            return isIn(KERNEL, target) || target.getPackageName().equals(origin.getPackageName());
        }
        return Stream.of(ROOT, "java", "org.jspecify.annotations", "org.slf4j").anyMatch(name -> isIn(name, target))
                && !isIn(TESTKIT, target);
    }

    private static boolean isIn(String name, JavaClass type) {
        return (type.getPackageName() + ".").startsWith(name + ".");
    }

    private static ArchCondition<JavaClass> see(String what, Sight sight) {
        return new ArchCondition<>("see " + what + " only") {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    boolean allowed = target.isPrimitive() || sight.allows(origin, target);
                    events.add(new SimpleConditionEvent(dependency, allowed, dependency.getDescription()));
                }
            }
        };
    }

    private interface Sight {
        boolean allows(JavaClass origin, JavaClass target);
    }

    private static boolean isCollection(JavaClass type) {
        return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    }

    private static boolean isSynthetic(JavaField field) {
        return field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }
}
