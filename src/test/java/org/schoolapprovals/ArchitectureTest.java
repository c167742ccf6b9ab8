package org.schoolapprovals;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The walls of the house. A rule that matches nothing fails: ArchUnit is told so in archunit.properties. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.schoolapprovals");

    @Test
    void modules_depend_on_each_other_without_cycles_and_through_their_public_types_only() {
        ApplicationModules modules = ApplicationModules.of(SchoolApprovalsApplication.class);

        modules.verify();

        assertThat(modules.stream().map(ApplicationModule::getIdentifier).map(Object::toString))
                .contains("deviceexception", "decision", "people", "schoolcalendar", "engine", "security", "web");
    }

    @Test
    void only_the_process_packages_and_the_wiring_of_the_engine_know_the_engine() {
        noClasses()
                .that()
                .resideOutsideOfPackages("..process..", "..engine..", "..security..", "..demo..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.camunda.."))
                .check(CLASSES);
        assertThat(CLASSES.stream().filter(type -> type.getPackageName().endsWith(".process")))
                .isNotEmpty();
    }

    @Test
    void a_feature_knows_neither_its_process_nor_its_pages() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "org.schoolapprovals.comment",
                        "org.schoolapprovals.consent",
                        "org.schoolapprovals.deviceexception",
                        "org.schoolapprovals.decision",
                        "org.schoolapprovals.notice",
                        "org.schoolapprovals.people",
                        "org.schoolapprovals.photo",
                        "org.schoolapprovals.photo.image",
                        "org.schoolapprovals.policyreview",
                        "org.schoolapprovals.refusal",
                        "org.schoolapprovals.report",
                        "org.schoolapprovals.roundup",
                        "org.schoolapprovals.schoolcalendar",
                        "org.schoolapprovals.textcheck")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "..process..", "..web..", "org.springframework.web..", "jakarta.servlet..", "org.thymeleaf.."))
                .check(CLASSES);
    }

    @Test
    void nothing_asks_the_machine_for_the_time() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callConstructor(java.util.Date.class)
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("timers, rules and tests share the engine's clock")
                .check(CLASSES);
    }

    @Test
    void every_page_says_whether_it_reads_or_changes() {
        noMethods().should().beAnnotatedWith(RequestMapping.class).check(CLASSES);
        methods()
                .that()
                .areAnnotatedWith(PostMapping.class)
                .or()
                .areAnnotatedWith(GetMapping.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAnyPackage("..web..", "..security..")
                .check(CLASSES);
    }
}
