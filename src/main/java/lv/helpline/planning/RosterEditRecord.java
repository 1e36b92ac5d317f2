package lv.helpline.planning;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import lv.helpline.audit.AuditRecord;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Change;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.roster.edit.RosterEdit;

/// What the audit keeps of an edit: an entry for the duties, and one for each line whose opening it changes.
final class RosterEditRecord {

    private RosterEditRecord() {}

    static List<AuditRecord> of(String action, RosterEdit edit, EditEffect effect, Optional<String> reason) {
        var gaps = gaps(effect, reason);
        var duties = new ArrayList<Change>();
        add(duties, "weekly-duty", edit.weeklyDuties(), RosterEditRecord::value);
        add(duties, "cover", edit.covers(), RosterEditRecord::value);
        add(duties, "absence", edit.absences(), RosterEditRecord::value);
        var records = new ArrayList<AuditRecord>();
        addCalendar(records, edit);
        edit.hours()
                .added()
                .forEach(after -> edit.hours().removed().stream()
                        .filter(before -> before.line().equals(after.line()))
                        .forEach(before -> records.add(new AuditRecord(
                                "hours-changed",
                                AuditSubject.of(after.line()),
                                List.of(Change.of("hours", value(before), value(after)))))));
        if (!duties.isEmpty() || (records.isEmpty() && !gaps.isEmpty())) {
            records.add(new AuditRecord(action, AuditSubject.ROSTER, duties));
        }
        if (!records.isEmpty() && !gaps.isEmpty()) {
            var last = records.removeLast();
            var changes = new ArrayList<>(last.changes());
            changes.addAll(gaps);
            records.add(new AuditRecord(last.action(), last.subject(), changes));
        }
        return records;
    }

    private static void addCalendar(List<AuditRecord> records, RosterEdit edit) {
        edit.closures()
                .removed()
                .forEach(closure -> records.add(new AuditRecord(
                        "closure-removed",
                        subject(closure.line()),
                        List.of(Change.removed("time", new AuditValue.Span(closure.span()))))));
        edit.closures().added().forEach(closure -> {
            var changes = new ArrayList<Change>();
            changes.add(Change.added("time", new AuditValue.Span(closure.span())));
            messages(closure).forEach(message -> changes.add(Change.added("message", new AuditValue.Text(message))));
            records.add(new AuditRecord("closure-added", subject(closure.line()), changes));
        });
        edit.specialOpenings()
                .removed()
                .forEach(opening -> records.add(new AuditRecord(
                        "special-opening-removed",
                        AuditSubject.of(opening.line()),
                        List.of(Change.removed("time", new AuditValue.Span(opening.span()))))));
        edit.specialOpenings()
                .added()
                .forEach(opening -> records.add(new AuditRecord(
                        "special-opening-added",
                        AuditSubject.of(opening.line()),
                        List.of(Change.added("time", new AuditValue.Span(opening.span()))))));
    }

    private static List<Change> gaps(EditEffect effect, Optional<String> reason) {
        var changes = new ArrayList<Change>();
        effect.gaps()
                .forEach(made -> changes.add(Change.added(
                        "hole",
                        several(
                                new AuditValue.Scope(
                                        new DutyScope.OfLine(made.line().id())),
                                new AuditValue.Interval(
                                        made.gap().start(), made.gap().end())))));
        if (!changes.isEmpty()) {
            reason.ifPresent(why -> changes.add(Change.added("reason", new AuditValue.Word("roster.reason", why))));
        }
        return changes;
    }

    private static List<String> messages(Closure closure) {
        return closure.message().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().text())
                .sorted()
                .toList();
    }

    private static AuditSubject subject(Optional<LineId> line) {
        return line.map(AuditSubject::of).orElse(AuditSubject.ALL_LINES);
    }

    private static <T> void add(
            List<Change> changes, String field, RosterEdit.Part<T> part, Function<T, AuditValue> value) {
        part.removed().forEach(entry -> changes.add(Change.removed(field, value.apply(entry))));
        part.added().forEach(entry -> changes.add(Change.added(field, value.apply(entry))));
    }

    private static AuditValue value(WeeklyDuty duty) {
        var values = new ArrayList<>(List.<AuditValue>of(
                new AuditValue.Person(duty.consultant()),
                new AuditValue.Scope(duty.coverage()),
                new AuditValue.Weekly(duty.span()),
                new AuditValue.Days(duty.from(), duty.until())));
        if (duty.everyWeeks() > 1) {
            values.add(new AuditValue.EveryWeeks(duty.everyWeeks()));
        }
        return new AuditValue.Several(values);
    }

    private static AuditValue value(Cover cover) {
        return several(
                new AuditValue.Person(cover.consultant()),
                new AuditValue.Scope(cover.coverage()),
                new AuditValue.Span(cover.span()));
    }

    private static AuditValue value(Absence absence) {
        return several(new AuditValue.Person(absence.consultant()), new AuditValue.Span(absence.span()));
    }

    private static AuditValue value(LineHours hours) {
        return new AuditValue.Several(hours.hours().stream()
                .sorted(comparing((OpeningSpan each) -> each.span().day())
                        .thenComparing(each -> each.span().start())
                        .thenComparing(OpeningSpan::from))
                .map(RosterEditRecord::value)
                .toList());
    }

    /// Of hours that always hold, no days.
    private static AuditValue value(OpeningSpan hours) {
        var weekly = new AuditValue.Weekly(hours.span());
        return hours.from().equals(OpeningSpan.EVER) && hours.until().isEmpty()
                ? weekly
                : several(weekly, new AuditValue.Days(hours.from(), hours.until()));
    }

    private static AuditValue several(AuditValue... values) {
        return new AuditValue.Several(List.of(values));
    }
}
