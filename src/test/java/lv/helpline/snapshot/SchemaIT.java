package lv.helpline.snapshot;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lv.helpline.testing.GeneratedPart;
import lv.helpline.testing.Postgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The rules that the tables hold by themselves, whoever writes into them.
class SchemaIT {

    private static final DriverManagerDataSource DATABASE = new DriverManagerDataSource(Postgres.demoDatabase());

    /// The tables by the modules whose adapters write them.
    private static final Map<String, List<String>> MODULES = modules();

    private final JdbcClient jdbc = JdbcClient.create(DATABASE);
    private final DataSourceTransactionManager transactions = new DataSourceTransactionManager(DATABASE);
    private final TransactionTemplate attempt = new TransactionTemplate(
            transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    private final TransactionStatus test = transactions.getTransaction(TransactionDefinition.withDefaults());

    private static Map<String, List<String>> modules() {
        var modules = new LinkedHashMap<String, List<String>>();
        modules.put(
                "lines",
                List.of(
                        "published_number",
                        "line",
                        "opening_hours",
                        "closure",
                        "closure_message",
                        "special_opening",
                        "outside_help",
                        "outside_help_hours",
                        "place",
                        "place_hours",
                        "wish",
                        "line_wish",
                        "interpreter",
                        "interpreter_hours"));
        modules.put("staff", List.of("consultant", "consultant_wish", "feed", "pin_attempt", "wrong_pins"));
        modules.put(
                "planning",
                List.of(
                        "weekly_duty",
                        "cover",
                        "absence",
                        "duty_preference",
                        "duty_offer",
                        "duty_offer_recipient",
                        "roster_draft",
                        "roster_undo",
                        "exported_table",
                        "untold_change"));
        modules.put("selfservice", List.of("pause", "swap", "reminder", "missed_series"));
        modules.put("callout", List.of("callout", "callout_call", "number_code"));
        modules.put(
                "calllog",
                List.of(
                        "call_record",
                        "call_attempt",
                        "call_tally",
                        "consultant_tally",
                        "partner_call_tally",
                        "past_call",
                        "call_counted",
                        "consultant_activity"));
        modules.put("snapshot", List.of("fallback_copy"));
        modules.put("recordings", List.of("recording", "take"));
        modules.put("statistics", List.of("campaign", "campaign_line", "report", "report_figure"));
        modules.put(
                "accounts", List.of("account", "recovery_code", "sign_in_link", "user_entities", "user_credentials"));
        modules.put(
                "identity", List.of("api_token", "guess", "sent_form", "spring_session", "spring_session_attributes"));
        modules.put("audit", List.of("audit_entry", "audit_seal"));
        modules.put("mail", List.of("mail", "sent_mail"));
        return modules;
    }

    @AfterEach
    void leave_the_tables_as_they_were() {
        transactions.rollback(test);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
        weekly_duty_of_a_consultant_on_a_region_does_not_overlap | insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from) values (1, 'riga', 1, '16:59', '18:00', '2027-01-01')
        weekly_duty_of_a_consultant_on_a_line_does_not_overlap   | insert into weekly_duty (consultant, line, weekday, starts, ends, valid_from) values (2, 'riga-evening', 1, '19:59', '21:00', '2027-01-01')
        cover_of_a_consultant_on_a_region_does_not_overlap       | insert into cover (consultant, region, starts, ends) values (9, 'zemgale', '2027-01-04 16:59', '2027-01-04 18:00')
        opening_hours_of_a_line_do_not_overlap                   | insert into opening_hours (line, weekday, starts, ends) values ('latgale', 1, '16:45', '18:00')
        quarter_of_day_is_00_15_30_or_45                         | insert into opening_hours (line, weekday, starts, ends) values ('latgale', 6, '09:10', '18:00')
        minute_of_day_has_no_seconds_and_is_before_24            | insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from) values (1, 'riga', 6, '09:00', '24:00', '2027-01-01')
        weekly_duty_covers_a_region_a_line_or_the_coordination   | insert into weekly_duty (consultant, region, line, weekday, starts, ends, valid_from) values (1, 'riga', 'latgale', 6, '09:00', '10:00', '2027-01-01')
        weekly_duty_is_valid_for_a_day_at_least                  | insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from, valid_until) values (1, 'riga', 6, '09:00', '10:00', '2027-01-01', '2027-01-01')
        weekly_duty_comes_every_1_to_4_weeks                     | insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from, every_weeks) values (1, 'riga', 6, '09:00', '10:00', '2027-01-01', 5)
        weekly_duty_dates_are_finite                             | insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from, valid_until) values (1, 'riga', 6, '09:00', '10:00', '2027-01-01', 'infinity')
        local_minute_has_no_seconds_and_is_finite                | insert into absence (consultant, starts, ends) values (1, '-infinity', '2027-01-01 00:00')
        absence_ends_after_it_starts                             | insert into absence (consultant, starts, ends) values (1, '2027-01-01 00:00', '2027-01-01 00:00')
        local_quarter_is_00_15_30_or_45_and_finite               | insert into closure (starts, ends) values ('2027-01-01 09:07', '2027-01-01 10:07')
        line_general_is_one_of_all                               | update line set general = true where id = 'latgale'
        line_languages_are_codes                                 | update line set languages = '{lv,Latvian}' where id = 'latgale'
        line_has_a_language                                      | update line set languages = '{}' where id = 'latgale'
        line_has_a_language_once                                 | update line set languages = '{lv,lv}' where id = 'latgale'
        line_has_a_wave_size_if_it_rings_in_waves                | update line set strategy = 'waves' where id = 'latgale'
        line_number_belongs_to_one_line                          | update line set number = '28612120' where id = 'latgale'
        consultant_mobile_is_an_e164_number                      | insert into consultant (name, contact_kind, contact, languages) values ('Liga', 'mobile', '29123456', '{lv}')
        consultant_without_whisper_has_a_sip_phone               | update consultant set whisper = false where id = 3
        weekly_duty_of_a_coordinator_does_not_overlap            | insert into weekly_duty (consultant, coordination, weekday, starts, ends, valid_from) values (1, true, 1, '16:59', '18:00', '2027-01-01'), (1, true, 1, '17:00', '19:00', '2027-01-01')
        consultant_phone_belongs_to_one_consultant               | insert into consultant (name, contact_kind, contact, languages) values ('Liga', 'sip', 'anna', '{lv}')
        consultant_phone_belongs_to_one_consultant               | update consultant set second_kind = 'sip', second_contact = 'anna', second_rings = 'together' where id = 4
        consultant_second_phone_belongs_to_one_consultant        | update consultant set second_kind = 'sip', second_contact = 'desk', second_rings = 'together' where id in (4, 6)
        consultant_second_phone_is_not_the_first                 | update consultant set second_kind = 'sip', second_contact = 'laura', second_rings = 'together' where id = 4
        consultant_second_phone_is_whole                         | update consultant set second_contact = 'desk' where id = 4
        consultant_second_mobile_is_an_e164_number               | update consultant set second_kind = 'mobile', second_contact = '29123456', second_rings = 'together' where id = 4
        consultant_second_sip_phone_has_1_to_20_letters_or_digits | update consultant set second_kind = 'sip', second_contact = 'Desk', second_rings = 'together' where id = 4
        consultant_second_phone_is_a_mobile_or_a_sip_phone       | update consultant set second_kind = 'fax', second_contact = 'desk', second_rings = 'together' where id = 4
        consultant_second_phone_rings_in_a_known_way             | update consultant set second_kind = 'sip', second_contact = 'desk', second_rings = 'sometimes' where id = 4
        consultant_without_whisper_has_no_second_mobile          | update consultant set whisper = false, second_kind = 'mobile', second_contact = '+37126000001', second_rings = 'together' where id = 4
        consultant_without_a_second_phone_has_not_verified_it    | update consultant set second_verified_at = now() where id = 4
        consultant_who_has_left_has_no_second_phone              | update consultant set left_on = '2027-01-01', verified_at = null, second_kind = 'sip', second_contact = 'desk', second_rings = 'together' where id = 4
        phone_is_the_first_or_the_second                         | insert into number_code (consultant, phone) values (4, 'third')
        weekly_duty_is_of_a_consultant                           | delete from consultant where id = 1
        opening_hours_are_of_a_line                              | delete from line where id = 'latgale'
        consultant_who_has_left_is_not_rung                      | update consultant set left_on = '2027-01-01' where id = 1
        consultant_with_a_lost_phone_is_not_rung                 | update consultant set phone_lost_at = now() where id = 1
        duty_preference_is_can_or_rather_not                     | insert into duty_preference (consultant, kind, starts, ends) values (1, 'must', '2027-01-01 00:00', '2027-01-02 00:00')
        duty_offer_ends_after_it_starts                          | insert into duty_offer (line, starts, ends, offered_at) values ('latgale', '2027-01-04 17:00', '2027-01-04 09:00', now())
        duty_offer_that_is_taken_has_ended                       | insert into duty_offer (line, starts, ends, offered_at, taken_by) values ('latgale', '2027-01-04 09:00', '2027-01-04 17:00', now(), 1)
        duty_preference_ends_after_it_starts                     | insert into duty_preference (consultant, kind, starts, ends) values (1, 'can', '2027-01-02 00:00', '2027-01-01 00:00')
        swap_is_proposed_to_somebody_else                        | insert into swap (consultant, colleague, starts, ends, proposed_at) values (1, 1, '2027-01-04 09:00', '2027-01-04 17:00', now())
        swap_returns_a_whole_duty_or_none                        | insert into swap (consultant, colleague, starts, ends, return_starts, proposed_at) values (1, 2, '2027-01-04 09:00', '2027-01-04 17:00', '2027-01-05 09:00', now())
        recording_was_accepted_by_somebody_at_some_time          | insert into recording (language, prompt, words, sound, sha256, milliseconds, way, made_by, made_at, accepted_by) values ('lv', 'closed', 'Words.', '', repeat('0', 64), 1, 'file', 1, now(), 1)
        recording_prompt_is_an_id                                | insert into recording (language, prompt, words, sound, sha256, milliseconds, way, made_by, made_at) values ('lv', '../closed', 'Words.', '', repeat('0', 64), 1, 'file', 1, now())
        take_of_a_consultant_is_one_at_a_time                    | insert into take (language, prompt, consultant, asked_by, asked_at) values ('lv', 'closed', 1, 1, now()), ('lv', 'menu', 1, 1, now())
        take_prompt_is_an_id                                     | insert into take (language, prompt, consultant, asked_by, asked_at) values ('lv', '../closed', 1, 1, now())
        take_has_a_fault_only_when_it_was_kept                   | insert into take (language, prompt, consultant, asked_by, asked_at, fault) values ('lv', 'closed', 1, 1, now(), 'recording-says-something')
        recording_has_an_outcome_only_when_it_was_accepted       | insert into recording (language, prompt, words, sound, sha256, milliseconds, way, made_by, made_at, outcome) values ('lv', 'closed', 'Words.', '', repeat('0', 64), 1, 'phone', 1, now(), 'taken')
        recording_is_spoken_by_another_by_telephone_only         | insert into recording (language, prompt, words, sound, sha256, milliseconds, way, made_by, made_at, spoken_by) values ('lv', 'closed', 'Words.', '', repeat('0', 64), 1, 'file', 1, now(), 1)
        call_record_line_is_a_published_number                   | insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, ended_at) values (gen_random_uuid(), '29123456', now(), 'router', '{}', 'closed', now())
        rule_name_is_lower_case_words_joined_by_hyphens          | insert into call_record (call_id, entered_at, decided_by, rules, outcome, ended_at) values (gen_random_uuid(), now(), 'router', '{on-duty,29123456}', 'closed', now())
        campaign_ends_on_a_day_after_its_first                   | insert into campaign (held_on, held_until, note) values ('2026-12-01', '2026-12-01', 'Radio')
        campaign_factor_is_between_1_and_50                      | insert into campaign (held_on, factor, note) values ('2026-12-01', 0.9, 'Radio')
        campaign_line_is_a_published_number                      | with campaign as (insert into campaign (held_on, note) values ('2026-12-01', 'Radio') returning id) insert into campaign_line select id, '29123456' from campaign
        call_tally_line_is_a_published_number                    | insert into call_tally values ('2026-11-24 08:00Z', '29123456', 'closed', null, 1, 0, 0, 0)
        call_tally_hour_is_a_full_one                            | insert into call_tally values ('2026-11-24 08:00:01Z', null, 'closed', null, 1, 0, 0, 0)
        call_tally_waited_is_a_class                             | insert into call_tally values ('2026-11-24 08:00Z', null, 'closed', 19, 1, 0, 0, 0)
        call_tally_has_a_look_once                               | insert into call_tally values ('2026-11-24 08:00Z', null, 'closed', null, 1, 0, 0, 0), ('2026-11-24 08:00Z', null, 'closed', null, 1, 0, 0, 0)
        past_call_hour_is_a_full_one                             | insert into past_call values ('2026-11-24 08:01Z', 'router', 'closed', null, null, 1)
        past_call_waited_and_talked_are_classes                  | insert into past_call values ('2026-11-24 08:00Z', 'router', 'answered', 20, 61, 1)
        place_audience_is_known                                  | insert into place (region, address, checked_on, audience) values ('riga', 'Iela 1', '2026-12-01', 'nobody')
        place_phone_has_an_audience                              | insert into place (region, address, checked_on, audience, phone) values ('riga', 'Iela 1', '2026-12-01', 'everybody', '67000000')
        place_speaks_a_language_once                             | insert into place (region, address, checked_on, audience, languages) values ('riga', 'Iela 1', '2026-12-01', 'everybody', '{lv,lv}')
        partner_call_tally_line_is_a_published_number            | insert into partner_call_tally values (gen_random_uuid(), '2026-11-01', '29123456', 1)
        partner_call_tally_month_begins_with_its_first_day       | insert into partner_call_tally values (gen_random_uuid(), '2026-11-02', '25723222', 1)
        consultant_tally_month_begins_with_its_first_day         | insert into consultant_tally values ('2026-11-02', 1, 1, 0, 0, 0, 0, 0, 0)
        consultant_activity_hour_is_a_full_one                   | insert into consultant_activity values (1, '2026-11-24 08:00:01Z', 0)
        call_record_outcome_is_known                             | insert into call_record (call_id, entered_at, decided_by, rules, outcome, ended_at) values (gen_random_uuid(), now(), 'router', '{}', 'she said', now())
        """)
    void refuses(String constraint, String sql) {
        assertThat(constraintOf(sql)).isEqualTo(constraint);
    }

    @Test
    void a_consultants_number_has_no_room_for_a_telephone_number() {
        assertThat(constraintOf("""
            insert into call_record (call_id, entered_at, decided_by, rules, outcome, answered_by, ended_at)
            values (gen_random_uuid(), now(), 'router', '{}', 'answered', 29123456, now())\
            """)).isEqualTo("22003" + " numeric" + " value" + " out of" + " range");
    }

    @Test
    void sunday_night_runs_into_monday() {
        duty(7, "22:00", "06:00", "2027-01-01", null);
        assertThat(constraintOf(dutySql(1, "05:59", "07:00", "2027-02-01", null)))
                .isEqualTo("weekly_duty_of_a_consultant_on_a_region_does_not_overlap");
        duty(1, "06:00", "07:00", "2027-02-01", null);
    }

    /// 2026 has 53 weeks.
    @ParameterizedTest(name = "{0} and {1}, each {2} weeks: {3}")
    @CsvSource({
        "2026-12-28, 2027-01-04, 2, accepted",
        "2026-12-28, 2027-01-11, 2, weekly_duty_of_a_consultant_on_a_region_does_not_overlap",
        "2026-12-28, 2027-01-04, 1, weekly_duty_of_a_consultant_on_a_region_does_not_overlap",
        "2026-12-28, 2027-01-04, 3, weekly_duty_of_a_consultant_on_a_region_does_not_overlap",
        "2026-12-28, 2027-01-04, 4, accepted",
        "2026-12-28, 2027-01-25, 4, weekly_duty_of_a_consultant_on_a_region_does_not_overlap",
    })
    void a_duty_of_every_second_week_overlaps_what_comes_in_one_of_its_weeks(
            String one, String other, int everyWeeks, String constraint) {
        jdbc.sql(everySecondWeek(7, "22:00", "06:00", one)).update();
        assertThat(constraintOf(everySecondWeek(7, "21:00", "23:00", other).replace(", 2)", ", " + everyWeeks + ")")))
                .isEqualTo(constraint);
    }

    @Test
    void sunday_night_of_every_second_week_runs_into_the_monday_after_it() {
        jdbc.sql(everySecondWeek(7, "22:00", "06:00", "2027-01-04")).update();
        assertThat(constraintOf(everySecondWeek(1, "05:59", "07:00", "2027-01-11")))
                .isEqualTo("weekly_duty_of_a_consultant_on_a_region_does_not_overlap");
        assertThat(constraintOf(everySecondWeek(1, "05:59", "07:00", "2027-01-04")))
                .isEqualTo("accepted");
    }

    private static String everySecondWeek(int weekday, String starts, String ends, String from) {
        return "insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from, every_weeks) "
                + "values (1, 'latgale', %d, '%s', '%s', '%s', 2)".formatted(weekday, starts, ends, from);
    }

    @Test
    void duties_of_different_times_of_the_year_regions_and_consultants_do_not_overlap() {
        duty(6, "09:00", "17:00", "2027-01-01", "2027-02-01");
        duty(6, "09:00", "17:00", "2027-02-01", null);
        jdbc.sql(dutySql(6, "09:00", "17:00", "2027-01-01", null).replace("'latgale'", "'riga'"))
                .update();
        jdbc.sql(dutySql(6, "09:00", "17:00", "2027-01-01", null).replace("(1,", "(2,"))
                .update();
        assertThat(constraintOf(dutySql(6, "16:00", "18:00", "2027-01-31", "2027-02-01")))
                .isEqualTo("weekly_duty_of_a_consultant_on_a_region_does_not_overlap");
    }

    @Test
    void absences_may_overlap() {
        jdbc.sql("""
            insert into absence (consultant, starts, ends) values
                (1, '2027-01-01 00:00', '2027-01-09 00:00'), (1, '2027-01-05 00:00', '2027-01-12 00:00')\
            """).update();
    }

    @Test
    void a_record_survives_its_line_and_its_consultant() {
        jdbc.sql("""
            insert into call_record (call_id, line, entered_at, decided_by, rules, outcome, answered_by, ended_at)
            values (gen_random_uuid(), '25723222', now(), 'router', '{on-duty}', 'answered', 5, now())\
            """).update();
        jdbc.sql("delete from weekly_duty where consultant = 5").update();
        jdbc.sql("delete from consultant where id = 5").update();
        jdbc.sql("delete from opening_hours where line = 'latgale'").update();
        jdbc.sql("delete from line where id = 'latgale'").update();
        assertThat(jdbc.sql("select line || ' ' || answered_by from call_record")
                        .query(String.class)
                        .single())
                .isEqualTo("25723222 5");
    }

    /// What could hold a caller's number or a word about a call would have to be one of these types.
    @Test
    void a_record_of_a_call_has_no_column_of_free_text() {
        assertThat(jdbc.sql("""
            select table_name || '.' || column_name
            from information_schema.columns
            where table_name in ('call_record', 'call_attempt', 'call_tally', 'consultant_tally', 'past_call',
                    'partner_call_tally', 'call_counted', 'consultant_activity')
                and coalesce(domain_name, udt_name)
                    not in ('uuid', 'timestamptz', 'date', 'int2', 'int4', 'language_code', '_rule_name')
            order by 1\
            """).query(String.class).list())
                .as("each is a word from a list by a check, or a published number by a foreign key")
                .containsExactly(
                        "call_attempt.result",
                        "call_record.decided_by",
                        "call_record.line",
                        "call_record.outcome",
                        "call_tally.line",
                        "call_tally.outcome",
                        "partner_call_tally.line",
                        "past_call.decided_by",
                        "past_call.outcome");
    }

    /// Which would live on in each copy, though they are deleted a day after the call.
    @Test
    void a_backup_has_no_table_with_a_row_for_each_call() throws IOException {
        var backup = Files.readString(Path.of("ops/backup"));
        assertThat(jdbc.sql("""
            select table_name from information_schema.columns join information_schema.tables using (table_name)
            where column_name = 'call_id' and table_type = 'BASE TABLE' order by 1\
            """).query(String.class).list())
                .as("but for the ids of those that are counted, which have nothing else")
                .containsExactly("call_attempt", "call_counted", "call_record");
        assertThat(backup).contains("tables=(call_record call_attempt)");
    }

    @Test
    void every_table_and_column_says_what_it_is() {
        assertThat(jdbc.sql("""
            select c.relname || coalesce('.' || a.attname, '')
            from pg_class c
            left join lateral (
                select null::name as attname, 0 as attnum
                union all
                select attname, attnum from pg_attribute
                where attrelid = c.oid and attnum > 0 and not attisdropped) as a on true
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
                and c.relname <> 'flyway_schema_history'
                and col_description(c.oid, a.attnum) is null
                and not (a.attnum = 0 and obj_description(c.oid, 'pg_class') is not null)\
            """).query(String.class).list()).isEmpty();
    }

    /// PostgreSQL makes up names such as `line_check1` and `cover_consultant_fkey`.
    @Test
    void every_constraint_has_a_name_that_says_its_rule() {
        assertThat(jdbc.sql("""
            select conname from pg_constraint
            where connamespace = 'public'::regnamespace and contype <> 'n'
                and conrelid <> coalesce(to_regclass('flyway_schema_history')::oid, 0)
                and conname ~ '_(check|fkey|pkey|key|excl)[0-9]*$'\
            """).query(String.class).list()).isEmpty();
    }

    @Test
    void every_table_of_the_roster_tells_the_routers() throws SQLException {
        var tables = List.of(
                "line",
                "opening_hours",
                "closure",
                "special_opening",
                "consultant",
                "weekly_duty",
                "cover",
                "absence",
                "pause");
        try (var connection = DATABASE.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("listen helpline_roster");
            for (var table : tables) {
                statement.execute("delete from " + table + " where false");
                assertThat(connection.unwrap(PGConnection.class).getNotifications(2000))
                        .as(table)
                        .singleElement()
                        .satisfies(told -> assertThat(told.getParameter()).isEmpty());
            }
        }
    }

    /// `-Dtables.write=true` draws it anew.
    @Test
    void the_picture_in_the_readme_is_that_of_the_tables() throws IOException {
        var tables = jdbc.sql("""
            select relname from pg_class
            where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history'\
            """).query(String.class).list();
        assertThat(MODULES.values().stream().flatMap(List::stream))
                .as("each table is drawn once, with its module")
                .containsExactlyInAnyOrderElementsOf(tables);
        GeneratedPart.isCurrent(
                Path.of("sql/README.md"),
                "tables",
                MODULES.entrySet().stream()
                        .map(module -> picture(module.getKey(), module.getValue()))
                        .collect(joining("\n")));
    }

    private String picture(String module, List<String> tables) {
        return "### %s\n\n```mermaid\nerDiagram\n%s%s```\n"
                .formatted(
                        module,
                        tables.stream().map(this::references).collect(joining()),
                        tables.stream()
                                .map(table -> "  %s {\n%s  }\n".formatted(table, columns(table)))
                                .collect(joining()));
    }

    /// Which rows of other tables a row of it refers to: one or perhaps none, and one, none or many of its own to each.
    private String references(String table) {
        return jdbc.sql("""
            select format(
                '  %s %s--%s %s : %s',
                confrelid::regclass,
                case when bool_or(attnotnull) then '||' else '|o' end,
                case when exists (
                    select from pg_constraint as alone
                    where alone.conrelid = reference.conrelid and alone.contype in ('p', 'u')
                        and alone.conkey <@ reference.conkey)
                    then 'o|' else 'o{' end,
                conrelid::regclass,
                string_agg(attname, '_' order by attnum))
            from pg_constraint as reference join pg_attribute on attrelid = conrelid and attnum = any (conkey)
            where contype = 'f' and conrelid = to_regclass(:table)
            group by reference.oid, conname, conrelid, confrelid, conkey
            order by min(attnum), conname\
            """).param("table", table).query(String.class).list().stream()
                .map(line -> line + "\n")
                .collect(joining());
    }

    private String columns(String table) {
        return jdbc
                .sql("""
            select rtrim(format('    %s %s %s%s', format_type(atttypid, atttypmod), attname, keys, nullable))
            from pg_attribute
            cross join lateral (
                select coalesce(string_agg(key, ', ' order by key = 'UK', key = 'FK'), '') as keys
                from (
                    select distinct case contype when 'p' then 'PK' when 'f' then 'FK' else 'UK' end as key
                    from pg_constraint
                    where conrelid = attrelid and contype in ('p', 'f', 'u') and attnum = any (conkey)) as each) as key
            cross join lateral (
                select case when attnotnull then '' when keys = '' then '"or null"' else ' "or null"' end as nullable
            ) as presence
            where attrelid = to_regclass(:table) and attnum > 0 and not attisdropped
            order by attnum\
            """)
                .param("table", table)
                .query((row, number) -> abbreviated(row.getString(1)) + "\n")
                .list()
                .stream()
                .collect(joining());
    }

    /// With the types in one word, as the migrations write them.
    private static String abbreviated(String column) {
        return column.replaceFirst("timestamp(\\(\\d\\))? with time zone", "timestamptz$1")
                .replace(" without time zone", "")
                .replace("character varying", "varchar")
                .replace("character(", "char(");
    }

    private void duty(int weekday, String starts, String ends, String from, @Nullable String until) {
        jdbc.sql(dutySql(weekday, starts, ends, from, until)).update();
    }

    private static String dutySql(int weekday, String starts, String ends, String from, @Nullable String until) {
        return "insert into weekly_duty (consultant, region, weekday, starts, ends, valid_from, valid_until) "
                + "values (1, 'latgale', %d, '%s', '%s', '%s', %s)"
                        .formatted(weekday, starts, ends, from, until == null ? "null" : "'" + until + "'");
    }

    /// The constraint that refuses the statement, or the error, or `accepted`.
    private String constraintOf(String sql) {
        try {
            attempt.executeWithoutResult(status -> jdbc.sql(sql).update());
            return "accepted";
        } catch (DataAccessException refused) {
            var error = ((PSQLException) refused.getMostSpecificCause());
            var server = error.getServerErrorMessage();
            if (server == null || server.getConstraint() == null) {
                return error.getSQLState() + (error.getSQLState().equals("22003") ? " numeric value out of range" : "");
            }
            return server.getConstraint();
        }
    }
}
