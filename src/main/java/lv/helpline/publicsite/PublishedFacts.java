package lv.helpline.publicsite;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import lv.helpline.lines.Lines;
import lv.helpline.lines.Places;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.Referrals.Way;
import lv.helpline.shared.PeriodicJob;
import org.springframework.stereotype.Component;

/// What the public page has beside the roster, as it was last read: nobody who opens the page waits for the database,
/// and what is known stays there while it is away.
@Component
class PublishedFacts extends PeriodicJob {

    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(10);

    private final Lines lines;
    private final Places places;
    private final Referrals helps;
    private volatile Known known = new Known(Optional.empty(), List.of(), List.of());

    PublishedFacts(Lines lines, Places places, Referrals helps) {
        super("published facts", BETWEEN_ROUNDS);
        this.lines = lines;
        this.places = places;
        this.helps = helps;
    }

    /// @param numbersCheckedOn the oldest day of any line; empty without lines
    /// @param places           by region, and only what is for everybody
    /// @param toText           whom somebody can text
    record Known(Optional<LocalDate> numbersCheckedOn, List<Places.Entry> places, List<Referrals.Entry> toText) {
        Known {
            places = List.copyOf(places);
            toText = List.copyOf(toText);
        }
    }

    Known known() {
        return known;
    }

    @Override
    protected void round() {
        known = new Known(
                lines.all().stream().map(Lines.Entry::checkedOn).min(LocalDate::compareTo),
                places.forEverybody(),
                helps.all().stream()
                        .filter(entry -> entry.help().way() == Way.TEXT)
                        .toList());
    }
}
