package lv.helpline.planning;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lv.helpline.audit.Change;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.roster.edit.RosterEditCodec;

/// What the audit keeps of an edit: an entry for the duties, and one for each line whose opening it changes.
record RosterEditRecord(String action, String subject, List<Change> changes) {

    static List<RosterEditRecord> of(String action, RosterEdit edit, EditEffect effect, Optional<String> reason) {
        var gaps = gaps(effect, reason);
        var duties = new ArrayList<Change>();
        add(duties, "weekly-duty", edit.weeklyDuties(), RosterEditRecord::text);
        add(duties, "cover", edit.covers(), RosterEditRecord::text);
        add(duties, "absence", edit.absences(), RosterEditRecord::text);
        var records = new ArrayList<RosterEditRecord>();
        addCalendar(records, edit);
        edit.hours()
                .added()
                .forEach(after -> edit.hours().removed().stream()
                        .filter(before -> before.line().equals(after.line()))
                        .forEach(before -> records.add(new RosterEditRecord(
                                "hours-changed",
                                "line " + after.line(),
                                List.of(new Change("hours", text(before), text(after)))))));
        if (!duties.isEmpty() || (records.isEmpty() && !gaps.isEmpty())) {
            records.add(new RosterEditRecord(action, "roster", duties));
        }
        if (!records.isEmpty() && !gaps.isEmpty()) {
            var last = records.removeLast();
            var changes = new ArrayList<>(last.changes());
            changes.addAll(gaps);
            records.add(new RosterEditRecord(last.action(), last.subject(), changes));
        }
        return records;
    }

    private static void addCalendar(List<RosterEditRecord> records, RosterEdit edit) {
        edit.closures()
                .removed()
                .forEach(closure -> records.add(
                        new RosterEditRecord("closure-removed", subject(closure.line()), span(closure.span(), false))));
        edit.closures().added().forEach(closure -> {
            var changes = new ArrayList<>(span(closure.span(), true));
            messages(closure).forEach(message -> changes.add(new Change("message", "", message)));
            records.add(new RosterEditRecord("closure-added", subject(closure.line()), changes));
        });
        edit.specialOpenings()
                .removed()
                .forEach(opening -> records.add(new RosterEditRecord(
                        "special-opening-removed", subject(Optional.of(opening.line())), span(opening.span(), false))));
        edit.specialOpenings()
                .added()
                .forEach(opening -> records.add(new RosterEditRecord(
                        "special-opening-added", subject(Optional.of(opening.line())), span(opening.span(), true))));
    }

    private static List<Change> gaps(EditEffect effect, Optional<String> reason) {
        var changes = new ArrayList<Change>();
        effect.gaps()
                .forEach(gap -> changes.add(new Change(
                        "hole",
                        "",
                        "line %s, %s/%s"
                                .formatted(
                                        gap.line().id(),
                                        gap.hole().start(),
                                        gap.hole().end()))));
        if (!changes.isEmpty()) {
            reason.ifPresent(why -> changes.add(new Change("reason", "", why)));
        }
        return changes;
    }

    private static List<String> messages(Closure closure) {
        return closure.message().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().text())
                .sorted()
                .toList();
    }

    private static String subject(Optional<LineId> line) {
        return line.map(each -> "line " + each).orElse("all lines");
    }

    private static List<Change> span(LocalSpan span, boolean added) {
        var start = span.start().toString();
        var end = span.end().toString();
        return added
                ? List.of(new Change("starts", "", start), new Change("ends", "", end))
                : List.of(new Change("starts", start, ""), new Change("ends", end, ""));
    }

    private static <T> void add(List<Change> changes, String field, RosterEdit.Part<T> part, Function<T, String> text) {
        part.removed().forEach(entry -> changes.add(new Change(field, text.apply(entry), "")));
        part.added().forEach(entry -> changes.add(new Change(field, "", text.apply(entry))));
    }

    private static String text(WeeklyDuty duty) {
        return "consultant %s, %s, %s %s/%s, %s/%s%s"
                .formatted(
                        duty.consultant(),
                        RosterEditCodec.spelt(duty.coverage()),
                        duty.span().day(),
                        duty.span().start(),
                        duty.span().end(),
                        duty.from(),
                        duty.until().map(LocalDate::toString).orElse(".."),
                        duty.everyWeeks() == 1 ? "" : ", every %d weeks".formatted(duty.everyWeeks()));
    }

    private static String text(Cover cover) {
        return "consultant %s, %s, %s"
                .formatted(cover.consultant(), RosterEditCodec.spelt(cover.coverage()), text(cover.span()));
    }

    private static String text(Absence absence) {
        return "consultant %s, %s".formatted(absence.consultant(), text(absence.span()));
    }

    private static String text(LocalSpan span) {
        return span.start() + "/" + span.end();
    }

    private static String text(LineHours hours) {
        return hours.hours().stream()
                .map(each -> each.span().day().getValue() + ": " + each.span().start() + "–"
                        + each.span().end() + dates(each))
                .sorted()
                .collect(joining(", "));
    }

    /// Of hours that always hold, nothing.
    private static String dates(OpeningSpan hours) {
        return hours.from().equals(OpeningSpan.EVER) && hours.until().isEmpty()
                ? ""
                : " " + hours.from() + "/"
                        + hours.until().map(LocalDate::toString).orElse("..");
    }
}
