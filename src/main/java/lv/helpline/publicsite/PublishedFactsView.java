package lv.helpline.publicsite;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.web.OpenHours;
import lv.helpline.lines.web.ShownNumber;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.shared.web.SpokenText;

/// [PublishedFacts] in the words of a language.
///
/// @param places   our own; there are few
/// @param partners how many places partners have, by region: each region has a page of its own
record PublishedFactsView(
        Optional<LocalDate> numbersCheckedOn, List<InRegion> places, List<Partners> partners, List<ToText> toText) {

    /// @param partner whose it is; empty for our own
    /// @param hours   none while nobody has confirmed them
    public record PlaceView(
            Kind kind,
            String address,
            Optional<String> partner,
            Optional<ShownNumber> phone,
            List<String> languages,
            List<OpenHours.Days> hours,
            LocalDate checkedOn) {}

    public record InRegion(Region region, List<PlaceView> places) {}

    public record Partners(Region region, int places) {}

    /// Places of partners of one kind.
    public record OfKind(Kind kind, List<PlaceView> places) {}

    /// @param number as a telephone takes it
    /// @param shown  as it is read
    /// @param hours  none for around the clock
    public record ToText(
            String number,
            String shown,
            String name,
            List<OpenHours.Days> hours,
            List<String> languages,
            LocalDate checkedOn) {}

    static PublishedFactsView of(PublishedFacts.Known known, Locale language) {
        return new PublishedFactsView(
                known.numbersCheckedOn(),
                Stream.of(Region.values())
                        .map(region -> new InRegion(
                                region,
                                in(region, known)
                                        .filter(place -> place.place().partner().isEmpty())
                                        .map(entry -> place(entry, language))
                                        .toList()))
                        .filter(each -> !each.places().isEmpty())
                        .toList(),
                Stream.of(Region.values())
                        .map(region -> new Partners(
                                region,
                                Math.toIntExact(ofPartners(region, known).count())))
                        .filter(each -> each.places() > 0)
                        .toList(),
                known.toText().stream().map(entry -> toText(entry, language)).toList());
    }

    /// Those who help in a crisis come first.
    static List<OfKind> partners(Region region, PublishedFacts.Known known, Locale language) {
        return Stream.of(Kind.CRISIS_CENTRE, Kind.SHELTER, Kind.OTHER, Kind.LIBRARY)
                .map(kind -> new OfKind(
                        kind,
                        ofPartners(region, known)
                                .filter(entry -> entry.place().kind() == kind)
                                .map(entry -> place(entry, language))
                                .toList()))
                .filter(each -> !each.places().isEmpty())
                .toList();
    }

    private static Stream<Places.Entry> in(Region region, PublishedFacts.Known known) {
        return known.places().stream().filter(entry -> entry.place().region() == region);
    }

    private static Stream<Places.Entry> ofPartners(Region region, PublishedFacts.Known known) {
        return in(region, known).filter(entry -> entry.place().partner().isPresent());
    }

    private static PlaceView place(Places.Entry entry, Locale language) {
        var place = entry.place();
        return new PlaceView(
                place.kind(),
                place.address(),
                place.partner(),
                place.phone().map(phone -> ShownNumber.of(phone.number())),
                SpokenText.names(place.languages(), language),
                OpenHours.week(place.hours(), language),
                entry.checkedOn());
    }

    private static ToText toText(Referrals.Entry entry, Locale language) {
        var help = entry.help();
        var number = ShownNumber.of(help.number());
        return new ToText(
                number.dialled(),
                number.shown(),
                help.nameIn(new Language(language.getLanguage())),
                OpenHours.week(help.hours(), language),
                SpokenText.names(help.languages(), language),
                entry.checkedOn());
    }
}
