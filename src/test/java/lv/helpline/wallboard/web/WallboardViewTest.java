package lv.helpline.wallboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningStatus;
import lv.helpline.roster.Region;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.wallboard.Board;
import lv.helpline.wallboard.LineStatus;
import lv.helpline.wallboard.LiveCalls;
import lv.helpline.wallboard.Warning;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class WallboardViewTest {

    private static final Instant NOON = Instant.parse("2026-11-24T10:00:00Z");
    private static final Line LATGALE = RosterBuilder.line("latgale", "25723222", Region.LATGALE);
    private static final Line KURZEME = RosterBuilder.line("kurzeme", "25719118", Region.KURZEME);
    private static final Consultant BRUNO = coordinator(2, "Bruno", new Contact.SipPhone("bruno"));
    private static final Consultant DACE = coordinator(9, "Dace", new Contact.Mobile("+37129000009"));

    private static Consultant coordinator(int id, String name, Contact contact) {
        return new Consultant(
                new ConsultantId(id), name, contact, Set.of(Language.LATVIAN), Set.of(), false, true, true, false);
    }

    @Test
    void a_line_whose_calls_others_take_is_not_said_to_have_nobody() {
        var view = view(
                List.of(BRUNO),
                new Warning.EmptyLine(LATGALE, Optional.empty(), false, List.of(BRUNO)),
                new Warning.EmptyLine(KURZEME, Optional.empty(), false, List.of()));

        assertThat(view.getBusyLines())
                .extracting(line -> line.name() + ": "
                        + line.warnings().getFirst().title() + " "
                        + line.warnings().getFirst().detail())
                .containsExactly(
                        KURZEME.name() + ": Nobody to ring. Callers reach nobody.",
                        LATGALE.name() + ": Others take the calls. Calls go to Bruno.");
        assertThat(view.getWarnings()).as("what no card says").isEmpty();
    }

    /// Bruno coordinates too, and has a desk phone.
    @Test
    void a_gap_leads_to_the_sheet_that_fills_it_and_to_the_coordinator_s_phone() {
        var view = view(List.of(BRUNO, DACE), new Warning.EmptyLine(LATGALE, Optional.empty(), false, List.of()));

        var fixes = view.getBusyLines().getFirst().warnings().getFirst().fixes();
        assertThat(fixes).extracting(WallboardView.Fix::label).containsExactly("Fill it", "Call the coordinator: Dace");
        assertThat(fixes.getLast().href()).isEqualTo("tel:+37129000009");
    }

    private static WallboardView view(List<Consultant> coordinators, Warning... warnings) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        var open = new OpeningStatus(OpeningStatus.Cause.OPENING_HOURS, Optional.empty());
        var lines = Stream.of(LATGALE, KURZEME)
                .map(line -> new LineStatus(line, open, List.of(), List.of(), Optional.empty()))
                .toList();
        return new WallboardView(
                new Boards.At(new Board(LiveCalls.Link.THERE, true, lines, coordinators, List.of(warnings)), NOON),
                messages,
                Locale.ENGLISH,
                true);
    }
}
