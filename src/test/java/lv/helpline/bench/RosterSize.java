package lv.helpline.bench;

import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.ringing;
import static lv.helpline.roster.RosterBuilder.speaking;
import static lv.helpline.roster.RosterBuilder.workdays;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.Strategy;

/// Rosters that differ in nothing but how much they hold: each line is open on workdays from 9 to 17 and has
/// five consultants of its own, who are on duty for it as long and ring one by one.
public enum RosterSize {
    /// As large as the helpline is: each consultant has one duty a workday.
    SMALL(7, 0, 0),

    /// A thousand lines, 5,000 consultants, 500,000 duties: each consultant had three other years, and takes 80
    /// evenings.
    LARGE(1_000, 3, 80);

    static final int CONSULTANTS_OF_A_LINE = 5;

    private static final List<Region> REGIONS = List.of(Region.values());
    private static final int FIRST_NUMBER = 20_000_000;
    private static final LocalDate FIRST_EVENING = LocalDate.of(2026, 12, 1);

    private final int lines;
    private final int formerYears;
    private final int evenings;

    RosterSize(int lines, int formerYears, int evenings) {
        this.lines = lines;
        this.formerYears = formerYears;
        this.evenings = evenings;
    }

    /// The national number of a line, counted from 0.
    static String number(int line) {
        return Integer.toString(FIRST_NUMBER + line);
    }

    RosterBuilder builder() {
        var all = IntStream.range(0, lines).mapToObj(RosterSize::lineOf).toList();
        var builder = RosterBuilder.of(all.toArray(Line[]::new));
        for (var each = 0; each < lines * CONSULTANTS_OF_A_LINE; each++) {
            var who = consultant(each + 1, "No. " + (each + 1));
            var line = all.get(each / CONSULTANTS_OF_A_LINE);
            var duty = onDuty(who).at(line).each(workdays("09:00", "17:00"));
            builder.with(who, duty);
            for (var year = 1; year <= formerYears; year++) {
                builder.with(duty.until("%d-01-01".formatted(2020 + year)));
            }
            for (var evening = 0; evening < evenings; evening++) {
                var date = FIRST_EVENING.plusDays(evening);
                builder.with(new Cover(
                        who.id(),
                        new DutyScope.OfLine(line.id()),
                        new LocalSpan(date.atTime(17, 0), date.atTime(20, 0))));
            }
        }
        return builder;
    }

    private static Line lineOf(int number) {
        var region = REGIONS.get(number % REGIONS.size());
        return speaking(
                ringing(line("line-" + number, number(number), region), new Strategy.OneByOne()), Language.LATVIAN);
    }

    /// What puts as much into a database. Its tables look for no overlaps any more, which takes longer than all
    /// the rest.
    public String statements() {
        return """
            do $$
            declare
                overlap record;
            begin
                for overlap in
                    select conrelid::regclass as duties, conname from pg_constraint
                    where contype = 'x' and conrelid in ('weekly_duty'::regclass, 'cover'::regclass)
                loop
                    execute 'alter table ' || overlap.duties || ' drop constraint ' || overlap.conname;
                end loop;
            end
            $$;

            insert into line (id, number, name, region, languages, strategy)
            select 'line-' || n, (%1$d + n)::text, 'Line ' || n, 'kurzeme', '{lv}', 'one-by-one'
            from generate_series(0, %2$d - 1) as n;

            insert into opening_hours (line, weekday, starts, ends)
            select 'line-' || n, day, '09:00', '17:00'
            from generate_series(0, %2$d - 1) as n, generate_series(1, 5) as day;

            insert into consultant (id, name, contact_kind, contact, languages, verified_at)
            select 1000 + n, 'No. ' || n, 'mobile', '+371' || 20000000 + n, '{lv}', now()
            from generate_series(1, %3$d) as n;

            insert into weekly_duty (consultant, line, weekday, starts, ends, valid_from, valid_until)
            select 1000 + n, 'line-' || (n - 1) / %4$d, day, '09:00', '17:00',
                make_date(2026 - year, 1, 1), case when year > 0 then make_date(2027 - year, 1, 1) end
            from generate_series(1, %3$d) as n, generate_series(1, 5) as day, generate_series(0, %5$d) as year;

            insert into cover (consultant, line, starts, ends)
            select 1000 + n, 'line-' || (n - 1) / %4$d,
                current_date + evening + time '17:00', current_date + evening + time '20:00'
            from generate_series(1, %3$d) as n, generate_series(1, %6$d) as evening
            """.formatted(
                FIRST_NUMBER, lines, lines * CONSULTANTS_OF_A_LINE, CONSULTANTS_OF_A_LINE, formerYears, evenings);
    }

    /// How many duties there are, those that ended included.
    public int duties() {
        return lines * CONSULTANTS_OF_A_LINE * (5 * (1 + formerYears) + evenings);
    }
}
