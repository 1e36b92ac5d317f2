package lv.helpline.planning;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.mail.Outbox;
import lv.helpline.planning.DutyOffer.Status;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.shared.EditResult;

/// The vacant duties that consultants are offered, and how one accepts: the first of them has it.
public final class VacantDuties {

    private final DutyOffers offers;
    private final RosterEditing editing;
    private final Holidays holidays;

    public VacantDuties(DutyOffers offers, RosterEditing editing, Holidays holidays) {
        this.offers = offers;
        this.editing = editing;
        this.holidays = holidays;
    }

    /// What somebody can take now, in the order in which it starts.
    public List<Status.Vacant> of(ConsultantId consultant, Roster roster, Instant at) {
        return offers.open(at).stream()
                .filter(offer -> offer.to().contains(consultant))
                .map(offer -> offer.status(consultant, roster, at))
                .filter(Status.Vacant.class::isInstance)
                .map(Status.Vacant.class::cast)
                .toList();
    }

    /// Empty for what is not offered to them.
    public Optional<DutyOffer> find(int id, ConsultantId consultant) {
        return offers.find(id).filter(offer -> offer.to().contains(consultant));
    }

    /// Puts them on duty for what is left of it, by one edit. Outdated when it does not stand as they saw it: somebody
    /// was faster, some of it was filled, or they are not free any more.
    public EditResult accept(Status.Vacant seen, List<Outbox.Mail> told, Author author) {
        var request = new EditRequest(new EditOccasion.CoverFound(seen.taker()), seen.edit(), author);
        return editing.save(request.with(
                        () -> standsAs(seen, author.at()) && offers.accept(seen.offer(), seen.taker(), told, author)))
                .asEditResult();
    }

    /// Asked within the edit, while no other one is made.
    private boolean standsAs(Status.Vacant seen, Instant at) {
        var roster = new Roster(editing.roster(at), holidays);
        return find(seen.offer().id(), seen.taker())
                .map(offer -> offer.status(seen.taker(), roster, at))
                .filter(seen::equals)
                .isPresent();
    }
}
