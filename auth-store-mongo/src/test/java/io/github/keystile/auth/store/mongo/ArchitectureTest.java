package io.github.keystile.auth.store.mongo;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.mongodb.client.model.Filters;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.keystile.auth.store.mongo");

    /** The filters whose every argument is a value, and {@code expr}, which only compares two fields of ours. */
    private static final Set<String> FILTERS =
            Set.of("and", "eq", "expr", "gt", "gte", "in", "lt", "lte", "ne", "not", "or", "type");

    @Test
    void dependsOnTheCoreAndItsOwnLibrariesOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.keystile.auth..", "java..", "com.mongodb..", "org.bson..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void seesNoOtherAdapter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.keystile.auth.store.jdbc..",
                        "io.github.keystile.auth.mail.smtp..",
                        "io.github.keystile.auth.mail.resend..",
                        "io.github.keystile.auth.testkit..")
                .check(CLASSES);
    }

    @Test
    void holdsNoStaticState() {
        fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(CLASSES);
    }

    @Test
    @Tag("STO-04")
    void filtersAreTypedAndNothingIsParsed() {
        var untyped = describe(
                "an untyped filter",
                (JavaAccess<?> access) -> access.getTargetOwner().isEquivalentTo(Filters.class)
                        && !FILTERS.contains(access.getTarget().getName()));
        var parsing = describe(
                "parsing of JSON",
                (JavaAccess<?> access) ->
                        access.getTargetOwner().getPackageName().startsWith("org.bson")
                                && access.getTarget().getName().equals("parse"));
        noClasses().should().accessTargetWhere(untyped).check(CLASSES);
        noClasses().should().accessTargetWhere(parsing).check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bson.json..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.regex\\.Pattern|org\\.bson\\.BsonRegularExpression|org\\.bson\\.types\\.Code")
                .check(new ClassFileImporter()
                        .importClasses(MongoUserStore.class, MongoOtpStore.class, MongoSessionStore.class));
    }
}
