package lv.helpline.planning.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import lv.helpline.planning.RosterGrid;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.edit.DutyOccurrence;
import org.junit.jupiter.api.Test;

class RosterLinksTest {

    private static final LocalDate DATE = LocalDate.parse("2026-11-25");
    private static final LocalSpan SPAN =
            new LocalSpan(LocalDateTime.parse("2026-11-25T09:00"), LocalDateTime.parse("2026-11-25T17:00"));
    private static final Consultant ANNA = new Consultant(
            new ConsultantId(1),
            "Anna",
            new Contact.SipPhone("anna"),
            Set.of(Language.LATVIAN),
            Set.of(Region.RIGA),
            true,
            true,
            true,
            false);

    private final RosterLinks links =
            new RosterLinks(new RosterPlace(LocalDate.parse("2026-11-23"), DATE, "lines", null));

    @Test
    void a_duty_is_told_whole_and_leads_back_to_the_day() {
        var dutyOccurrence = new DutyOccurrence(ANNA.id(), new DutyScope.OfRegion(Region.RIGA), SPAN);
        assertThat(links.chip(
                        new RosterGrid.Chip(RosterGrid.Kind.HELD, ANNA, Optional.of(dutyOccurrence), SPAN, 540, 1020),
                        DATE))
                .isEqualTo("/roster/shift?day=2026-11-25&by=lines&from=2026-11-23"
                        + "&shift=1%20region%3ARIGA%202026-11-25T09%3A00%202026-11-25T17%3A00");
    }

    @Test
    void a_part_of_a_day_is_told_by_its_times() {
        assertThat(links.time(new DutyScope.CoordinatorOnCall(), DATE, 0, 1440))
                .isEqualTo("/roster/time?day=2026-11-25&by=lines&from=2026-11-23"
                        + "&of=coordination&start=2026-11-25T00:00&end=2026-11-26T00:00");
        assertThat(links.day(DATE)).isEqualTo("/roster/day?day=2026-11-25&by=lines&from=2026-11-23&date=2026-11-25");
    }
}
