package lv.helpline.asterisk.prompts;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.callout.CalloutReason;
import lv.helpline.lines.Interpreters;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;

/// What each prompt is called. Its words are in `asterisk-config/prompts/catalogue.tsv`, once a language.
public final class Prompts {

    public static final String MENU = "menu";

    static final String WISH_WOMAN = "wish-woman";
    static final String GREETING = "greeting";
    static final String WAIT = "wait";
    static final String STILL_WAITING = "still-waiting";

    public static final String NOBODY = "nobody";
    static final String ADDRESS = "address";
    public static final String NO_CONSULTANT = "no-consultant";
    public static final String UNKNOWN_NUMBER = "unknown-number";

    public static final String CLOSED = "closed";
    public static final String OPENS = "opens";
    static final String TODAY = "today";
    static final String TOMORROW = "tomorrow";
    public static final String LATVIAN_TIME = "latvian-time";

    public static final String OTHER_LINE = "other-line";
    public static final String OUTSIDE_HELP = "outside-help";
    public static final String ITS_NUMBER = "its-number";
    public static final String DANGER = "danger";
    public static final String NOT_SAFE = "not-safe";

    public static final String ALREADY_TAKEN = "already-taken";
    public static final String CALLER_GONE = "caller-gone";
    static final String PAUSED_HALF_HOUR = "paused-half-hour";

    static final String AFTER_CALL = "after-call";
    public static final String CALL_COORDINATOR = "call-coordinator";
    static final String PAUSED_TEN_MINUTES = "paused-ten-minutes";
    static final String COLLEAGUE_CALLS = "colleague-calls";
    public static final String NO_COORDINATOR = "no-coordinator";

    static final String SECOND_COMING = "second-coming";
    static final String SECOND_WHO = "second-who";
    static final String SECOND_COORDINATOR = "second-coordinator";
    static final String SECOND_COLLEAGUE = "second-colleague";
    static final String SECOND_INTERPRETER = "second-interpreter";
    static final String SECOND_BACK = "second-back";
    static final String SECOND_RINGS = "second-rings";
    static final String SECOND_NOBODY = "second-nobody";
    static final String SECOND_NOT_NOW = "second-not-now";
    static final String SECOND_THERE = "second-there";
    static final String SECOND_CALLS = "second-calls";

    public static final String DUTY_ID = "duty-id";
    public static final String DUTY_PIN = "duty-pin";
    public static final String DUTY_WAIT = "duty-wait";
    public static final String DUTY_WRONG = "duty-wrong";
    public static final String DUTY_OUT_OF_ORDER = "duty-out-of-order";
    public static final String MISSED_THREE = "missed-three";
    static final String UNVERIFIED = "unverified";
    static final String ON_DUTY = "on-duty";
    static final String OFF_DUTY = "off-duty";
    static final String COORDINATION = "coordination";
    static final String LINE_NUMBER = "line-number";
    static final String DUTY_ENDS = "duty-ends";
    static final String NEXT_DUTY = "next-duty";
    static final String NO_NEXT_DUTY = "no-next-duty";
    static final String PAUSED = "paused";
    static final String PAUSE_ENDS = "pause-ends";
    public static final String KEY_PAUSE = "key-pause";
    public static final String KEY_RESUME = "key-resume";
    public static final String KEY_ABSENT = "key-absent";
    public static final String KEY_REPEAT = "key-repeat";
    public static final String PAUSE_LENGTHS = "pause-lengths";
    static final String ABSENT_NOW = "absent-now";
    static final String ABSENT_NEXT = "absent-next";
    public static final String ABSENT_SAVED = "absent-saved";
    public static final String KEY_SPEAK = "key-speak";
    public static final String SPEAK_HOW = "speak-how";
    public static final String SPEAK_KEYS = "speak-keys";
    public static final String SPEAK_KEPT = "speak-kept";
    public static final String SPEAK_UNWANTED = "speak-unwanted";
    public static final String SPEAK_UNHEARD = "speak-unheard";
    public static final String SPEAK_FAILED = "speak-failed";

    /// The end of a pause is spoken in minutes from now, up to so many.
    static final int MINUTES = 60;

    public static final String ON_CALL = "on-call";
    public static final String ALERT_KEYS = "alert-keys";
    public static final String COVER_ASKED = "cover-asked";
    public static final String COVER_KEYS = "cover-keys";
    public static final String TEST_KEYS = "test-keys";
    public static final String TEST_CODE = "test-code";
    public static final String CODE_WRONG = "code-wrong";
    static final String CODE_UNCHECKED = "code-unchecked";
    public static final String STARTS = "starts";
    public static final String ENDS = "ends";
    public static final String NOTED = "noted";
    public static final String COVERED_ALREADY = "covered-already";

    /// An opening is spoken in steps of so many minutes.
    public static final int QUARTER = 15;

    private static final List<String> BY_NAME = List.of(
            MENU,
            WISH_WOMAN,
            GREETING,
            WAIT,
            STILL_WAITING,
            NOBODY,
            ADDRESS,
            NO_CONSULTANT,
            UNKNOWN_NUMBER,
            CLOSED,
            OPENS,
            TODAY,
            TOMORROW,
            LATVIAN_TIME,
            OTHER_LINE,
            OUTSIDE_HELP,
            ITS_NUMBER,
            DANGER,
            NOT_SAFE,
            ALREADY_TAKEN,
            CALLER_GONE,
            PAUSED_HALF_HOUR,
            AFTER_CALL,
            CALL_COORDINATOR,
            PAUSED_TEN_MINUTES,
            COLLEAGUE_CALLS,
            NO_COORDINATOR,
            SECOND_COMING,
            SECOND_WHO,
            SECOND_COORDINATOR,
            SECOND_COLLEAGUE,
            SECOND_INTERPRETER,
            SECOND_BACK,
            SECOND_RINGS,
            SECOND_NOBODY,
            SECOND_NOT_NOW,
            SECOND_THERE,
            SECOND_CALLS,
            DUTY_ID,
            DUTY_PIN,
            DUTY_WAIT,
            DUTY_WRONG,
            DUTY_OUT_OF_ORDER,
            MISSED_THREE,
            UNVERIFIED,
            ON_DUTY,
            OFF_DUTY,
            COORDINATION,
            LINE_NUMBER,
            DUTY_ENDS,
            NEXT_DUTY,
            NO_NEXT_DUTY,
            PAUSED,
            PAUSE_ENDS,
            KEY_PAUSE,
            KEY_RESUME,
            KEY_ABSENT,
            KEY_REPEAT,
            PAUSE_LENGTHS,
            ABSENT_NOW,
            ABSENT_NEXT,
            ABSENT_SAVED,
            KEY_SPEAK,
            SPEAK_HOW,
            SPEAK_KEYS,
            SPEAK_KEPT,
            SPEAK_UNWANTED,
            SPEAK_UNHEARD,
            SPEAK_FAILED,
            ON_CALL,
            ALERT_KEYS,
            COVER_ASKED,
            COVER_KEYS,
            TEST_KEYS,
            TEST_CODE,
            CODE_WRONG,
            CODE_UNCHECKED,
            STARTS,
            ENDS,
            NOTED,
            COVERED_ALREADY);

    private Prompts() {}

    /// The offer of a language in a menu, by the key that chooses it.
    public static String language(int key) {
        return "language-" + key;
    }

    static String weekday(DayOfWeek weekday) {
        return "weekday-" + weekday.getValue();
    }

    static String day(int dayOfMonth) {
        return "day-" + dayOfMonth;
    }

    static String month(Month month) {
        return "month-" + month.getValue();
    }

    /// @param time a whole [#QUARTER]
    static String at(LocalTime time) {
        return String.format(Locale.ROOT, "at-%02d%02d", time.getHour(), time.getMinute());
    }

    /// @param minutes 1 to [#MINUTES]
    static String in(int minutes) {
        return "in-" + minutes;
    }

    /// A region by itself.
    public static String region(Region region) {
        return "region-" + region.name().toLowerCase(Locale.ROOT);
    }

    static String digit(char digit) {
        return "digit-" + digit;
    }

    /// Spoken digit by digit.
    public static Stream<String> digits(String number) {
        return number.chars().mapToObj(digit -> digit((char) digit));
    }

    /// What is amiss, to the coordinator on call.
    public static String alert(CalloutReason.Kind kind) {
        return "alert-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Heard by a consultant, whatever their language, of a caller who speaks this one. The dialplan plays its pieces.
    public static String whisper(Region region, Language caller) {
        return "whisper-" + region.name().toLowerCase(Locale.ROOT) + "-" + caller.code();
    }

    /// That an interpreter for a language can be rung, before the key for it.
    static String interpreter(Language language) {
        return "interpreter-" + language;
    }

    /// Each prompt that there has to be, in each language, for callers who speak one of these.
    public static Stream<String> all(Collection<Language> languages) {
        return Stream.of(
                        BY_NAME.stream(),
                        IntStream.rangeClosed(1, languages.size()).mapToObj(Prompts::language),
                        Arrays.stream(DayOfWeek.values()).map(Prompts::weekday),
                        IntStream.rangeClosed(1, 31).mapToObj(Prompts::day),
                        Arrays.stream(Month.values()).map(Prompts::month),
                        quarters().map(Prompts::at),
                        digits("0123456789"),
                        Interpreters.OFFERED.stream().map(Prompts::interpreter),
                        IntStream.rangeClosed(1, MINUTES).mapToObj(Prompts::in),
                        Arrays.stream(CalloutReason.Kind.values()).map(Prompts::alert),
                        Arrays.stream(Region.values()).map(Prompts::region),
                        Arrays.stream(Region.values())
                                .flatMap(region -> languages.stream().map(caller -> whisper(region, caller))))
                .flatMap(prompts -> prompts);
    }

    private static Stream<LocalTime> quarters() {
        return IntStream.iterate(0, minute -> minute < 24 * 60, minute -> minute + QUARTER)
                .mapToObj(LocalTime.MIN::plusMinutes);
    }
}
