package lv.helpline.audittrail;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.AuditActor;
import lv.helpline.audit.AuditSubject;
import lv.helpline.audit.AuditValue;
import lv.helpline.audit.Change;
import lv.helpline.lines.Lines;
import lv.helpline.roster.Roster;
import lv.helpline.shared.Formats;
import lv.helpline.shared.LengthOfTime;
import lv.helpline.staff.People;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// Says what the audit has as people do: a name for an id, the clock in Rīga for an instant. What is stored stays as it
/// is.
@Component
class AuditFormatter {

    private final People people;
    private final Accounts accounts;
    private final Lines lines;
    private final MessageSource messages;

    AuditFormatter(People people, Accounts accounts, Lines lines, MessageSource messages) {
        this.people = people;
        this.accounts = accounts;
        this.lines = lines;
        this.messages = messages;
    }

    /// Who and what there is to be named.
    record Named(List<People.Entry> people, List<Account> accounts, List<Lines.Entry> lines) {}

    Named named() {
        return new Named(people.all(), accounts.all(), lines.all());
    }

    /// With the names that there are now.
    Spoken in(Locale locale) {
        return with(named(), locale);
    }

    Spoken with(Named named, Locale locale) {
        return new Spoken(
                named.people().stream()
                        .collect(toMap(
                                each -> each.id().toString(),
                                each -> each.person().name())),
                named.accounts().stream().collect(toMap(each -> each.id().toString(), Account::name)),
                named.lines().stream()
                        .collect(toMap(
                                each -> each.id().toString(),
                                each -> each.settings().name())),
                messages,
                locale);
    }

    /// @param consultants names by id, as `accounts` and `lines` are
    record Spoken(
            Map<String, String> consultants,
            Map<String, String> accounts,
            Map<String, String> lines,
            MessageSource messages,
            Locale locale) {

        /// About whom or what it is; empty where the changes tell.
        String subject(String written) {
            return AuditSubject.parse(written).map(this::name).orElse(written);
        }

        private String name(AuditSubject subject) {
            return switch (subject.kind()) {
                case CONSULTANT -> consultants.getOrDefault(subject.id(), subject.id());
                case ACCOUNT -> accounts.getOrDefault(subject.id(), subject.id());
                case LINE -> lines.getOrDefault(subject.id(), subject.id());
                case REGION -> word("region", subject.id());
                case ALL_LINES -> text("calendar.all-lines", subject.id());
                case COORDINATION -> text("duty.coordination", subject.id());
                case CAMPAIGN, DAY -> time("day-month-year", LocalDate.parse(subject.id()));
                case REPORT -> subject.id();
                case INTERPRETER, OUTSIDE_HELP, PLACE, RECORDING, ROSTER, TOKEN -> "";
            };
        }

        /// Whose doing it was. Entries of before have a name.
        String actor(String written) {
            return AuditActor.parse(written).map(this::name).orElse(written);
        }

        private String name(AuditActor actor) {
            return switch (actor.kind()) {
                case ROUTER -> text("audit.by-itself", actor.toString());
                case ACCOUNT -> accounts.getOrDefault(actor.id(), actor.id());
                case API_KEY -> accounts.getOrDefault(actor.id(), actor.id()) + " · " + actor.key();
                case CONSULTANT_BY_PHONE ->
                    consultants.getOrDefault(actor.id(), actor.id()) + ", " + text("audit.by-phone", "");
            };
        }

        /// A field with its values in words; an empty word for no value.
        Said change(Change change) {
            return new Said(
                    change.field(), value(change.field(), change.before()), value(change.field(), change.after()));
        }

        private String value(String field, Optional<AuditValue> value) {
            var said = value.map(this::said).orElse("");
            return field.equals("sha256") ? said.replaceFirst("^(.{12}).+", "$1…") : said;
        }

        private String said(AuditValue value) {
            return switch (value) {
                case AuditValue.Text(var text) -> text;
                case AuditValue.Word(var list, var code) -> word(list, code);
                case AuditValue.Mark(var isSet) -> isSet ? "✓" : "–";
                case AuditValue.Seconds(var seconds) -> new LengthOfTime(seconds).toString();
                case AuditValue.Person(var consultant) ->
                    consultants.getOrDefault(consultant.toString(), consultant.toString());
                case AuditValue.Scope(var scope) -> name(AuditSubject.of(scope));
                case AuditValue.Day(var date) -> time("day-month-year", date);
                case AuditValue.Moment(var at) -> time("moment", at.atZone(Roster.ZONE));
                case AuditValue.Span(var span) -> time("moment", span.start()) + "–" + time("moment", span.end());
                case AuditValue.Interval(var start, var end) ->
                    time("moment", start.atZone(Roster.ZONE)) + "–" + time("moment", end.atZone(Roster.ZONE));
                case AuditValue.Weekly(var span) ->
                    span.day().getDisplayName(TextStyle.SHORT, locale) + " " + span.start() + "–" + span.end();
                case AuditValue.Days(var from, var until) ->
                    time("day-month-year", from) + "–"
                            + until.map(end -> time("day-month-year", end.minusDays(1)))
                                    .orElse("");
                case AuditValue.EveryWeeks(var weeks) -> text("roster.every." + weeks, Integer.toString(weeks));
                case AuditValue.Several(var values) ->
                    values.stream().map(this::said).collect(joining(", "));
            };
        }

        private String word(String list, String code) {
            return text(list + "." + code, code);
        }

        private String text(String key, String otherwise) {
            var text = messages.getMessage(key, new Object[0], otherwise, locale);
            return text == null ? otherwise : text;
        }

        private String time(String format, TemporalAccessor time) {
            return Formats.of(format, messages, locale).format(time);
        }
    }

    /// A field, and in words what it was and is.
    public record Said(String field, String before, String after) {}
}
