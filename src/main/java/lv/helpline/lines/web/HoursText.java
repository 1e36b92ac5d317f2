package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.TypedTimes;
import org.springframework.ui.Model;

/// The opening hours of one day of the week as they are typed: `9–17`, `9:00-12:30, 13:15-17`, nothing for a closed
/// day; each time as in [TypedTimes]. `24` is midnight, and an end that is not after the start is on the next day.
final class HoursText {

    private static final Pattern SPAN = Pattern.compile("([^-–—]+)[-–—]([^-–—]+)");
    private static final Pattern MIDNIGHT = Pattern.compile("24([:.]?00)?");

    private HoursText() {}

    /// A day of the week on a form.
    public record Day(int index, String name, String typed) {}

    /// @param on what was typed for a day, from 0 for Monday on
    static List<Day> days(IntFunction<String> on, Locale locale) {
        return Stream.of(DayOfWeek.values())
                .map(day -> new Day(
                        day.getValue() - 1,
                        day.getDisplayName(TextStyle.FULL_STANDALONE, locale),
                        on.apply(day.getValue() - 1)))
                .toList();
    }

    static Optional<List<WeeklySpan>> parse(DayOfWeek day, String typed) {
        if (typed.isBlank()) {
            return Optional.of(List.of());
        }
        var spans = new ArrayList<WeeklySpan>();
        for (var part : typed.split("[,;]", -1)) {
            var span = Optional.of(SPAN.matcher(part))
                    .filter(Matcher::matches)
                    .flatMap(times -> time(times.group(1))
                            .flatMap(start -> time(times.group(2)).map(end -> new WeeklySpan(day, start, end))));
            if (span.isEmpty()) {
                return Optional.empty();
            }
            spans.add(span.get());
        }
        return Optional.of(spans);
    }

    /// Those of the week; empty when those of a day make no sense, which the model then says.
    ///
    /// @param typed for each day, from 0 for Monday
    static Optional<List<WeeklySpan>> read(IntFunction<String> typed, Locale locale, Model model) {
        var hours = new ArrayList<WeeklySpan>();
        var isRead = true;
        for (var day : DayOfWeek.values()) {
            var index = day.getValue() - 1;
            var read = parse(day, typed.apply(index));
            if (read.isEmpty()) {
                var name = day.getDisplayName(TextStyle.FULL_STANDALONE, locale);
                FormErrors.ofAField("day-" + index, "lines.wrong-hours", name, model);
            }
            isRead &= read.isPresent();
            hours.addAll(read.orElse(List.of()));
        }
        return isRead ? Optional.of(hours) : Optional.empty();
    }

    /// A text for each day, Monday first.
    static List<String> week(List<WeeklySpan> hours) {
        return Stream.of(DayOfWeek.values()).map(day -> of(day, hours)).toList();
    }

    static String of(DayOfWeek day, List<WeeklySpan> hours) {
        return hours.stream()
                .filter(span -> span.day() == day)
                .map(span -> span.start() + "–" + (span.end().equals(LocalTime.MIDNIGHT) ? "24:00" : span.end()))
                .collect(joining(", "));
    }

    private static Optional<LocalTime> time(String typed) {
        return MIDNIGHT.matcher(typed.strip()).matches() ? Optional.of(LocalTime.MIDNIGHT) : TypedTimes.time(typed);
    }
}
