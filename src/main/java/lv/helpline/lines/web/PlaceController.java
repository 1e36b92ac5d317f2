package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Audience;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Places.Phone;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where somebody can come in person, who may know of it, and when that was last made sure of.
@Controller
@RequestMapping("/places")
@AllowedTo(Role.ADMINISTRATOR)
public class PlaceController extends CheckedListController<Place, Entry, PlaceController.Form> {

    private static final int ON_A_PAGE = 50;

    private final Places places;
    private final MessageSource messages;

    PlaceController(Places places, MessageSource messages, Clock clock) {
        super(places, clock, "/places", "place", "places");
        this.places = places;
        this.messages = messages;
    }

    /// What was typed into the form.
    ///
    /// @param partner       nothing for our own place
    /// @param phoneAudience nothing for consultants only
    /// @param audience      nothing for what is usual for its kind
    public record Form(
            @Nullable Kind kind,
            @Nullable Region region,
            @Nullable String partner,
            @Nullable String address,
            @Nullable String phone,
            @Nullable Audience phoneAudience,
            @Nullable String languages,
            @Nullable List<String> days,
            @Nullable Audience audience,
            @Nullable String read)
            implements EntryForm<Form> {

        static Form empty() {
            return new Form(Kind.OTHER, Region.RIGA, "", "", "", null, "", List.of(), null, "");
        }

        static Form of(Entry entry, Locale locale) {
            var place = entry.place();
            return new Form(
                    place.kind(),
                    place.region(),
                    place.partner().orElse(""),
                    place.address(),
                    place.phone().map(Phone::number).orElse(""),
                    place.phone().map(Phone::audience).orElse(null),
                    SpokenText.of(place.languages(), locale),
                    HoursText.week(place.hours()),
                    place.audience() == place.kind().usualAudience() ? null : place.audience(),
                    readOf(entry));
        }

        @Override
        public Form over(Form saved) {
            return new Form(
                    kind, region, partner, address, phone, phoneAudience, languages, days, audience, saved.read);
        }

        @Override
        public SavedMeanwhile beside(Form saved, Locale locale) {
            return new SavedMeanwhile()
                    .choice(
                            "places.kind",
                            "place-kind.",
                            chosenKind().word(),
                            saved.chosenKind().word())
                    .choice("lines.region", "region.", word(region), word(saved.region))
                    .field("places.partner", partner, saved.partner)
                    .field("places.address", address, saved.address)
                    .field("people.contact", phone, saved.phone)
                    .choice(
                            "places.phone-for",
                            "audience.",
                            ofPhone().word(),
                            saved.ofPhone().word())
                    .field("people.languages", languages, saved.languages)
                    .choice(
                            "places.audience",
                            "audience.",
                            ofPlace().word(),
                            saved.ofPlace().word())
                    .week(this::on, saved::on, locale);
        }

        private static String word(@Nullable Region region) {
            return String.valueOf(region).toLowerCase(Locale.ROOT);
        }

        private Kind chosenKind() {
            return Objects.requireNonNullElse(kind, Kind.OTHER);
        }

        private Audience ofPhone() {
            return Objects.requireNonNullElse(phoneAudience, Audience.CONSULTANTS);
        }

        private Audience ofPlace() {
            return Objects.requireNonNullElse(audience, chosenKind().usualAudience());
        }

        Place place(List<Language> spoken, List<WeeklySpan> hours) {
            return new Place(
                    chosenKind(),
                    Objects.requireNonNullElse(region, Region.RIGA),
                    Optional.ofNullable(partner).filter(name -> !name.isBlank()),
                    Objects.requireNonNullElse(address, ""),
                    Optional.ofNullable(phone)
                            .map(number -> number.replaceAll("[\\s-]", ""))
                            .filter(number -> !number.isEmpty())
                            .map(number -> new Phone(number, ofPhone())),
                    spoken,
                    hours,
                    ofPlace());
        }

        public static String readOf(Entry entry) {
            var place = entry.place();
            return CheckedListController.readOf(
                    entry,
                    place.hours(),
                    place.kind().name(),
                    place.region().name(),
                    place.partner().orElse(""),
                    place.address(),
                    place.phone().map(Phone::number).orElse(""),
                    place.phone().map(phone -> phone.audience().name()).orElse(""),
                    place.languages().stream().map(Language::code).collect(joining(",")),
                    place.audience().name());
        }
    }

    /// A place on the list.
    ///
    /// @param due whether it has to be checked again
    public record Listed(
            Entry entry,
            @Nullable ShownNumber phone,
            List<String> languages,
            List<OpenHours.Days> hours,
            boolean due) {}

    @GetMapping
    String all(PlaceSearch asked, BindingResult unread, Locale locale, Model model) {
        var search = unread.hasErrors() ? new PlaceSearch(asked.q(), null, null, null, null) : asked;
        var found =
                places.find(search.search(today(), Optional.empty(), messages), search.skipped(ON_A_PAGE), ON_A_PAGE);
        model.addAttribute("search", search);
        model.addAttribute("pages", PlaceSearch.Pages.of(search.page(), found.size(), ON_A_PAGE));
        model.addAttribute(
                "places",
                found.entries().stream().map(entry -> listed(entry, locale)).toList());
        showChoices(model);
        return "places";
    }

    private Listed listed(Entry entry, Locale locale) {
        var place = entry.place();
        return new Listed(
                entry,
                place.phone().map(phone -> ShownNumber.of(phone.number())).orElse(null),
                SpokenText.names(place.languages(), locale),
                OpenHours.shortWeek(place.hours(), locale),
                entry.isDueOn(today()));
    }

    @Override
    Form emptyForm(Locale locale) {
        return Form.empty();
    }

    @Override
    Form formOf(Entry entry, Locale locale) {
        return Form.of(entry, locale);
    }

    @Override
    Optional<Place> typed(Form form, List<WeeklySpan> hours, Model model) {
        return SpokenText.readAny(form.languages(), model).map(languages -> form.place(languages, hours));
    }

    @Override
    void showChoices(Model model) {
        model.addAttribute("regions", Region.values());
        model.addAttribute("kinds", Kind.values());
    }
}
