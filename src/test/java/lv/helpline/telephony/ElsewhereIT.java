package lv.helpline.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A closed line says what it has been told to say, and where else there is help now.
class ElsewhereIT extends Telephony {

    private static final LocalDateTime SATURDAY_NOON = LocalDateTime.parse("2026-11-28T12:00");

    @Test
    void withNoLineOpenTheFirstOpenEntryOfOutsideHelpIsRead() throws Exception {
        lab.database()
                .edit(
                        "insert into outside_help (position, name, number, languages, checked_on) values"
                                + " (1, 'Darba dienu tālrunis', '116006', '{lv}', '2026-11-01'),"
                                + " (2, 'Krīzes tālrunis', '67222922', '{lv,ru}', '2026-11-01')",
                        "insert into outside_help_hours (outside_help, weekday, starts, ends)"
                                + " select id, 1, '09:00', '17:00' from outside_help where position = 1");
        lab.prompts().makeAnnouncements();
        lab.clock().set(SATURDAY_NOON);
        var caller = lab.peers().call("+371" + ZEMGALE);
        awaitHeard(
                caller,
                "lv/closed",
                "lv/opens",
                "lv/weekday-1",
                "lv/at-0900",
                "lv/latvian-time",
                "lv/outside-help",
                "lv/its-number",
                "lv/digit-6",
                "lv/digit-7",
                "lv/digit-2",
                "lv/digit-2",
                "lv/digit-2",
                "lv/digit-9",
                "lv/digit-2",
                "lv/digit-2",
                "lv/danger",
                "lv/not-safe");
        assertThat(lab.prompts().transcript().names(caller.media())).anyMatch(name -> name.startsWith("lv/own-"));
        assertThat(lab.records().only().rules()).isEqualTo("outside-hours+outside-help");
    }

    @Test
    void aDatedClosureHasItsOwnMessageWhereItWasTypedAndTheStandardSentenceElsewhere() throws Exception {
        lab.database()
                .edit(
                        "insert into closure (line, starts, ends) values ('zemgale', '2026-11-24 08:00', '2026-11-24"
                                + " 13:00')",
                        "insert into closure_message (closure, language, text)"
                                + " select id, 'lv', 'Šodien līdz vieniem neatbildam.' from closure",
                        "update line set languages = '{lv,en}' where id = 'zemgale'");
        lab.prompts().makeAnnouncements();
        var latvian = lab.peers().call("+371" + ZEMGALE);
        latvian.media().awaitSound(10, SOON);
        latvian.media().press('1');
        var english = lab.peers().call("+371" + ZEMGALE);
        english.media().awaitSound(10, SOON);
        english.media().press('2');
        awaitHeard(latvian, "lv/opens", "lv/today", "lv/at-1300");
        awaitHeard(english, "en/closed", "en/opens", "en/today", "en/at-1300");
        assertThat(heardBy(latvian)).doesNotContain("lv/closed");
        assertThat(lab.prompts().transcript().names(latvian.media())).anyMatch(name -> name.startsWith("lv/own-"));
    }

    @Test
    void untilAMessageIsMadeTheStandardSentenceStandsIn() throws Exception {
        lab.database()
                .edit(
                        "insert into closure (line, starts, ends) values ('zemgale', '2026-11-24 08:00', '2026-11-24"
                                + " 13:00')",
                        "insert into closure_message (closure, language, text)"
                                + " select id, 'lv', 'Vēl nav ierunāts.' from closure");
        var caller = lab.peers().call("+371" + ZEMGALE);
        awaitHeard(caller, "lv/closed", "lv/opens", "lv/today", "lv/at-1300");
    }

    @Test
    void nobodyOnDutyIsSaidAndAKeyTellsWhereElseToTurn() throws Exception {
        lab.database().edit("delete from weekly_duty where consultant <> 6");
        var kristaps = lab.peers().answering("kristaps", RINGING);
        var caller = lab.peers().call("+371" + LATGALE);
        awaitHeard(caller, "lv/nobody");
        caller.media().press('2');
        awaitHeard(caller, "lv/nobody", "lv/other-line");
        caller.media().press('1');
        kristaps.take(caller);
        caller.hangUp();
        assertThat(List.of(lab.records().only().outcome(), lab.records().only().rules()))
                .containsExactly("answered", "opening-hours+nobody+opening-hours+on-duty+all-at-once");
    }
}
