package lv.helpline.snapshot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import lv.helpline.roster.RosterData;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.RowMapper;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// The rows of all tables of the roster, as one statement gives them: written as JSON, so that it is one question
/// however many tables there are, and sees one state.
record RosterRows(
        List<LineRow> lines,
        List<OpeningHoursRow> openingHours,
        List<WishRow> wishes,
        List<ConsultantRow> consultants,
        List<WeeklyDutyRow> weeklyDuties,
        List<CoverRow> covers,
        List<AbsenceRow> absences,
        List<PauseRow> pauses,
        List<ClosureRow> closures,
        List<ClosureMessageRow> closureMessages,
        List<SpecialOpeningRow> specialOpenings,
        List<ReferralRow> outsideHelp,
        List<ReferralHoursRow> outsideHelpHours) {

    interface Tables extends Repository<RosterRows, Integer> {

        /// What ended until `past` is left out, and so are covers and absences that are not between `from` and `until`.
        @Query(value = """
            select json_build_object(
                'lines', array(select to_json(line) from line order by id),
                'opening_hours', array(
                    select to_json(opening_hours) from opening_hours order by weekday, starts, ends, valid_from),
                'wishes', array(
                    select json_build_object(
                        'line', line, 'code', code, 'key', key, 'name', name, 'name_en', name_en)
                    from line_wish join wish on wish.code = line_wish.wish order by line, key),
                'consultants', array(
                    select to_json(each) from (
                        select consultant.*, array(
                            select wish from consultant_wish
                            where consultant_wish.consultant = consultant.id order by wish) as wishes
                        from consultant order by id) as each),
                'weekly_duties', array(select to_json(weekly_duty) from weekly_duty order by id),
                'covers', array(
                    select to_json(cover) from cover
                    where ends > :past and ends > :from and starts < :until order by id),
                'absences', array(
                    select to_json(absence) from absence
                    where ends > :past and ends > :from and starts < :until order by id),
                'pauses', array(
                    select to_json(pause) from pause
                    where ends > cast(:past as timestamp) at time zone 'Europe/Riga' order by id),
                'closures', array(select to_json(closure) from closure where ends > :past order by id),
                'closure_messages', array(
                    select to_json(message) from closure_message as message join closure on closure.id = message.closure
                    where closure.ends > :past order by message.closure, message.language),
                'special_openings', array(
                    select to_json(special_opening) from special_opening where ends > :past order by id),
                'outside_help', array(
                    select to_json(outside_help) from outside_help where way = 'call' order by position),
                'outside_help_hours', array(
                    select to_json(outside_help_hours) from outside_help_hours order by weekday, starts))::text\
            """, rowMapperClass = FromJson.class)
        RosterRows find(LocalDateTime past, LocalDateTime from, LocalDateTime until);
    }

    static final class FromJson implements RowMapper<RosterRows> {

        /// A column that there is not is a fault; more of them are somebody else's.
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        @Override
        public RosterRows mapRow(ResultSet row, int number) throws SQLException {
            return MAPPER.readValue(row.getBytes(1), RosterRows.class);
        }
    }

    RosterData roster() {
        var hours = openingHours.stream()
                .collect(groupingBy(OpeningHoursRow::line, mapping(OpeningHoursRow::span, toList())));
        var offered = wishes.stream().collect(groupingBy(WishRow::line, mapping(WishRow::wish, toList())));
        var outsideHours = outsideHelpHours.stream()
                .collect(groupingBy(ReferralHoursRow::outsideHelp, mapping(ReferralHoursRow::span, toList())));
        var messages = closureMessages.stream().collect(groupingBy(ClosureMessageRow::closure));
        return new RosterData(
                lines.stream()
                        .map(row -> row.line(
                                hours.getOrDefault(row.id(), List.of()), offered.getOrDefault(row.id(), List.of())))
                        .toList(),
                consultants.stream().map(ConsultantRow::consultant).toList(),
                weeklyDuties.stream().map(WeeklyDutyRow::duty).toList(),
                covers.stream().map(CoverRow::cover).toList(),
                absences.stream().map(AbsenceRow::absence).toList(),
                pauses.stream().map(PauseRow::pause).toList(),
                closures.stream()
                        .map(row -> row.closure(messages.getOrDefault(row.id(), List.of())))
                        .toList(),
                specialOpenings.stream().map(SpecialOpeningRow::opening).toList(),
                outsideHelp.stream()
                        .map(row -> row.help(outsideHours.getOrDefault(row.id(), List.of())))
                        .toList());
    }
}
