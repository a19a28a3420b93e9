package org.kinoroute;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.RoutesBuilder;

/** How the house is built: one room, one job, and who may lean on whom. */
@AnalyzeClasses(packagesOf = KinorouteApplication.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule the_root_holds_the_application_class_alone =
            classes().that().resideInAPackage("org.kinoroute").should().be(KinorouteApplication.class);

    @ArchTest
    static final ArchRule video_leans_on_no_other_room = leansOnlyOn("video");

    @ArchTest
    static final ArchRule store_leans_on_video_alone = leansOnlyOn("store", "video");

    @ArchTest
    static final ArchRule script_leans_on_video_alone = leansOnlyOn("script", "video");

    @ArchTest
    static final ArchRule visual_leans_on_video_and_store = leansOnlyOn("visual", "video", "store");

    @ArchTest
    static final ArchRule voice_leans_on_video_and_store = leansOnlyOn("voice", "video", "store");

    @ArchTest
    static final ArchRule jobber_leans_on_video_and_store = leansOnlyOn("jobber", "video", "store");

    @ArchTest
    static final ArchRule assembly_leans_on_video_and_store = leansOnlyOn("assembly", "video", "store");

    @ArchTest
    static final ArchRule compose_leans_on_video_and_store = leansOnlyOn("compose", "video", "store");

    @ArchTest
    static final ArchRule routes_leans_on_video_alone = leansOnlyOn("routes", "video");

    /** It brings together what the stages read and check, for whoever asks: the command line, and the API's route. */
    @ArchTest
    static final ArchRule intake_leans_on_what_it_checks_with =
            leansOnlyOn("intake", "video", "store", "library", "script", "voice", "compose", "routes");

    /** It tells the others where its servers are, in their own terms. */
    @ArchTest
    static final ArchRule embedded_leans_on_video_and_store = leansOnlyOn("embedded", "video", "store");

    @ArchTest
    static final ArchRule openai_leans_on_no_other_room = leansOnlyOn("openai");

    @ArchTest
    static final ArchRule api_leans_on_video_and_store = leansOnlyOn("api", "video", "store");

    @ArchTest
    static final ArchRule library_leans_on_video_store_and_api = leansOnlyOn("library", "video", "store", "api");

    /** It looks at all that works; nobody leans on it. */
    @ArchTest
    static final ArchRule ops_leans_on_what_it_watches =
            leansOnlyOn("ops", "video", "store", "voice", "visual", "openai", "routes");

    @ArchTest
    static final ArchRule nobody_but_the_application_leans_on_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackages("org.kinoroute", room("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(room("cli"));

    @ArchTest
    static final ArchRule rooms_lean_on_each_other_in_no_circle =
            slices().matching("org.kinoroute.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule only_compose_knows_ffmpeg = knownOnlyTo("compose", "org.bytedeco..");

    @ArchTest
    static final ArchRule only_visual_knows_playwright = knownOnlyTo("visual", "com.microsoft.playwright..");

    @ArchTest
    static final ArchRule only_store_knows_the_aws_sdk = knownOnlyTo("store", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule only_embedded_knows_the_servers =
            knownOnlyTo("embedded", "org.apache.qpid..", "org.gaul..", "org.jclouds..", "io.zonky..");

    @ArchTest
    static final ArchRule only_openai_knows_its_sdk = knownOnlyTo("openai", "com.openai..");

    @ArchTest
    static final ArchRule only_jobber_knows_kubernetes = knownOnlyTo("jobber", "io.fabric8..");

    @ArchTest
    static final ArchRule only_voice_and_compose_know_jna = noClasses()
            .that()
            .resideOutsideOfPackages(room("voice"), room("compose"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule only_the_command_line_knows_picocli = noClasses()
            .that()
            .resideOutsideOfPackage(room("cli"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule routes_are_written_in_yaml_not_in_java =
            noClasses().should().beAssignableTo(RoutesBuilder.class);

    @ArchTest
    static final ArchRule only_the_command_line_writes_to_the_terminal =
            noClasses().that().resideOutsideOfPackage(room("cli")).should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule logs_go_through_slf4j = GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule beans_get_what_they_need_when_they_are_made = fields().should()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
            .andShould()
            .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Value")
            .andShould()
            .notBeAnnotatedWith("jakarta.annotation.Resource")
            .andShould()
            .notBeAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule no_stack_trace_is_printed = noClasses()
            .should()
            .callMethodWhere(new DescribedPredicate<>("printStackTrace is called") {
                @Override
                public boolean test(JavaMethodCall call) {
                    return call.getName().equals("printStackTrace");
                }
            });

    @ArchTest
    static void every_room_says_its_job(JavaClasses house) {
        Set<String> rooms = house.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.equals("org.kinoroute"))
                .collect(Collectors.toCollection(TreeSet::new));

        // In the sources: what is compiled of a package-info without annotations is nothing.
        assertThat(rooms).isNotEmpty().allSatisfy(room -> assertThat(
                        Path.of("src/main/java", room.replace('.', '/'), "package-info.java"))
                .content()
                .contains("/**"));
    }

    /** A room leans on itself, on those named, and on libraries. */
    private static ArchRule leansOnlyOn(String room, String... others) {
        String[] allowed = Arrays.stream(others).map(ArchitectureTest::room).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(room(room))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("org.kinoroute..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(allowed))
                        .and(JavaClass.Predicates.resideOutsideOfPackage(room(room))))
                .allowEmptyShould(true);
    }

    private static ArchRule knownOnlyTo(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(room(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static String room(String name) {
        return "org.kinoroute." + name + "..";
    }
}
