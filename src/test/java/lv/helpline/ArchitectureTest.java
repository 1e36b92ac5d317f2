package lv.helpline;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.chrono.ChronoLocalDate;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterStore;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/// What the packages must not know. Each rule has been seen failing once.
@AnalyzeClasses(packages = "lv.helpline", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    /// What could hold something of a caller's, by its name: `callerNumber`, `callerId`, `ani`, `rdnis`…
    private static final String OF_A_CALLER =
            "(?i)(.*caller_?(number|num|id|phone|tel|name|address|uri).*|ani|.*rdnis.*|.*diversion.*|.*redirecting.*)";

    /// What a module is about: its own package, without `web` and `jdbc`.
    private static final String[] DOMAIN = {
        "lv.helpline.roster..",
        "lv.helpline.routing",
        "lv.helpline.calllog",
        "lv.helpline.statistics",
        "lv.helpline.statistics.forecast",
        "lv.helpline.accounts",
        "lv.helpline.audit",
        "lv.helpline.planning",
        "lv.helpline.planning.proposals",
        "lv.helpline.staff",
        "lv.helpline.lines",
        "lv.helpline.recordings",
        "lv.helpline.selfservice",
        "lv.helpline.callout",
        "lv.helpline.wallboard",
        "lv.helpline.webcall",
        "lv.helpline.identity"
    };

    private static final String[] PAGES = {
        "lv.helpline.*.web..",
        "lv.helpline.api..",
        "lv.helpline.app..",
        "lv.helpline.audittrail..",
        "lv.helpline.publicsite..",
        "lv.helpline.simulator.."
    };

    private static final String JDBC = "lv.helpline.*.jdbc..";

    private static final String[] ADAPTERS = {
        JDBC, "lv.helpline.snapshot..", "lv.helpline.asterisk..", "lv.helpline.observability.."
    };

    /// A module may use another one, or be used by it, and not both: whoever changes one knows whom it concerns.
    @ArchTest
    static final ArchRule no_two_modules_use_each_other =
            slices().matching("lv.helpline.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_parts_of_the_core_and_of_asterisk_run_one_way = slices().assignedFrom(
                    new PackagesOf(List.of("lv.helpline.roster", "lv.helpline.asterisk")))
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule whatever_runs_in_a_router_knows_no_page = noClasses()
            .that(resideOutsideOfPackages(PAGES).and(resideOutsideOfPackage("lv.helpline")))
            .should()
            .dependOnClassesThat(resideInAnyPackage(PAGES).and(resideOutsideOfPackage("lv.helpline.shared.web..")));

    @ArchTest
    static final ArchRule pages_know_no_table_and_no_channel = noClasses()
            .that()
            .resideInAnyPackage(PAGES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc.core..", "org.springframework.data..", "org.asteriskjava..");

    @ArchTest
    static final ArchRule the_domain_knows_none_of_its_adapters = noClasses()
            .that()
            .resideInAnyPackage(DOMAIN)
            .should()
            .dependOnClassesThat(resideInAnyPackage(PAGES).or(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule pages_know_no_adapter_to_postgresql = noClasses()
            .that()
            .resideInAnyPackage(PAGES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JDBC);

    /// So that an edit gets the same care wherever it is made.
    @ArchTest
    static final ArchRule only_the_one_door_writes_the_roster = noClasses()
            .that(not(belongToAnyOf(RosterEditing.class, RosterStore.class))
                    .and(resideOutsideOfPackage("lv.helpline.planning.jdbc")))
            .should()
            .dependOnClassesThat(assignableTo(RosterStore.class));

    /// The tables that say who is on duty and when lines are open.
    private static final Pattern WRITES_THE_ROSTER = Pattern.compile("(insert\\s+into|update|delete\\s+from)\\s+"
            + "(weekly_duty|cover|absence|closure|closure_message|special_opening|opening_hours)\\b");

    @Test
    void only_the_one_door_has_sql_that_writes_the_roster() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file ->
                                    WRITES_THE_ROSTER.matcher(read(file)).find()))
                    .containsExactly(Path.of("src/main/java/lv/helpline/planning/jdbc/JdbcRosterStore.java"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// What an edit has to pass, and who is told of it, is not for the place where it is made to know.
    @ArchTest
    static final ArchRule no_door_judges_an_edit_by_itself = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "lv.helpline.planning",
                    "lv.helpline.planning.jdbc",
                    "lv.helpline.notification",
                    "lv.helpline.callout.jdbc")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("lv.helpline.planning.RosterEdited");

    @ArchTest
    static final ArchRule nobody_knows_what_asks_us_and_what_watches_us = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "lv.helpline", "lv.helpline.asterisk..", "lv.helpline.observability..", "lv.helpline.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("lv.helpline.asterisk..", "lv.helpline.observability..", "lv.helpline.app..");

    @ArchTest
    static final ArchRule asterisk_s_modules_know_no_page_and_no_table = noClasses()
            .that()
            .resideInAPackage("lv.helpline.asterisk..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(JDBC, "org.springframework.jdbc..").or(resideInAnyPackage(PAGES)));

    @ArchTest
    static final ArchRule the_call_log_knows_of_the_roster_only_what_a_record_names = noClasses()
            .that()
            .resideInAPackage("lv.helpline.calllog..")
            .should()
            .dependOnClassesThat(resideInAPackage("lv.helpline.roster..")
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
    static final ArchRule sql_goes_through_the_one_client =
            noClasses().should().dependOnClassesThat().areAssignableTo(JdbcTemplate.class);

    @ArchTest
    static final ArchRule only_the_roster_knows_jollyday = noClasses()
            .that()
            .resideOutsideOfPackage("lv.helpline.roster..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("de.focus_shift..");

    /// So the program runs without it.
    @ArchTest
    static final ArchRule only_the_solver_knows_timefold = noClasses()
            .that()
            .resideOutsideOfPackage("lv.helpline.solver")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.timefold..");

    @ArchTest
    static final ArchRule nobody_knows_the_solver = noClasses()
            .that()
            .resideOutsideOfPackage("lv.helpline.solver")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("lv.helpline.solver");

    /// So `ops/prompts` can compile it by itself.
    @ArchTest
    static final ArchRule what_makes_prompts_knows_nothing_but_the_jdk = classes()
            .that()
            .resideInAPackage("lv.helpline.prompts")
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("lv.helpline.prompts", "java..");

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
            .doNotHaveFullyQualifiedName("lv.helpline.asterisk.scripts.RecordScript")
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

    /// Each package below one of these, whole.
    private record PackagesOf(List<String> above) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return above.stream()
                    .filter(type.getPackageName()::startsWith)
                    .findFirst()
                    .map(_ -> SliceIdentifier.of(type.getPackageName()))
                    .orElse(SliceIdentifier.ignore());
        }

        @Override
        public String getDescription() {
            return "packages of " + above;
        }
    }
}
