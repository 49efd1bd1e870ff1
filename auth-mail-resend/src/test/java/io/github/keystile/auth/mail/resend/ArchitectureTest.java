package io.github.keystile.auth.mail.resend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.keystile.auth.mail.resend");

    @Test
    void dependsOnTheCoreTheJdkAndTheJsonEncoderOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.github.keystile.auth..", "java..", "com.fasterxml.jackson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void seesNoOtherAdapter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.keystile.auth.store..",
                        "io.github.keystile.auth.mail.smtp..",
                        "io.github.keystile.auth.testkit..")
                .check(CLASSES);
    }

    @Test
    void holdsNoStaticState() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
    }
}
