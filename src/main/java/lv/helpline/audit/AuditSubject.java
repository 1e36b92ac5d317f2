package lv.helpline.audit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.LineId;

/// What an entry is about.
///
/// @param id of which one of that kind; empty where there is only one
public record AuditSubject(Kind kind, String id) {

    /// The roster as a whole.
    public static final AuditSubject ROSTER = new AuditSubject(Kind.ROSTER, "");

    /// Every line at once.
    public static final AuditSubject ALL_LINES = new AuditSubject(Kind.ALL_LINES, "");

    /// A kind by the word that is stored for it.
    public enum Kind {
        ACCOUNT("account"),
        ALL_LINES("all lines"),
        CAMPAIGN("campaign"),
        CONSULTANT("consultant"),
        COORDINATION("coordination"),
        DAY("day"),
        INTERPRETER("interpreter"),
        LINE("line"),
        OUTSIDE_HELP("outside help"),
        PLACE("place"),
        RECORDING("recording"),
        REGION("region"),
        REPORT("report"),
        ROSTER("roster"),
        TOKEN("token");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /// As it is stored, such as `outside help`.
        public String word() {
            return word;
        }
    }

    public static AuditSubject of(AccountId account) {
        return new AuditSubject(Kind.ACCOUNT, account.toString());
    }

    public static AuditSubject of(ConsultantId consultant) {
        return new AuditSubject(Kind.CONSULTANT, consultant.toString());
    }

    public static AuditSubject of(LineId line) {
        return new AuditSubject(Kind.LINE, line.value());
    }

    /// A region, a line or the coordination.
    public static AuditSubject of(DutyScope scope) {
        return switch (scope) {
            case DutyScope.OfRegion(var region) ->
                new AuditSubject(Kind.REGION, region.name().toLowerCase(Locale.ROOT));
            case DutyScope.OfLine(var line) -> of(line);
            case DutyScope.CoordinatorOnCall() -> new AuditSubject(Kind.COORDINATION, "");
        };
    }

    /// A campaign by its first day.
    public static AuditSubject campaign(LocalDate day) {
        return new AuditSubject(Kind.CAMPAIGN, day.toString());
    }

    public static AuditSubject of(LocalDate day) {
        return new AuditSubject(Kind.DAY, day.toString());
    }

    public static AuditSubject outsideHelp(int id) {
        return new AuditSubject(Kind.OUTSIDE_HELP, Integer.toString(id));
    }

    public static AuditSubject interpreter(int id) {
        return new AuditSubject(Kind.INTERPRETER, Integer.toString(id));
    }

    public static AuditSubject place(int id) {
        return new AuditSubject(Kind.PLACE, Integer.toString(id));
    }

    public static AuditSubject recording(int id) {
        return new AuditSubject(Kind.RECORDING, Integer.toString(id));
    }

    /// A report by its quarter, such as `2026-Q3`.
    public static AuditSubject report(String quarter) {
        return new AuditSubject(Kind.REPORT, quarter);
    }

    public static AuditSubject token(int id) {
        return new AuditSubject(Kind.TOKEN, Integer.toString(id));
    }

    /// Reads what [#toString] wrote; empty for anything else.
    public static Optional<AuditSubject> parse(String written) {
        return Arrays.stream(Kind.values())
                .filter(kind -> written.equals(kind.word) || written.startsWith(kind.word + " "))
                .max(Comparator.comparingInt(kind -> kind.word.length()))
                .map(kind -> new AuditSubject(
                        kind, written.substring(kind.word.length()).strip()));
    }

    /// As it is stored, such as `line latgale`.
    @Override
    public String toString() {
        return id.isEmpty() ? kind.word : kind.word + " " + id;
    }
}
