package lv.helpline.asterisk.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lv.helpline.asterisk.fastagi.DialplanNames;
import lv.helpline.asterisk.prompts.Prompts;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.recordings.Catalogue;
import lv.helpline.testing.DialplanText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the dialplan against what the scripts call things, and against what must not be in it.
class DialplanTest {

    private static final Path CONFIG = Path.of("asterisk-config");

    /// So many are in a file of the dialplan at most.
    private static final int LINES = 300;

    /// What ends a loop.
    private static final Pattern ENDS = Pattern.compile(Stream.of(
                    "(SHIFT|POP|Read|WaitDigit|WaitForCondition|Wait|Dial|AGI)\\(|Gosub\\(sub-offer,",
                    "CUT\\(STEPS",
                    "\\b(count|tries|said|times|rest)} \\+",
                    "left} - 1")
            .collect(Collectors.joining("|")));

    /// What is a number in an expression: a function of Asterisk's that gives one, or a variable that is only
    /// ever set to one. Behind a `0` it may be empty.
    private static final List<String> NUMBERS = Stream.of(
                    "EPOCH LEN FIELDNUM FIELDQTY FILTER LOCK GROUP_COUNT CHANNEL_EXISTS DIALPLAN_EXISTS STAT STRFTIME",
                    "GOSUB_RETVAL HANGUPCAUSE MASTER_CHANNEL CUT DB IF SHARED ARG1 ARG2 cause start PATIENCE",
                    "AMONG CALLS_RUN COLLEAGUE_WITHIN DECIDE_WITHIN FAILS_AT_ONCE FOREVER LEG_BEGINS_WITHIN LEG_GOES_ON LONGEST_CALL OUTCOME_RUNS",
                    "PATIENCE_AFTER_OFFER PLAN_HOLDS REST RUNG_WITHIN SAME_KEY STILL_OPEN TRUNK_RESTS WEB_CALLS_AT_ONCE",
                    "WHISPER_KEY_WITHIN",
                    "COMES_ COMPLETE ENTERED LAST_KEY_AT LIMIT SECONDS TAKEN_AT WHO",
                    "apart at count DECIDED_AT keeps late left locked lost merged mine more most next now number piece",
                    "rests rung said sent silent status step there times took tries until wait waited")
            .flatMap(names -> Stream.of(names.split(" ", -1)))
            .toList();

    /// Without comments.
    private final String extensions = DialplanText.read(CONFIG)
            .lines()
            .map(line -> line.replaceFirst("(^|\\s);.*", ""))
            .collect(Collectors.joining("\n"));

    DialplanTest() throws IOException {}

    /// A part that is not included is no part of the dialplan, and one that is included twice has each step twice.
    @Test
    void eachFileIsIncludedOnce() throws IOException {
        try (var files = Files.list(CONFIG.resolve("dialplan"))) {
            assertThat(Files.readAllLines(CONFIG.resolve("extensions.conf")).stream()
                            .filter(line -> line.startsWith("#include ")))
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("site.conf"),
                                    files.map(CONFIG::relativize).map(Path::toString))
                            .map("#include "::concat)
                            .toList());
        }
    }

    /// A context's name begins with how a channel comes to it: `helpline-` on its way, from a trunk, a phone or
    /// another such context; `sub-` by Gosub; `hangup-` when it is gone; `answer-` on a phone that has answered.
    @Test
    void eachContextIsNamedByItsKind() {
        assertThat(contexts().filter(name -> !List.of("general", "globals").contains(name)))
                .hasSizeGreaterThan(40)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches("(helpline|sub|hangup|answer)-[a-z0-9-]+"));
        assertThat(named("Gosub\\(([a-z-]+),")).isNotEmpty().allMatch(name -> name.startsWith("sub-"));
        assertThat(named("hangup_handler_push\\)=([a-z-]+),"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("hangup-"));
        assertThat(named("[UF]\\(([a-z-]+)[\\^)]")).isNotEmpty().allMatch(name -> name.startsWith("answer-"));
        assertThat(named("Local/[^@]+@([a-z-]+)")).isNotEmpty().allMatch(name -> name.startsWith("helpline-"));
    }

    /// Which contexts the first group of a pattern names, each of which there is.
    private List<String> named(String pattern) {
        var names = Pattern.compile(pattern)
                .matcher(extensions)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
        assertThat(names).isSubsetOf(contexts().toList());
        return names;
    }

    /// What a subroutine sets is its own, or a step that calls it finds its own variables changed. Of the others,
    /// which are written in capitals, `extensions.conf` says what they are.
    @Test
    void whatASubroutineSetsIsItsOwnOrAResult() throws IOException {
        var sets = Pattern.compile("\\bSet\\((LOCAL\\()?_{0,2}(\\w+)\\)?=|\\b(?:SHIFT|POP|Read)\\((\\w+)");
        var results = new TreeSet<String>();
        for (var name : contexts().filter(this::isCalled).toList()) {
            var own = new HashSet<String>();
            sets.matcher(context(name)).results().forEach(set -> {
                var variable = Objects.requireNonNullElse(set.group(2), String.valueOf(set.group(3)));
                if (set.group(1) != null) {
                    own.add(variable);
                } else if (!own.contains(variable)) {
                    assertThat(variable)
                            .as("in [%s], neither LOCAL nor a result", name)
                            .matches("[A-Z_]+");
                    results.add(variable);
                }
            });
        }
        assertThat(results).hasSizeGreaterThan(20);
        assertThat(described()).containsAll(results);
    }

    /// By Gosub, as a handler of a hang-up, or by U of Dial, all of which come back. F of Dial does not.
    private boolean isCalled(String context) {
        return !context.matches("(helpline-.*|general|globals|answer-after)");
    }

    /// The variables of which the table in `extensions.conf` says what they are.
    private static List<String> described() throws IOException {
        return Files.readAllLines(CONFIG.resolve("extensions.conf")).stream()
                .map(line -> Pattern.compile("^; ([A-Z_]+) +\\S").matcher(line))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .toList();
    }

    /// A time that stands where it is used is found by nobody who looks for all of them, and has no unit.
    @Test
    void eachTimeIsNamedInOneFile() throws IOException {
        var literal = Pattern.compile(Stream.of(
                        "\\bWait(Digit|Exten)?\\(\\d",
                        "\\bMusicOnHold\\(.*,\\d",
                        "\\bRead\\(.*,\\d[\\d.]*\\)$",
                        "\\bDial\\(.*,\\d+,",
                        "\\bDial\\(.*S\\(\\d",
                        "\\bWaitForCondition\\(.*],(.*,)?\\d",
                        "\\bOriginate\\(.*,\\d",
                        "\\bTIMEOUT\\([a-z]+\\)=(?!0\\))\\d",
                        "EPOCH} [-+] [1-9]",
                        "Gosub\\(sub-ask-router,s,1\\(\\d,[^,]+,\\d",
                        "Gosub\\(sub-(pause|hold),s,1\\(.*,[1-9]",
                        "\\|[1-9]")
                .collect(Collectors.joining("|")));
        assertThat(extensions.lines().filter(line -> literal.matcher(line).find()))
                .isEmpty();
        // What is left in expressions: units (60 s, 1,000 ms), pieces of the whisper (20, 23, 10), lengths of a list
        // and
        // of a value (30, 4,000), a status of SIP (300), a cause of Q.850 (16).
        assertThat(expressions()
                        .map(expression -> expression.replaceAll("\"[^\"]*\"|:\\d+", ""))
                        .flatMap(expression -> Pattern.compile("(?<![\\w.])\\d\\d+")
                                .matcher(expression)
                                .results())
                        .map(MatchResult::group))
                .containsExactlyInAnyOrder("60", "1000", "20", "23", "10", "30", "4000", "300", "16", "16");
        var times = Files.readAllLines(CONFIG.resolve("dialplan/times.conf")).stream()
                .filter(line -> line.contains(" = "))
                .toList();
        assertThat(times).hasSizeGreaterThan(40).allSatisfy(line -> {
            assertThat(line).matches("[A-Z_]+ = \\S+ +; (s|ms|min|at most so many)\\b.*");
            assertThat(extensions).contains("${" + line.replaceFirst(" .*", "") + "}");
        });
    }

    /// A file is a page or a few: who looks for something reads one of them, not all.
    @Test
    void noFileIsLong() throws IOException {
        try (var files = Files.list(CONFIG.resolve("dialplan"))) {
            assertThat(Stream.concat(Stream.of(CONFIG.resolve("extensions.conf")), files)
                            .filter(file -> linesOf(file) > LINES))
                    .isEmpty();
        }
    }

    private static int linesOf(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void namesWhatTheScriptsName() {
        assertThat(extensions)
                .contains("Set(" + DialplanNames.ANSWER + "=)")
                .contains("1," + DialplanNames.ROUTE + ",")
                .contains("exten => " + DialplanNames.REFRESH + ",1,")
                .contains("exten => " + DialplanNames.OUTCOME + ",1,")
                .contains("exten => " + DialplanNames.CALLS + ",1,")
                .contains("(1," + DialplanNames.PLACED + ",")
                .contains(
                        "${CLAIM}," + DialplanNames.CODE + ",${code}", "\"${TYPED}\" = \"" + DialplanNames.CODE + "\"")
                .contains("= \"" + DialplanNames.NOTED + "\"]?right")
                .contains("!= \"" + DialplanNames.THEN + "\"]?together", "(_" + DialplanNames.THEN + "_[")
                .contains("(1," + DialplanNames.TESTS + ",")
                .contains("exten => " + DialplanNames.BEGIN + ",1,")
                .contains("Set(__CALL=" + DialplanNames.TRIAL + ")")
                .contains("Set(book=" + DialplanNames.fallbackOf("${LINE}") + ")")
                .contains("Set(LOCAL(book)=" + DialplanNames.fallbackOf("${LINE}") + "-${ASKED})")
                .contains("1," + DialplanNames.PAUSE + ",${PAUSE_WITHIN},${ARG1},${ARG2}")
                .contains("(1," + DialplanNames.PEOPLE + ",${PEOPLE_WITHIN},${WHO},${LINE},${SPOKEN})")
                .contains(
                        "1," + DialplanNames.DUTY + ",${ANSWER_WITHIN},",
                        "2," + DialplanNames.DUTY + ",${ANSWER_WITHIN},")
                .contains(
                        "s,1(" + DialplanNames.KNOCK + ",",
                        "s,1(" + DialplanNames.ENTER + ",",
                        "s,1(" + DialplanNames.STATE + ",")
                .contains(
                        "s,1(" + DialplanNames.REST + ",",
                        "s,1(" + DialplanNames.RESUME + ",",
                        "s,1(" + DialplanNames.ABSENT + ",")
                .contains("=~ \"" + DialplanNames.REST + "\"", "=~ \"" + DialplanNames.RESUME + "\"")
                .contains("=~ \"" + DialplanNames.ABSENT + "\"", "=~ \"" + DialplanNames.COORDINATOR + "\"")
                .contains("=~ \"" + DialplanNames.SPEAK + "\"", ":" + DialplanNames.KEEP + ")},${me}")
                .contains(
                        "/" + DialplanNames.RECORD + ",${AGI_SECRET},${me},",
                        "exten => " + DialplanNames.SPOKEN + ",1,")
                .contains("exten => " + DialplanNames.UNHEARD + ",1,", "exten => " + DialplanNames.FAILED + ",1,")
                .contains("DB(" + DialplanNames.PAUSES + "/${ARG1})")
                .contains("LOCAL(place)=" + DialplanNames.PARTNER_CALLS
                        + "/${STRFTIME(${EPOCH},Europe/Riga,%Y%m)}_${LINE}")
                .contains("DB(" + DialplanNames.OUTCOMES + "/${CALL})")
                .contains("DB(" + DialplanNames.ATTEMPTS + "/${CALL}_${WHO}_${STARTED})")
                .contains("GROUP(" + DialplanNames.ALIVE + ")=${CALL}");
    }

    /// The caller is counted as alive before the open entry is there, or a call that is being entered looks dead.
    @Test
    void aCallerIsAliveBeforeTheOpenEntry() {
        assertThat(extensions.indexOf("GROUP(" + DialplanNames.ALIVE + ")"))
                .isBetween(0, extensions.indexOf("DB(" + DialplanNames.OUTCOMES));
    }

    /// The answer is believed by its version and its end mark, and each field is taken by its number.
    @Test
    void believesTheVersionOfTheAnswer() {
        assertThat(Pattern.compile("v\\d\\|").matcher(extensions).results().map(found -> found.group()))
                .containsOnly("v1|", RouteReply.VERSION);
        assertThat(Pattern.compile("\"\\$\\{HELPLINE:0:3}\" = \"([^\"]*)\"")
                        .matcher(extensions)
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .containsOnly(RouteReply.VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHANNEL(pjsip,remote_uri)",
                "PJSIP_HEADER(read,From",
                "PJSIP_HEADERS(",
                "PJSIP_HEADER(read,P-Asserted",
                "PJSIP_HEADER(read,Remote-Party",
                "${CALLERID(",
                "${REDIRECTING(",
                "Verbose(",
                "NoOp(",
                "Log(",
                "MixMonitor(",
                "Record(",
                "SetCallerPres("
            })
    void neverReadsOrPrintsTheCaller(String banned) {
        assertThat(extensions).doesNotContain(banned);
    }

    /// What a caller, or whoever says to be one, has written: the number that they call, and a header. Nothing
    /// of it but what a filter lets through is ever a part of an expression or an application's argument. Before
    /// that it is only named, so Asterisk never reads it as anything but a text.
    @Test
    void whatACallerWroteIsFilteredBeforeItIsUsed() {
        var written = Pattern.compile("\\$\\{(EXTEN|header|PJSIP_HEADER\\(|CHANNEL\\(pjsip,)");
        var filtered = Pattern.compile("\\$\\{FILTER\\([-+a-z0-9_]+,\\$\\{(EXTEN|header|CUT\\(EXTEN,\\\\;,1\\))}\\)}");
        var uses = new ArrayList<String>();
        var named = "";
        for (var line : extensions.lines().toList()) {
            var begins = Pattern.compile("exten => ([^,]+),").matcher(line);
            if (begins.find()) {
                named = begins.group(1);
            }
            // No pattern, or one of digits only.
            var rest = filtered.matcher(line).replaceAll("");
            if (!named.matches("[a-z]+|\\d|_(X+|\\[[1-9-]+])") || !rest.contains("${EXTEN}")) {
                if (written.matcher(rest).find()) {
                    uses.add(rest.strip().replaceFirst("^same => n(\\([a-z]+\\))?,|^exten => [^,]+,1,", ""));
                }
            }
        }
        assertThat(uses)
                .containsExactlyInAnyOrder(
                        "Set(LOCAL(request)=${MD5(${CHANNEL(pjsip,call-id):0:200} ${CHANNEL(pjsip,remote_tag):0:200}"
                                + " ${PJSIP_HEADER(read,CSeq):0:50})})",
                        "Set(header=${PJSIP_HEADER(read,${header})})",
                        // Digits by then.
                        "GotoIf($[\"${header}\" = \"\"]?ours,1)",
                        "Set(there=$[${DIALPLAN_EXISTS(helpline-our-numbers,${header:-8},1)} | \"${header:-8}\" ="
                                + " \"${DUTY_NUMBER}\"])",
                        "ExecIf($[${there}]?Set(called=${header}))",
                        // One key, by its pattern.
                        "Set(PRESSED=${EXTEN})");
    }

    /// Each expression holds a text between quotation marks, or a syntax error is logged for a text that is empty
    /// or has a sign in it. What stands without them is a number: of Asterisk's, or counted or filtered by us.
    @Test
    void anExpressionHoldsATextInQuotationMarksAndElseANumber() {
        assertThat(expressions()
                        .map(expression -> expression.replaceAll("\"[^\"]*\"", "\"\""))
                        .flatMap(expression -> values(expression).stream()))
                .isNotEmpty()
                .isSubsetOf(NUMBERS);
    }

    /// What stands in `${…}`, without what stands in that.
    private static List<String> values(String expression) {
        var names = new ArrayList<String>();
        var depth = 0;
        for (var at = 0; at < expression.length(); at++) {
            if (depth == 0 && expression.startsWith("${", at)) {
                names.add(expression.substring(at + 2).replaceFirst("\\W.*", ""));
            }
            depth += expression.charAt(at) == '{' ? 1 : expression.charAt(at) == '}' ? -1 : 0;
        }
        return names;
    }

    private Stream<String> expressions() {
        return Pattern.compile("\\$\\[").matcher(extensions).results().map(begin -> {
            var depth = 1;
            var end = begin.end();
            while (depth > 0) {
                depth += extensions.charAt(end) == '[' ? 1 : extensions.charAt(end) == ']' ? -1 : 0;
                end++;
            }
            return extensions.substring(begin.end(), end - 1);
        });
    }

    /// Anything is recorded in one context. Only the duty line leads there, from what it says to whoever has given a
    /// PIN; and no context leads to the duty line but the door, by its number alone.
    @Test
    void noCallerIsEverWhereARouterRecords() {
        assertThat(contextsWith("/" + DialplanNames.RECORD + ",")).containsExactly(DialplanNames.RECORD_CONTEXT);
        assertThat(contextsWith("\\b" + DialplanNames.RECORD_CONTEXT + ",s")).containsExactly("helpline-duty-line");
        assertThat(extensions.lines().filter(line -> line.matches("(?i).*(goto|local|include|originate).*record.*")))
                .isEmpty();
        var dutyLine = context("helpline-duty-line");
        assertThat(dutyLine.substring(dutyLine.indexOf("exten => told,")))
                .contains("exten => speak,1,Gosub(" + DialplanNames.RECORD_CONTEXT + ",s,1)");
        assertThat(dutyLine)
                .containsOnlyOnce("Gosub(" + DialplanNames.RECORD_CONTEXT)
                .containsOnlyOnce("?speak,1)");
        assertThat(dutyLine.lines().filter(line -> line.contains("told,1") || line.contains("welcome,1")))
                .as("the way past the PIN")
                .filteredOn(line -> dutyLine.indexOf(line) < dutyLine.indexOf("exten => welcome,"))
                .containsExactly(" same => n,GotoIf($[\"${CUT(HELPLINE,|,2)}\" = \"duty\"]?welcome,1)");
        assertThat(contextsWith("\\bhelpline-duty-line,(s|welcome|told|speak)\\b"))
                .containsExactly("helpline-number", "helpline-from-phone");
    }

    private List<String> contextsWith(String pattern) {
        return contexts()
                .filter(name -> Pattern.compile(pattern).matcher(context(name)).find())
                .toList();
    }

    private Stream<String> contexts() {
        return Pattern.compile("^\\[([a-z-]+)]", Pattern.MULTILINE)
                .matcher(extensions)
                .results()
                .map(found -> found.group(1));
    }

    /// What stands between the heading of a context and the next one.
    private String context(String name) {
        var from = extensions.indexOf("\n[" + name + "]");
        var until = extensions.indexOf("\n[", from + 1);
        return extensions.substring(from, until < 0 ? extensions.length() : until);
    }

    /// Nor by a module of Asterisk's.
    @Test
    void nothingThatRecordsIsLoaded() throws IOException {
        assertThat(Files.readAllLines(CONFIG.resolve("modules.conf")))
                .contains(
                        "noload = app_record.so",
                        "noload = app_mixmonitor.so",
                        "noload = app_dictate.so",
                        "noload = app_chanspy.so",
                        "noload = app_voicemail.so",
                        "noload = app_minivm.so",
                        "noload = res_ari_recordings.so",
                        "noload = res_stasis_recording.so",
                        "noload = res_pjsip_one_touch_record_info.so");
    }

    /// In-call features are for strangers too, and privacy mode stores who called.
    @Test
    void noDialHasAFeatureForTheCaller() {
        // d leaves a ringing phone for the extensions of [helpline-keys].
        assertThat(dials().map(dial -> dial.group("options")))
                .containsExactlyInAnyOrder(
                        "m(${audio}-${CHANNEL(language)})diI",
                        "riIb(sub-no-keys^s^1)",
                        "riI",
                        "riI",
                        "gm(default)iI",
                        "${IF($[\"${watch}\" != \"\"]?b(sub-dialled^s^1))}${ARG3})",
                        "grIiS(${LONGEST_CALL})F(answer-after^s^1)U(answer-confirm^${ARG1:0:1})",
                        "cgrIiS(${LONGEST_CALL})F(answer-after^s^1)U(answer-confirm^${ARG1:0:1}))",
                        "riIU(answer-colleague))",
                        "riIU(answer-second))",
                        "gIiU(answer-callout))");
    }

    /// Asterisk 22 frees a frame that is dropped on the way to a channel twice.
    @Test
    void framesAreDroppedOnlyAsTheyAreRead() {
        assertThat(extensions).contains("FRAME_DROP(RX)").doesNotContain("FRAME_DROP(TX)");
    }

    /// Its keys lead to `[sub-second]`, and later out of the room: nobody parks, records, transfers or ends a call by a
    /// key.
    @Test
    void onlyAConsultantWhoHasTakenACallHasAFeature() throws IOException {
        assertThat(contextsWith("\\bDYNAMIC_FEATURES\\b")).containsExactly("answer-confirm");
        assertThat(settings("features.conf", "[applicationmap]", "[featuremap]"))
                .containsExactly("second = *2,self,Gosub,\"sub-second,s,1\"");
        assertThat(settings("confbridge.conf", "[consultant]")).containsExactly("type = menu", "*2 = leave_conference");
        assertThat(Files.readString(CONFIG.resolve("confbridge.conf"))).doesNotContain("record", "admin");
    }

    /// What stands in these sections.
    private static List<String> settings(String file, String... sections) throws IOException {
        var section = "";
        var settings = new ArrayList<String>();
        for (var line : Files.readAllLines(CONFIG.resolve(file))) {
            section = line.startsWith("[") ? line : section;
            if (line.contains(" = ") && List.of(sections).contains(section)) {
                settings.add(line);
            }
        }
        return settings;
    }

    /// A phone is dialled from a Local channel, whose other half is a caller or a consultant. Without r or m a key
    /// that goes down before the answer gets through to them, its end does not, and the phone stays mute. A call
    /// that we place is to nobody but the phone: `answer-callout` never bridges it.
    @Test
    void whatAPhoneSendsBeforeItsAnswerStaysThere() {
        assertThat(dials().filter(dial -> dial.group().startsWith("Gosub(sub-dial,")
                                || dial.group("whom").startsWith("PJSIP/browser/"))
                        .map(dial -> dial.group("options"))
                        .filter(options -> !options.contains("U(answer-callout)")))
                .hasSize(4)
                .allSatisfy(options -> assertThat(options.replaceAll("\\([^)]*\\)", ""))
                        .as("the letters of %s", options)
                        .containsAnyOf("r", "m"));
        assertThat(extensions).contains("[answer-callout]\nexten => s,1,Set(GOSUB_RESULT=CONTINUE)");
    }

    /// With the options that two of them share, in each.
    private Stream<MatchResult> dials() {
        var shared = Pattern.compile("Set\\(LOCAL\\(options\\)=(.*)\\)$", Pattern.MULTILINE)
                .matcher(extensions);
        assertThat(shared.find()).isTrue();
        return Pattern.compile(
                        "(?:Dial\\(|Gosub\\(sub-dial,s,1\\()(?<whom>.*),(?<options>[^,]+)\\)$", Pattern.MULTILINE)
                .matcher(extensions.replace("${options}", shared.group(1)))
                .results();
    }

    /// Which of them has a text in each language is [CatalogueTest]'s.
    @Test
    void namesPromptsThatThereAre() {
        var named = Pattern.compile("helpline/([a-z][a-z-]*[a-z])(?=[,)&:}\\s])")
                .matcher(extensions)
                .results()
                .map(prompt -> prompt.group(1))
                .filter(name -> !List.of(
                                "outcome", "attempt", "fallback", "pause", "testcall", "ended", "dropped", "rest")
                        .contains(name))
                .toList();
        assertThat(named)
                .containsAll(Stream.of(
                                Prompt.MENU,
                                Prompt.ALREADY_TAKEN,
                                Prompt.CALLER_GONE,
                                Prompt.NO_COORDINATOR,
                                Prompt.DUTY_ID,
                                Prompt.DUTY_PIN,
                                Prompt.DUTY_WAIT,
                                Prompt.DUTY_WRONG,
                                Prompt.DUTY_OUT_OF_ORDER,
                                Prompt.PAUSE_LENGTHS,
                                Prompt.ABSENT_SAVED,
                                Prompt.SPEAK_HOW,
                                Prompt.SPEAK_KEYS,
                                Prompt.SPEAK_UNHEARD,
                                Prompt.SPEAK_FAILED)
                        .map(Prompt::id)
                        .toList());
        assertThat(Prompts.all(Catalogue.read().languages()).map(Playable::id)).containsAll(named);
    }

    /// By the dialplan, or by Java. The offer of a wish is played by the wish's code, which is in the database.
    @Test
    void everyPromptIsNamedByWhoPlaysIt() throws IOException {
        var java = new StringBuilder();
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                java.append(Files.readString(file));
            }
        }
        assertThat(Prompt.values())
                .filteredOn(prompt -> !isNamed("Prompt\\." + prompt.name(), java) && !isNamed(prompt.id(), extensions))
                .containsExactly(Prompt.WISH_WOMAN);
    }

    private static boolean isNamed(String name, CharSequence text) {
        return Pattern.compile("(?<![\\w-])" + name + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    /// Else a stranger over another transport is the trunk because their From says so. A phone is known by its name
    /// and has to prove it by a password.
    @Test
    void everyEndpointWithoutAPasswordIsKnownByItsAddressOnly() throws IOException {
        var endpoints = new LinkedHashMap<String, Map<String, String>>();
        var templates = new HashMap<String, Map<String, String>>();
        for (var file : List.of("pjsip.conf", "pjsip_wizard.conf")) {
            var options = new HashMap<String, String>();
            for (var line : Files.readAllLines(CONFIG.resolve(file))) {
                var section =
                        Pattern.compile("\\[([a-z-]+)](?:\\(([a-z!,-]+)\\))?").matcher(line);
                var option = Pattern.compile("([a-z_/]+) = ([^;]*)").matcher(line);
                if (section.lookingAt()) {
                    options = new HashMap<>();
                    var from = Stream.of(String.valueOf(section.group(2)).split(","))
                            .toList();
                    from.stream().map(templates::get).filter(Objects::nonNull).forEach(options::putAll);
                    if (from.contains("!")) {
                        templates.put(section.group(1), options);
                    }
                } else if (option.lookingAt()) {
                    options.put(option.group(1), option.group(2).strip());
                    if (line.startsWith("type = endpoint") || line.startsWith("type = wizard")) {
                        endpoints.put(file + " " + endpoints.size(), options);
                    }
                }
            }
        }
        assertThat(endpoints.values().stream().map(options -> options.get("type")))
                .contains("endpoint", "wizard");
        assertThat(endpoints).allSatisfy((name, options) -> {
            if (options.containsKey("auth") || "yes".equals(options.get("accepts_auth"))) {
                assertThat(options.getOrDefault("accepts_auth", "yes")).isEqualTo("yes");
            } else {
                assertThat(options).containsEntry("identify_by", "ip");
            }
        });
    }

    /// Eleven a caller, and as many for a phone that rings: with the 1,024 that systemd gives by itself nobody is
    /// rung or heard from the 95th caller on. With a quarter more than `CALLS_AT_ONCE` calls are refused.
    @Test
    void asteriskMayOpenTheFilesOfAllItsCalls() throws IOException {
        var limit = Pattern.compile("^LimitNOFILE=(\\d+)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("ops/systemd/asterisk.service.d/helpline.conf")));
        assertThat(limit.results().map(found -> Integer.valueOf(found.group(1))))
                .singleElement()
                .satisfies(files -> assertThat(files).isGreaterThan(22 * 240 * 5 / 4));
    }

    /// What the manager interface has not told yet turns no call away; nor does SIP take more calls than it can.
    @Test
    void onlyAQueueOfSipMayHoldCallsBack() throws IOException {
        assertThat(Files.readAllLines(CONFIG.resolve("pjsip.conf")))
                .filteredOn(line -> line.startsWith("taskprocessor_overload_trigger"))
                .singleElement()
                .asString()
                .startsWith("taskprocessor_overload_trigger = pjsip_only ");
    }

    /// A further language is a column of the catalogue, and two classes of ringing audio here.
    @Test
    void eachLanguageHasItsRingingAudio() throws IOException {
        assertThat(Files.readAllLines(CONFIG.resolve("musiconhold.conf")).stream()
                        .filter(line -> line.matches("\\[(ringing|waited)-.*")))
                .containsExactlyInAnyOrderElementsOf(Catalogue.read().languages().stream()
                        .flatMap(language ->
                                Stream.of("ringing", "waited").map(piece -> "[" + piece + "-" + language + "](audio)"))
                        .toList());
    }

    /// For each place in each menu there can be: the keys of the other languages.
    @Test
    void eachPlaceInAMenuHasTheKeysOfTheOthers() throws IOException {
        for (var languages = 2; languages <= Catalogue.read().languages().size(); languages++) {
            for (var place = 1; place <= languages; place++) {
                var keys = "123456789".substring(0, languages).replace("" + place, "");
                assertThat(context("helpline-language-%d-of-%d".formatted(place, languages)))
                        .contains("exten => " + (keys.length() > 1 ? "_[" + keys + "]" : keys) + ",1,");
            }
        }
    }

    /// What calls share is in global variables, which are read in pieces when they change meanwhile. So each place that
    /// names one has the lock: it took it above, or is a subroutine that only those call who have it.
    @Test
    void whatCallsShareIsReadAndWrittenUnderTheLock() {
        var shared = Pattern.compile("GLOBAL\\(([A-Z_]+)")
                .matcher(extensions)
                .results()
                .map(found -> found.group(1));
        assertThat(shared.distinct()).containsExactlyInAnyOrder("WAITING_", "GIVEN_", "COMES_", "WANTED");
        var places = Pattern.compile("(WAITING|GIVEN|COMES)_\\$|\\bWANTED\\b|Gosub\\(sub-(want|unwant|comes|give),");
        var underTheLock = List.of("sub-want", "sub-unwant", "sub-comes", "sub-give");
        assertThat(contexts().filter(name -> !underTheLock.contains(name)))
                .allSatisfy(name -> assertThat(outsideOfLock(context(name)))
                        .as("[%s] without the lock", name)
                        .noneMatch(line -> places.matcher(line).find()));
        assertThat(underTheLock.stream().map(this::context).collect(Collectors.joining()))
                .doesNotContain("LOCK(", "Wait", "Dial(", "AGI(");
    }

    /// Every part of an expression is worked out, whatever the others say: a lock in one with another condition
    /// would be taken and never given back.
    @Test
    void aLockIsTakenByAnExpressionOfItsOwn() {
        assertThat(expressions().filter(expression -> expression.contains("${LOCK(")))
                .isNotEmpty()
                .allSatisfy(expression -> assertThat(expression).matches("\\$\\{LOCK\\(\\w+\\)} = [01]"));
    }

    private static List<String> outsideOfLock(String context) {
        var outside = new ArrayList<String>();
        var locked = false;
        for (var line : context.lines().toList()) {
            locked |= line.contains("${LOCK(waiting)}");
            if (!locked) {
                outside.add(line);
            }
            locked &= !line.contains("${UNLOCK(waiting)}");
        }
        return outside;
    }

    /// Whatever a step of the dialplan goes back to: the way there and back takes something off a list that is short,
    /// counts, or waits for somebody. Those who wait have no bound of their own, so a loop over them has AMONG.
    @Test
    void noLoopIsAsLongAsThereAreCalls() {
        var loops = contexts()
                .flatMap(name -> extensions(context(name)))
                .flatMap(DialplanTest::loops)
                .toList();
        assertThat(loops).hasSizeGreaterThan(20);
        assertThat(loops).allSatisfy(loop -> assertThat(loop).containsPattern(ENDS));
        assertThat(loops.stream().filter(loop -> loop.contains("others") || loop.contains("earlier")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(loop -> assertThat(loop).containsPattern("\\$\\{AMONG}|= 30]"));
    }

    /// The extensions of a context, each with its first line.
    private static Stream<String> extensions(String context) {
        return Stream.of(context.split("(?m)^exten => ")).skip(1);
    }

    /// From each label to the last step that goes back to it.
    private static Stream<String> loops(String extension) {
        var lines = extension.lines().toList();
        var loops = new ArrayList<String>();
        for (var first = 0; first < lines.size(); first++) {
            var label = Pattern.compile("n\\(([a-z]+)\\),").matcher(lines.get(first));
            if (!label.find()) {
                continue;
            }
            for (var last = lines.size() - 1; last >= first; last--) {
                if (goesTo(lines.get(last), label.group(1))) {
                    loops.add(String.join("\n", lines.subList(first, last + 1)));
                    break;
                }
            }
        }
        return loops.stream();
    }

    private static boolean goesTo(String line, String label) {
        return Pattern.compile("Goto\\(" + label + "\\)|[?:]" + label + "[):]|[?:]" + label + "$")
                .matcher(line)
                .find();
    }
}
