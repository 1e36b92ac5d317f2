package lv.helpline.lines;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lv.helpline.accounts.Role;
import lv.helpline.audit.Author;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Language;
import lv.helpline.roster.LineId;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.WishId;
import lv.helpline.roster.edit.DutyOccurrence;
import lv.helpline.roster.edit.LineHours;
import lv.helpline.shared.CheckReturnValue;
import lv.helpline.shared.EditResult;
import org.jspecify.annotations.Nullable;

/// The lines, as they are edited. Each edit is in the audit.
///
/// A line's number and region are not among what is edited: the dialplan and the trunk have to change with them.
public interface Lines {

    /// Judged by the database, not here: what breaks a rule is refused by the rule's name.
    ///
    /// @param languages    the first is the one that callers hear first
    /// @param hoursAssumed true while nobody has confirmed the hours
    /// @param strategy     `all-at-once`, `one-by-one` or `waves`
    /// @param waveSize     phones in a wave, for that strategy only
    /// @param graceSeconds how long after closing time a call that came before may still be taken
    /// @param general      whether callers of an unknown number are told this one; then no other is
    /// @param wishes       those that callers are asked for, if that changes who rings first
    record Settings(
            String name,
            List<Language> languages,
            List<WeeklySpan> hours,
            boolean hoursAssumed,
            String strategy,
            @Nullable Integer waveSize,
            int ringSeconds,
            int patienceSeconds,
            int wrapUpSeconds,
            int graceSeconds,
            boolean general,
            Set<WishId> wishes) {
        public Settings {
            languages = List.copyOf(languages);
            hours = List.copyOf(hours);
            wishes = Set.copyOf(wishes);
        }
    }

    /// @param settings  as they are today
    /// @param hours     those of all dates
    /// @param checkedOn when somebody last made sure that its number is right
    /// @param version   of the row that was read
    record Entry(
            LineId id,
            String number,
            Region region,
            Settings settings,
            LineHours hours,
            LocalDate checkedOn,
            int version)
            implements Checked {}

    /// By region, then by name.
    List<Entry> all();

    Optional<Entry> find(LineId id);

    /// Other hours are an edit of the roster: they go through [RosterEditing], with everything else in one transaction.
    ///
    /// @param read   what the editor had before them
    /// @param from   the first date on which the hours hold; a past one is today
    /// @param covers duties for what would else be a time without anybody
    /// @param role   of the editor
    /// @param reason why a line is left without anybody, of [lv.helpline.planning.GapPolicy#REASONS]
    @CheckReturnValue
    RosterEditing.Result change(
            LineId id,
            int read,
            Settings settings,
            LocalDate from,
            List<DutyOccurrence> covers,
            Role role,
            Optional<String> reason,
            Author author);

    /// The numbers of all of them are right as they stand.
    EditResult check(Author author);
}
