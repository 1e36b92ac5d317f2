package lv.helpline.snapshot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.routing.RecentActivity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads the roster whole: one query a table, however much it holds, and all in one transaction that sees one
/// state.
public final class RosterReader {

    /// What ended longer ago is not read: the tables grow for ever, what calls need does not.
    private static final int PAST_DAYS = 31;

    private final LineRow.Rows lines;
    private final OpeningHoursRow.Rows openingHours;
    private final WishRow.Rows wishes;
    private final ConsultantRow.Rows consultants;
    private final WeeklyDutyRow.Rows weeklyDuties;
    private final CoverRow.Rows covers;
    private final AbsenceRow.Rows absences;
    private final PauseRow.Rows pauses;
    private final ClosureRow.Rows closures;
    private final ClosureMessageRow.Rows closureMessages;
    private final SpecialOpeningRow.Rows specialOpenings;
    private final ReferralRow.Rows outsideHelp;
    private final ReferralHoursRow.Rows outsideHelpHours;
    private final JdbcClient jdbc;
    private final TransactionTemplate oneState;

    RosterReader(
            LineRow.Rows lines,
            OpeningHoursRow.Rows openingHours,
            WishRow.Rows wishes,
            ConsultantRow.Rows consultants,
            WeeklyDutyRow.Rows weeklyDuties,
            CoverRow.Rows covers,
            AbsenceRow.Rows absences,
            PauseRow.Rows pauses,
            ClosureRow.Rows closures,
            ClosureMessageRow.Rows closureMessages,
            SpecialOpeningRow.Rows specialOpenings,
            ReferralRow.Rows outsideHelp,
            ReferralHoursRow.Rows outsideHelpHours,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.lines = lines;
        this.openingHours = openingHours;
        this.wishes = wishes;
        this.consultants = consultants;
        this.weeklyDuties = weeklyDuties;
        this.covers = covers;
        this.absences = absences;
        this.pauses = pauses;
        this.closures = closures;
        this.closureMessages = closureMessages;
        this.specialOpenings = specialOpenings;
        this.outsideHelp = outsideHelp;
        this.outsideHelpHours = outsideHelpHours;
        this.jdbc = jdbc;
        this.oneState = new TransactionTemplate(transactions);
        this.oneState.setReadOnly(true);
        this.oneState.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /// The roster as calls at `now` and after it need it.
    public RosterData roster(Instant now) {
        var past = past(now);
        return oneState.execute(
                transaction -> roster(past, covers.findAllEndingAfter(past), absences.findAllEndingAfter(past)));
    }

    /// The roster with the covers and absences of a time only.
    public RosterData roster(Instant now, LocalSpan time) {
        var past = past(now);
        return oneState.execute(transaction -> roster(
                past,
                covers.findAllWithin(past, time.start(), time.end()),
                absences.findAllWithin(past, time.start(), time.end())));
    }

    private static LocalDateTime past(Instant now) {
        return LocalDate.ofInstant(now, Roster.ZONE).minusDays(PAST_DAYS).atStartOfDay();
    }

    private RosterData roster(LocalDateTime past, List<CoverRow> dated, List<AbsenceRow> away) {
        var hours = openingHours.findAll().stream()
                .collect(groupingBy(OpeningHoursRow::line, mapping(OpeningHoursRow::span, toList())));
        var offered = wishes.findAll().stream().collect(groupingBy(WishRow::line, mapping(WishRow::wish, toList())));
        var outsideHours = outsideHelpHours.findAll().stream()
                .collect(groupingBy(ReferralHoursRow::outsideHelp, mapping(ReferralHoursRow::span, toList())));
        var messages = closureMessages.findAllOfClosuresEndingAfter(past).stream()
                .collect(groupingBy(ClosureMessageRow::closure));
        return new RosterData(
                lines.findAll().stream()
                        .map(row -> row.line(
                                hours.getOrDefault(row.id(), List.of()), offered.getOrDefault(row.id(), List.of())))
                        .toList(),
                consultants.findAll().stream().map(ConsultantRow::consultant).toList(),
                weeklyDuties.findAll().stream().map(WeeklyDutyRow::duty).toList(),
                dated.stream().map(CoverRow::cover).toList(),
                away.stream().map(AbsenceRow::absence).toList(),
                pauses.findAllEndingAfter(past.atZone(Roster.ZONE).toInstant()).stream()
                        .map(PauseRow::pause)
                        .toList(),
                closures.findAllEndingAfter(past).stream()
                        .map(row -> row.closure(messages.getOrDefault(row.id(), List.of())))
                        .toList(),
                specialOpenings.findAllEndingAfter(past).stream()
                        .map(SpecialOpeningRow::opening)
                        .toList(),
                outsideHelp.findAll().stream()
                        .map(row -> row.help(outsideHours.getOrDefault(row.id(), List.of())))
                        .toList());
    }

    /// What consultants did before `now`.
    public RecentActivity activity(Instant now) {
        return new RecentActivity(lastCallEnded(now), missedInARow(now));
    }

    /// When the last call that each consultant answered in the 30 days before `now` ended; the hour of it, if
    /// its record is gone.
    private Map<ConsultantId, Instant> lastCallEnded(Instant now) {
        return jdbc
                .sql("""
                    select consultant, max(ended_at) as ended_at
                    from (
                        select answered_by as consultant, ended_at from call_record where answered_by is not null
                        union all
                        select consultant, last_call_hour from consultant_activity
                    ) as call
                    where ended_at > :past
                    group by consultant\
                    """)
                .param("past", now.minus(30, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(
                        new ConsultantId(row.getInt("consultant")),
                        row.getTimestamp("ended_at").toInstant()))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// How many calls each consultant has missed since they last took, passed or declined one, with rings within
    /// a day. A caller for whom the phone rang several times is one. Those whose records are gone count on, if the
    /// phone has rung since.
    private Map<ConsultantId, Integer> missedInARow(Instant now) {
        return jdbc
                .sql("""
                    select *
                    from (
                        select consultant, count(distinct call_id) filter (where answered_since = 0)
                            + case when max(answered_since) = 0 then coalesce(max(missed_in_a_row), 0) else 0 end
                            as missed
                        from (
                            select consultant, call_id, count(*) filter (where result not in ('no-answer', 'silent'))
                                over (partition by consultant order by started_at desc, call_id) as answered_since
                            from call_attempt
                            where started_at > :past
                                and result in ('taken', 'passed', 'rejected', 'no-answer', 'silent')
                        ) as attempt
                        left join consultant_activity using (consultant)
                        group by consultant
                    ) as counted
                    where missed > 0\
                    """)
                .param("past", now.minus(1, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC))
                .query((row, number) -> Map.entry(new ConsultantId(row.getInt("consultant")), row.getInt("missed")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
