package lv.helpline.planning.web;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.Formats;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says in words which rows an edit takes out of the tables of duties, and which it puts in.
@Component
class CsvMessages {

    private final MessageSource messages;
    private final RosterChangeFormatter roster;

    CsvMessages(MessageSource messages, RosterChangeFormatter roster) {
        this.messages = messages;
        this.roster = roster;
    }

    /// @param added false for what is taken away
    public record Said(boolean added, String text) {}

    /// What is taken away first, then what is put in; weekly duties, covers, absences.
    List<Said> of(RosterEdit edit, RosterData data, Locale locale) {
        var words = new Words(data, locale);
        return Stream.of(
                        said(edit.weeklyDuties(), words::of),
                        said(edit.covers(), words::of),
                        said(edit.absences(), words::of))
                .flatMap(Function.identity())
                .toList();
    }

    private static <T> Stream<Said> said(RosterEdit.Part<T> part, Function<T, String> words) {
        return Stream.concat(
                part.removed().stream().map(entry -> new Said(false, words.apply(entry))),
                part.added().stream().map(entry -> new Said(true, words.apply(entry))));
    }

    private final class Words {

        private final RosterChangeFormatter.Spoken spoken;
        private final Locale locale;

        Words(RosterData data, Locale locale) {
            spoken = roster.in(locale, data, LocalDate.MIN);
            this.locale = locale;
        }

        String of(WeeklyDuty duty) {
            var every = duty.everyWeeks() == 1 ? "" : ", " + spoken.every(duty.everyWeeks());
            return dates(duty) + every;
        }

        private String dates(WeeklyDuty duty) {
            var span = duty.span();
            return duty.until()
                    .map(until -> text(
                            "csv.say.weekly-until",
                            spoken.name(duty.consultant()),
                            span.day().getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            span.start(),
                            span.end(),
                            spoken.where(duty.coverage()),
                            time("day-month-year", duty.from()),
                            time("day-month-year", until.minusDays(1))))
                    .orElseGet(() -> text(
                            "csv.say.weekly",
                            spoken.name(duty.consultant()),
                            span.day().getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            span.start(),
                            span.end(),
                            spoken.where(duty.coverage()),
                            time("day-month-year", duty.from())));
        }

        String of(Cover cover) {
            return text(
                    "csv.say.cover", spoken.name(cover.consultant()), of(cover.span()), spoken.where(cover.coverage()));
        }

        String of(Absence absence) {
            return text("csv.say.absence", spoken.name(absence.consultant()), of(absence.span()));
        }

        private String of(LocalSpan span) {
            return time("moment", span.start()) + " – " + time("moment", span.end());
        }

        private String time(String format, TemporalAccessor time) {
            return Formats.of(format, messages, locale).format(time);
        }

        private String text(String key, Object... arguments) {
            return messages.getMessage(key, arguments, locale);
        }
    }
}
