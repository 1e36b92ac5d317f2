package lv.helpline.publicsite;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.lines.Places;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.web.OpenHours;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.shared.Formats;

/// [PublishedFacts] in the words of a language.
record PublishedFactsView(Optional<LocalDate> numbersCheckedOn, List<InRegion> places, List<ToText> toText) {

    /// @param partner whose it is; empty for our own
    /// @param hours   none while nobody has confirmed them
    public record PlaceView(
            String address, Optional<String> partner, List<OpenHours.Days> hours, LocalDate checkedOn) {}

    public record InRegion(Region region, List<PlaceView> places) {}

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
                                known.places().stream()
                                        .filter(entry -> entry.place().region() == region)
                                        .map(entry -> place(entry, language))
                                        .toList()))
                        .filter(each -> !each.places().isEmpty())
                        .toList(),
                known.toText().stream().map(entry -> toText(entry, language)).toList());
    }

    private static PlaceView place(Places.Entry entry, Locale language) {
        var place = entry.place();
        return new PlaceView(
                place.address(), place.partner(), OpenHours.week(place.hours(), language), entry.checkedOn());
    }

    /// A number of eight digits is a telephone's; a shorter one has no country before it.
    private static ToText toText(Referrals.Entry entry, Locale language) {
        var help = entry.help();
        var whole = help.number().length() == 8;
        return new ToText(
                whole ? Formats.international(help.number()) : help.number(),
                whole ? "+371 " + Formats.spaced(help.number()) : help.number(),
                help.nameIn(new Language(language.getLanguage())),
                OpenHours.week(help.hours(), language),
                help.languages().stream()
                        .map(spoken -> Locale.forLanguageTag(spoken.code()).getDisplayLanguage(language))
                        .toList(),
                entry.checkedOn());
    }
}
