package lv.helpline.audittrail;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Accounts;
import lv.helpline.audit.Change;
import lv.helpline.lines.Lines;
import lv.helpline.roster.Roster;
import lv.helpline.shared.Formats;
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

    /// With the names that there are now.
    Spoken in(Locale locale) {
        return new Spoken(
                people.all().stream()
                        .collect(toMap(
                                each -> each.id().toString(),
                                each -> each.person().name())),
                accounts.all().stream().collect(toMap(each -> each.id().toString(), Account::name)),
                lines.all().stream()
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

        /// What each alternative is said by is the name of its group.
        private static final Pattern WRITTEN = Pattern.compile(String.join(
                "|",
                "consultants? (?<consultant>[0-9]+)",
                "(?<=consultants [0-9]{1,9}, )(?<colleague>[0-9]+)",
                "account (?<account>[0-9]+)",
                "line (?<line>[a-z0-9-]+)",
                "region (?<region>[a-z]+)",
                "(?<instant>[0-9-]{10}T[0-9:.]+Z)",
                "(?<minute>[0-9-]{10}T[0-9:]+)",
                "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})",
                "(?<weekday>[A-Z]+DAY)",
                "(?<number>[1-7])(?=: )",
                "(?<to>/([.]{2})?)",
                "(?<coordination>coordination)",
                "(?<all>all lines)",
                "(?<nothing>roster|(recording|token|outside help) [0-9]+|(campaign|report) )"));

        private static final Pattern NUMBERED = Pattern.compile("^(account|consultant) [0-9]+");

        /// About whom or what it is; empty where the changes tell.
        String subject(String written) {
            return WRITTEN.matcher(written).replaceAll(found -> Matcher.quoteReplacement(said(found)));
        }

        /// Whose doing it was. Entries of before have a name.
        String actor(String written) {
            return NUMBERED.matcher(written).replaceFirst(found -> Matcher.quoteReplacement(subject(found.group())));
        }

        Change change(Change change) {
            return new Change(
                    change.field(), value(change.field(), change.before()), value(change.field(), change.after()));
        }

        private String value(String field, String written) {
            return switch (field) {
                case "role" -> word("role.", written);
                case "reason" -> word("roster.reason.", written);
                case "regions" -> words("region.", written);
                case "scopes" -> words("scope.", written);
                case "consultant" -> consultants.getOrDefault(written, written);
                case "strategy" -> {
                    var parts = written.split(" ", 2);
                    yield word("lines.", parts[0]) + (parts.length > 1 ? ": " + parts[1] : "");
                }
                case "weekly-duty",
                        "cover",
                        "absence",
                        "hole",
                        "duty",
                        "in-return",
                        "hours",
                        "starts",
                        "ends",
                        "expires" -> subject(written);
                case "sha256" -> written.replaceFirst("^(.{12}).+", "$1…");
                // What somebody typed, or a figure.
                default -> written;
            };
        }

        private String words(String prefix, String written) {
            return Arrays.stream(written.split(",", -1))
                    .map(each -> word(prefix, each))
                    .collect(joining(", "));
        }

        private String word(String prefix, String written) {
            return written.isEmpty() ? "" : text(prefix + written, written);
        }

        private String text(String key, String otherwise) {
            var text = messages.getMessage(key, new Object[0], otherwise, locale);
            return text == null ? otherwise : text;
        }

        private String said(MatchResult found) {
            var kind = found.namedGroups().keySet().stream()
                    .filter(name -> found.group(name) != null)
                    .findFirst()
                    .orElseThrow();
            var written = found.group(kind);
            return switch (kind) {
                case "consultant", "colleague" -> consultants.getOrDefault(written, written);
                case "account" -> accounts.getOrDefault(written, written);
                case "line" -> lines.getOrDefault(written, written);
                case "region" -> word("region.", written);
                case "instant" -> time("moment", Instant.parse(written).atZone(Roster.ZONE));
                case "minute" -> time("moment", LocalDateTime.parse(written));
                case "date" -> time("day-month-year", LocalDate.parse(written));
                case "weekday" -> weekday(DayOfWeek.valueOf(written));
                case "number" -> weekday(DayOfWeek.of(Integer.parseInt(written)));
                case "to" -> "–";
                case "coordination" -> text("duty.coordination", written);
                case "all" -> text("calendar.all-lines", written);
                default -> "";
            };
        }

        private String time(String format, TemporalAccessor time) {
            return Formats.of(format, messages, locale).format(time);
        }

        private String weekday(DayOfWeek day) {
            return day.getDisplayName(TextStyle.SHORT, locale);
        }
    }
}
