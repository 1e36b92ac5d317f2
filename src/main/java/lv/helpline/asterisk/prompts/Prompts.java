package lv.helpline.asterisk.prompts;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lv.helpline.callout.CalloutReason;
import lv.helpline.lines.Interpreters;
import lv.helpline.prompts.Playable;
import lv.helpline.prompts.Prompt;
import lv.helpline.prompts.PromptSeries;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;

/// The prompts of which there is one for each of something: a day, a digit, a region and so on.
public final class Prompts {

    /// The end of a pause is spoken in minutes from now, up to so many.
    static final int MINUTES = 60;

    /// An opening is spoken in steps of so many minutes.
    public static final int QUARTER = 15;

    private Prompts() {}

    /// The offer of a language in a menu, by the key that chooses it.
    public static Playable language(int key) {
        return PromptSeries.LANGUAGE.of(key);
    }

    static Playable weekday(DayOfWeek weekday) {
        return PromptSeries.WEEKDAY.of(weekday.getValue());
    }

    static Playable day(int dayOfMonth) {
        return PromptSeries.DAY.of(dayOfMonth);
    }

    static Playable month(Month month) {
        return PromptSeries.MONTH.of(month.getValue());
    }

    /// @param time a whole [#QUARTER]
    static Playable at(LocalTime time) {
        return PromptSeries.AT.of(String.format(Locale.ROOT, "%02d%02d", time.getHour(), time.getMinute()));
    }

    /// @param minutes 1 to [#MINUTES]
    static Playable in(int minutes) {
        return PromptSeries.IN.of(minutes);
    }

    /// A region by itself.
    public static Playable region(Region region) {
        return PromptSeries.REGION.of(code(region));
    }

    /// A number, spoken digit by digit.
    public static Stream<Playable> digits(String number) {
        return number.chars().mapToObj(digit -> PromptSeries.DIGIT.of(Character.toString(digit)));
    }

    /// What is amiss, to the coordinator on call.
    public static Playable alert(CalloutReason.Kind kind) {
        return PromptSeries.ALERT.of(code(kind));
    }

    /// Heard by a consultant, whatever their language, of a caller who speaks this one. The dialplan plays its pieces.
    public static Playable whisper(Region region, Language caller) {
        return PromptSeries.WHISPER.of(code(region) + "-" + caller.code());
    }

    /// That an interpreter for a language can be rung, before the key for it.
    static Playable interpreter(Language language) {
        return PromptSeries.INTERPRETER.of(language.code());
    }

    /// Each prompt that there has to be, in each language, for callers who speak one of these.
    public static Stream<Playable> all(Collection<Language> languages) {
        return Stream.<Stream<? extends Playable>>of(
                        Arrays.stream(Prompt.values()),
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

    private static String code(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
