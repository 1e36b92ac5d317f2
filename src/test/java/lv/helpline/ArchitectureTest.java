package lv.helpline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.Temporal;
import java.util.Set;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Language;
import lv.helpline.duty.LineId;

/// What the packages must not know. Each rule has been seen failing once.
@AnalyzeClasses(packages = "lv.helpline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /// What could hold something of a caller's, by its name: `callerNumber`, `callerId`, `ani`, `rdnis`…
    private static final String OF_A_CALLER =
            "(?i)(.*caller_?(number|num|id|phone|tel|name|address|uri).*|ani|.*rdnis.*|.*diversion.*|.*redirecting.*)";

    private static final String[] DOMAIN = {
        "lv.helpline.duty..",
        "lv.helpline.routing..",
        "lv.helpline.calllog..",
        "lv.helpline.statistics..",
        "lv.helpline.admin..",
        "lv.helpline.board..",
        "lv.helpline.oncall.."
    };

    @ArchTest
    static final ArchRule dependencies_run_one_way = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("lv.helpline..")
            .layer("application")
            .definedBy("lv.helpline")
            .optionalLayer("agi")
            .definedBy("lv.helpline.agi..")
            .optionalLayer("web")
            .definedBy("lv.helpline.web..")
            .optionalLayer("jdbc")
            .definedBy("lv.helpline.jdbc..")
            .optionalLayer("metrics")
            .definedBy("lv.helpline.metrics..")
            .optionalLayer("ami")
            .definedBy("lv.helpline.ami..")
            .layer("sipprobe")
            .definedBy("lv.helpline.sipprobe..")
            .layer("notification")
            .definedBy("lv.helpline.notification..")
            .layer("shared")
            .definedBy("lv.helpline.shared..")
            .layer("oncall")
            .definedBy("lv.helpline.oncall..")
            .layer("admin")
            .definedBy("lv.helpline.admin..")
            .layer("board")
            .definedBy("lv.helpline.board..")
            .layer("statistics")
            .definedBy("lv.helpline.statistics..")
            .layer("routing")
            .definedBy("lv.helpline.routing..")
            .layer("calllog")
            .definedBy("lv.helpline.calllog..")
            .layer("duty")
            .definedBy("lv.helpline.duty..")
            .whereLayer("application")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("agi")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("jdbc")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("metrics")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("ami")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("sipprobe")
            .mayOnlyBeAccessedByLayers("application")
            .whereLayer("notification")
            .mayOnlyBeAccessedByLayers("application", "web")
            .whereLayer("shared")
            .mayOnlyBeAccessedByLayers("application", "web", "notification", "jdbc", "metrics", "ami", "sipprobe")
            .whereLayer("board")
            .mayOnlyBeAccessedByLayers("application", "web", "ami")
            .whereLayer("oncall")
            .mayOnlyBeAccessedByLayers("application", "agi", "web", "jdbc", "notification")
            .whereLayer("admin")
            .mayOnlyBeAccessedByLayers("application", "agi", "web", "jdbc", "oncall", "notification")
            .whereLayer("statistics")
            .mayOnlyBeAccessedByLayers("application", "web", "jdbc", "admin")
            .whereLayer("routing")
            .mayOnlyBeAccessedByLayers(
                    "application", "agi", "web", "jdbc", "metrics", "board", "statistics", "oncall", "sipprobe")
            .whereLayer("calllog")
            .mayOnlyBeAccessedByLayers("application", "agi", "web", "jdbc", "metrics", "statistics", "routing");

    @ArchTest
    static final ArchRule the_call_log_knows_of_duty_only_what_a_record_names = noClasses()
            .that()
            .resideInAPackage("lv.helpline.calllog..")
            .should()
            .dependOnClassesThat(resideInAPackage("lv.helpline.duty..")
                    .and(noneOf(ConsultantId.class, LineId.class, Language.class)));

    @ArchTest
    static final ArchRule the_domain_knows_no_framework_no_table_and_no_channel = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.springframework..",
                    "java.sql..",
                    "javax.sql..",
                    "org.postgresql..",
                    "org.asteriskjava..",
                    "io.micrometer..",
                    "jakarta.."));

    @ArchTest
    static final ArchRule only_duty_knows_jollyday = noClasses()
            .that()
            .resideOutsideOfPackage("lv.helpline.duty..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("de.focus_shift..");

    @ArchTest
    static final ArchRule the_domain_has_no_clock = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .accessTargetWhere(describe("reads the time of day", ArchitectureTest::readsTheTimeOfDay));

    @ArchTest
    static final ArchRule time_is_read_from_the_one_clock = noClasses()
            .should()
            .callMethodWhere(describe("reads the system clock", ArchitectureTest::readsTheSystemClock));

    @ArchTest
    static final ArchRule nobody_asks_for_the_caller_s_number = noClasses()
            .should()
            .accessTargetWhere(describe("asks Asterisk for the caller", ArchitectureTest::asksForTheCaller));

    /// It refuses to where a caller might be; see `RecordScriptTest`. Other applications could record too.
    @ArchTest
    static final ArchRule one_class_records_and_runs_applications_of_asterisk_s = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("lv.helpline.agi.RecordScript")
            .should()
            .accessTargetWhere(describe("records or runs an application", ArchitectureTest::recordsOrRuns));

    @ArchTest
    static final ArchRule no_class_is_of_a_caller_s_number =
            noClasses().should().haveNameMatching(OF_A_CALLER).allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_field_holds_a_caller_s_number =
            fields().should().haveNameNotMatching(OF_A_CALLER).allowEmptyShould(true);

    @ArchTest
    static final ArchRule no_method_hands_out_a_caller_s_number =
            methods().should().haveNameNotMatching(OF_A_CALLER).allowEmptyShould(true);

    private static boolean readsTheTimeOfDay(JavaAccess<?> access) {
        return isOfTime(access.getTargetOwner())
                ? access.getName().equals("now")
                : access.getTargetOwner().isEquivalentTo(System.class)
                        && access.getName().matches("currentTimeMillis|nanoTime");
    }

    /// `now()` without a clock handed in, or milliseconds of the system; `nanoTime` only measures and may be read.
    private static boolean readsTheSystemClock(JavaMethodCall call) {
        return isOfTime(call.getTargetOwner())
                ? call.getName().equals("now")
                        && call.getTarget().getRawParameterTypes().isEmpty()
                : call.getTargetOwner().isEquivalentTo(System.class)
                        && call.getName().equals("currentTimeMillis");
    }

    private static boolean isOfTime(JavaClass owner) {
        return owner.isAssignableTo(Temporal.class) || owner.isAssignableTo(ChronoLocalDate.class);
    }

    private static boolean asksForTheCaller(JavaAccess<?> access) {
        return access.getTargetOwner().getPackageName().startsWith("org.asteriskjava")
                && access.getName().matches("getCaller.*|getCalling.*|getRdnis|getConnectedLine.*");
    }

    /// By a method of the channel's, or by a command that is handed to it.
    private static boolean recordsOrRuns(JavaAccess<?> access) {
        var owner = access.getTargetOwner();
        return owner.getPackageName().startsWith("org.asteriskjava")
                && (access.getName().matches("recordFile|exec")
                        || owner.getSimpleName().matches("(RecordFile|Exec|Monitor|MixMonitor).*Command|.*Action"));
    }

    private static DescribedPredicate<JavaClass> noneOf(Class<?>... allowed) {
        return describe(
                "are none of " + Set.of(allowed),
                type -> Set.of(allowed).stream().noneMatch(type::isEquivalentTo));
    }
}
