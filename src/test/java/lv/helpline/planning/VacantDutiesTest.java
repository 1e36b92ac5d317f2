package lv.helpline.planning;

import static lv.helpline.roster.RosterBuilder.absent;
import static lv.helpline.roster.RosterBuilder.consultant;
import static lv.helpline.roster.RosterBuilder.covering;
import static lv.helpline.roster.RosterBuilder.line;
import static lv.helpline.roster.RosterBuilder.onDuty;
import static lv.helpline.roster.RosterBuilder.span;
import static lv.helpline.roster.RosterBuilder.workdays;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer.Status;
import lv.helpline.roster.Closure;
import lv.helpline.roster.Consultant;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Language;
import lv.helpline.roster.LatvianHolidays;
import lv.helpline.roster.Line;
import lv.helpline.roster.LineId;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterBuilder;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.EditResult;
import org.junit.jupiter.api.Test;

/// The life of an offer. Tomorrow nobody is on duty for the line, and it is offered to Anna and Zane.
class VacantDutiesTest {

    private static final Instant NOW = RosterBuilder.tuesday("10:00");
    private static final Line LINE =
            line("riga-1", "25723221", Region.RIGA, workdays("09:00", "17:00").toArray(new WeeklySpan[0]));
    private static final Line OTHER = line(
            "latgale", "25723222", Region.LATGALE, workdays("09:00", "17:00").toArray(new WeeklySpan[0]));
    private static final Consultant ANNA = consultant(1, "Anna", Language.LATVIAN);
    private static final Consultant ZANE = consultant(2, "Zane", Language.LATVIAN);
    private static final Consultant ILZE = consultant(3, "Ilze", Language.LATVIAN);
    private static final DutyScope OF_LINE = new DutyScope.OfLine(LINE.id());
    private static final LocalSpan TOMORROW = span("2026-11-25T09:00", "2026-11-25T17:00");
    private static final Author AS_ANNA = new Author(Optional.of(new AccountId(1)), "account 1", NOW);
    private static final Author AS_ZANE = new Author(Optional.of(new AccountId(2)), "account 2", NOW);

    private final RosterInMemory store = new RosterInMemory(
            () -> RosterBuilder.of(LINE, OTHER).with(ANNA, ZANE, ILZE).data(), data -> data);
    private final List<RosterEdited> events = new ArrayList<>();
    private final RosterEditing editing = store.editing(events, new LatvianHolidays());
    private final OffersInMemory offers = new OffersInMemory();
    private final VacantDuties vacantDuties = new VacantDuties(offers, editing, new LatvianHolidays());

    VacantDutiesTest() {
        offers.offer(LINE.id(), TOMORROW, List.of(ANNA.id(), ZANE.id()), _ -> List.of(), Author.router(NOW));
    }

    @Test
    void whoever_takes_it_first_is_on_duty_by_one_edit_of_their_own_and_the_other_hears_that_somebody_was_faster() {
        var anna = openTo(ANNA);
        var zane = openTo(ZANE);

        assertThat(vacantDuties.accept(anna, List.of(), AS_ANNA)).isInstanceOf(EditResult.Done.class);
        assertThat(vacantDuties.accept(zane, List.of(), AS_ZANE)).isEqualTo(new EditResult.Outdated());

        assertThat(store.roster(NOW).covers()).containsExactly(new Cover(ANNA.id(), OF_LINE, TOMORROW));
        assertThat(events)
                .singleElement()
                .satisfies(edited -> assertThat(edited.occasion()).isEqualTo(new EditOccasion.CoverFound(ANNA.id())));
        assertThat(store.written())
                .extracting(RosterInMemory.Written::author)
                .as("the taker is the actor")
                .containsOnly(AS_ANNA);
        assertThat(status(ANNA)).isEqualTo(new Status.Yours());
        assertThat(status(ZANE)).isEqualTo(new Status.SomebodyWasFaster());
        assertThat(vacantDuties.of(ZANE.id(), roster(), NOW)).isEmpty();
    }

    @Test
    void it_is_nothing_to_whoever_it_is_not_offered_to() {
        assertThat(vacantDuties.find(1, ILZE.id())).isEmpty();
        assertThat(vacantDuties.of(ILZE.id(), roster(), NOW)).isEmpty();
        assertThat(vacantDuties.of(ANNA.id(), roster(), NOW)).containsExactly(openTo(ANNA));
    }

    @Test
    void of_what_is_filled_in_part_the_rest_stays_open_and_is_taken() {
        var seen = openTo(ANNA);
        cover(ILZE, "2026-11-25T11:00", "2026-11-25T13:00");

        assertThat(vacantDuties.accept(seen, List.of(), AS_ANNA))
                .as("it is not what they saw")
                .isEqualTo(new EditResult.Outdated());
        var rest = openTo(ANNA);
        assertThat(rest.left())
                .containsExactly(
                        span("2026-11-25T09:00", "2026-11-25T11:00"), span("2026-11-25T13:00", "2026-11-25T17:00"));
        assertThat(vacantDuties.accept(rest, List.of(), AS_ANNA)).isInstanceOf(EditResult.Done.class);
        assertThat(store.roster(NOW).covers())
                .filteredOn(cover -> cover.consultant().equals(ANNA.id()))
                .extracting(Cover::span)
                .isEqualTo(rest.left());
    }

    @Test
    void it_is_over_when_it_is_filled_otherwise_withdrawn_not_open_any_more_or_past() {
        assertThat(offer().status(ANNA.id(), roster(), TOMORROW.endsAt())).isEqualTo(new Status.Over());
        assertThat(offer().left(roster(), TOMORROW.startsAt().plus(Duration.ofSeconds(3630))))
                .as("what is past of it is not offered")
                .containsExactly(span("2026-11-25T10:00", "2026-11-25T17:00"));

        var before = store.roster(NOW);
        cover(ILZE, "2026-11-25T08:00", "2026-11-25T18:00");
        assertThat(status(ANNA)).isEqualTo(new Status.Over());

        store.change(_ -> before);
        store.change(
                RosterEdit.ofClosures(List.of(), List.of(new Closure(Optional.of(LINE.id()), TOMORROW)))::appliedTo);
        assertThat(status(ANNA)).isEqualTo(new Status.Over());

        store.change(_ -> before);
        assertThat(status(ANNA)).isInstanceOf(Status.Vacant.class);
        var seen = openTo(ANNA);
        assertThat(offers.withdraw(1, AS_ZANE)).isInstanceOf(EditResult.Done.class);
        assertThat(status(ANNA)).isEqualTo(new Status.Over());
        assertThat(vacantDuties.accept(seen, List.of(), AS_ANNA)).isEqualTo(new EditResult.Outdated());
        assertThat(store.roster(NOW)).isEqualTo(before);
    }

    @Test
    void nobody_takes_what_would_put_them_on_two_duties_or_into_their_own_absence() {
        var seen = openTo(ANNA);
        var before = store.roster(NOW);
        for (var hindrance : List.<Object>of(
                absent(ANNA, "2026-11-25T16:59", "2026-11-26T00:00"),
                covering(ANNA, Region.LATGALE, "2026-11-25T16:00", "2026-11-25T17:00"),
                onDuty(ANNA).in(Region.LATGALE).each(workdays("09:00", "10:00")))) {
            store.change(_ -> RosterBuilder.of(LINE, OTHER)
                    .with(ANNA, ZANE, ILZE, hindrance)
                    .data());
            assertThatAnnaCannotTake(seen);
        }
        store.change(_ -> before.withPhone(ANNA.id(), false));
        assertThatAnnaCannotTake(seen);
        assertThat(events).isEmpty();
    }

    private void assertThatAnnaCannotTake(Status.Vacant seen) {
        assertThat(status(ANNA)).isEqualTo(new Status.NotFree());
        assertThat(vacantDuties.accept(seen, List.of(), AS_ANNA)).isEqualTo(new EditResult.Outdated());
        assertThat(status(ZANE)).isInstanceOf(Status.Vacant.class);
    }

    private void cover(Consultant who, String start, String end) {
        store.change(
                RosterEdit.ofCovers(List.of(), List.of(new Cover(who.id(), OF_LINE, span(start, end))))::appliedTo);
    }

    private Roster roster() {
        return new Roster(store.roster(NOW), new LatvianHolidays());
    }

    private DutyOffer offer() {
        return offers.find(1).orElseThrow();
    }

    private Status status(Consultant who) {
        return offer().status(who.id(), roster(), NOW);
    }

    private Status.Vacant openTo(Consultant who) {
        return (Status.Vacant) status(who);
    }

    /// One at most.
    private static final class OffersInMemory implements DutyOffers {

        private Optional<DutyOffer> offer = Optional.empty();

        @Override
        public EditResult offer(
                LineId line,
                LocalSpan span,
                List<ConsultantId> to,
                IntFunction<List<Outbox.Mail>> told,
                Author author) {
            offer = Optional.of(new DutyOffer(1, line, span, author.at(), to, Optional.empty(), Optional.empty()));
            return new EditResult.Done("1");
        }

        @Override
        public List<DutyOffer> open(Instant at) {
            return offer.stream().filter(each -> each.endedAt().isEmpty()).toList();
        }

        @Override
        public Optional<DutyOffer> find(int id) {
            return offer.filter(each -> each.id() == id);
        }

        @Override
        public boolean accept(DutyOffer taken, ConsultantId by, List<Outbox.Mail> told, Author author) {
            return end(Optional.of(by), author);
        }

        @Override
        public void end(DutyOffer filled, Author author) {
            end(Optional.empty(), author);
        }

        @Override
        public EditResult withdraw(int id, Author author) {
            return end(Optional.empty(), author) ? new EditResult.Done("1") : new EditResult.Outdated();
        }

        private boolean end(Optional<ConsultantId> by, Author author) {
            var open = offer.filter(each -> each.endedAt().isEmpty());
            offer = offer.map(each -> each.endedAt().isPresent()
                    ? each
                    : new DutyOffer(
                            each.id(),
                            each.line(),
                            each.span(),
                            each.offeredAt(),
                            each.to(),
                            Optional.of(author.at()),
                            by));
            return open.isPresent();
        }
    }
}
