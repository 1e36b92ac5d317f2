package lv.helpline.planning.jdbc;

import lv.helpline.planning.DutyOffers;
import lv.helpline.planning.RosterEdited;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Ends an offer when an edit leaves nothing of it without anybody: somebody has it otherwise, or the line is closed.
@Component
class FilledOffers {

    private final DutyOffers offers;

    FilledOffers(DutyOffers offers) {
        this.offers = offers;
    }

    @EventListener
    void end(RosterEdited edited) {
        var at = edited.author().at();
        offers.open(at).stream()
                .filter(offer -> offer.left(edited.after(), at).isEmpty())
                .forEach(offer -> offers.end(offer, edited.author()));
    }
}
