package lv.helpline.web;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import lv.helpline.duty.Absence;
import lv.helpline.duty.Consultant;
import lv.helpline.duty.ConsultantId;
import lv.helpline.duty.Cover;
import lv.helpline.duty.Coverage;
import lv.helpline.duty.Line;
import lv.helpline.duty.LocalSpan;
import lv.helpline.duty.RosterData;
import lv.helpline.duty.RosterEdit;
import lv.helpline.duty.WeeklyDuty;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says in words what an edit of the duties does.
@Component
class TableWords {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm", Locale.ROOT);

    private final MessageSource messages;

    TableWords(MessageSource messages) {
        this.messages = messages;
    }

    /// @param added false for what is taken away
    public record Said(boolean added, String text) {}

    /// What is taken away first, then what is put in; weekly duties, covers, absences.
    List<Said> of(RosterEdit edit, RosterData books, Locale locale) {
        var words = new Words(books, locale);
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

        private final RosterData books;
        private final Locale locale;

        Words(RosterData books, Locale locale) {
            this.books = books;
            this.locale = locale;
        }

        String of(WeeklyDuty duty) {
            var span = duty.span();
            return duty.until()
                    .map(until -> text(
                            "csv.say.weekly-until",
                            nameOf(duty.consultant()),
                            span.day().getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            span.start(),
                            span.end(),
                            of(duty.coverage()),
                            date(duty.from()),
                            date(until.minusDays(1))))
                    .orElseGet(() -> text(
                            "csv.say.weekly",
                            nameOf(duty.consultant()),
                            span.day().getDisplayName(TextStyle.FULL_STANDALONE, locale),
                            span.start(),
                            span.end(),
                            of(duty.coverage()),
                            date(duty.from())));
        }

        String of(Cover cover) {
            return text("csv.say.cover", nameOf(cover.consultant()), of(cover.span()), of(cover.coverage()));
        }

        String of(Absence absence) {
            return text("csv.say.absence", nameOf(absence.consultant()), of(absence.span()));
        }

        private String of(LocalSpan span) {
            return minute(span.start()) + " – " + minute(span.end());
        }

        private String of(Coverage coverage) {
            return switch (coverage) {
                case Coverage.OfRegion(var region) ->
                    text("region." + region.name().toLowerCase(Locale.ROOT));
                case Coverage.OfLine(var id) ->
                    books.lines().stream()
                            .filter(line -> line.id().equals(id))
                            .map(Line::name)
                            .findFirst()
                            .orElse(id.value());
                case Coverage.Coordination() -> text("csv.say.coordination");
            };
        }

        private String nameOf(ConsultantId id) {
            return books.consultants().stream()
                    .filter(consultant -> consultant.id().equals(id))
                    .map(Consultant::name)
                    .findFirst()
                    .orElse(id.toString());
        }

        private String text(String key, Object... arguments) {
            return messages.getMessage(key, arguments, locale);
        }
    }

    private static String date(LocalDate date) {
        return DATE.format(date);
    }

    private static String minute(LocalDateTime time) {
        return MINUTE.format(time);
    }
}
