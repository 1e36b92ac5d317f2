package lv.helpline.roster.edit;

import static lv.helpline.roster.Region.LATGALE;
import static lv.helpline.roster.Region.RIGA;
import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.span;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.Cover;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.RosterData;
import org.junit.jupiter.api.Test;

class RosterEditTest {

    private static final Consultant ANNA = consultant(1, "Anna");
    private static final Consultant BRUNO = consultant(2, "Bruno");
    private static final Cover OLD = covering(ANNA, RIGA, "2026-11-25 09:00", "2026-11-25 17:00");
    private static final Cover NEW = covering(BRUNO, LATGALE, "2026-11-26 09:00", "2026-11-26 17:00");
    private static final Absence ABSENCE = absent(ANNA, "2026-11-25 00:00", "2026-11-26 00:00");
    private static final RosterData DATA = RosterBuilder.of(RosterBuilder.line("latgale", "25723222", LATGALE))
            .with(ANNA, BRUNO, OLD, OLD, ABSENCE)
            .data();

    @Test
    void takes_away_one_of_two_alike_and_leaves_the_rest_as_it_is() {
        var after = RosterEdit.ofCovers(List.of(OLD), List.of(NEW)).appliedTo(DATA);

        assertThat(after.covers()).containsExactly(OLD, NEW);
        assertThat(after.absences()).isEqualTo(DATA.absences());
        assertThat(after.lines()).isEqualTo(DATA.lines());
    }

    @Test
    void its_inverse_takes_it_back() {
        var edit = RosterEdit.ofCovers(List.of(OLD), List.of(NEW))
                .then(RosterEdit.ofAbsences(List.of(ABSENCE), List.of()));

        assertThat(edit.inverse().appliedTo(edit.appliedTo(DATA))).isEqualTo(DATA);
        assertThat(edit.then(edit.inverse())).isEqualTo(RosterEdit.NONE);
        assertThat(edit.isEmpty()).isFalse();
        assertThat(edit.then(edit.inverse()).isEmpty()).isTrue();
    }

    @Test
    void one_after_the_other_is_the_same_as_both() {
        var first = RosterEdit.ofCovers(List.of(OLD), List.of(NEW));
        var second = RosterEdit.ofCovers(List.of(NEW), List.of(OLD));

        assertThat(first.then(second).appliedTo(DATA).covers())
                .containsExactlyInAnyOrderElementsOf(
                        second.appliedTo(first.appliedTo(DATA)).covers());
    }

    @Test
    void its_dates_are_those_of_all_its_covers_and_absences() {
        var edit = RosterEdit.ofCovers(List.of(OLD), List.of(NEW))
                .then(RosterEdit.ofAbsences(List.of(), List.of(ABSENCE)));

        assertThat(edit.dates()).contains(span("2026-11-25 00:00", "2026-11-26 17:00"));
        assertThat(RosterEdit.NONE.dates()).isEmpty();
    }

    @Test
    void says_so_when_what_it_takes_away_is_not_there() {
        assertThatThrownBy(() -> RosterEdit.ofCovers(List.of(NEW), List.of()).appliedTo(DATA))
                .hasMessage("edit: what it removes is not in the roster");
    }
}
