package lv.helpline.lines.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Region;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.SavedMeanwhile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where somebody can come in person, and when that was last made sure of.
@Controller
@RequestMapping("/places")
@AllowedTo(Role.ADMINISTRATOR)
public class PlaceController extends CheckedListController<Place, Entry, PlaceController.Form> {

    private final Places places;

    PlaceController(Places places, Clock clock) {
        super(places, clock, "/places", "place", "places");
        this.places = places;
    }

    /// What was typed into the form.
    ///
    /// @param partner nothing for our own place
    public record Form(
            @Nullable Region region,
            @Nullable String partner,
            @Nullable String address,
            @Nullable List<String> days,
            @Nullable String read)
            implements EntryForm<Form> {

        static Form empty() {
            return new Form(Region.RIGA, "", "", List.of(), "");
        }

        static Form of(Entry entry) {
            var place = entry.place();
            return new Form(
                    place.region(),
                    place.partner().orElse(""),
                    place.address(),
                    HoursText.week(place.hours()),
                    readOf(entry));
        }

        @Override
        public Form over(Form saved) {
            return new Form(region, partner, address, days, saved.read);
        }

        @Override
        public SavedMeanwhile beside(Form saved, Locale locale) {
            return new SavedMeanwhile()
                    .choice("lines.region", "region.", word(region), word(saved.region))
                    .field("places.partner", partner, saved.partner)
                    .field("places.address", address, saved.address)
                    .week(this::on, saved::on, locale);
        }

        private static String word(@Nullable Region region) {
            return String.valueOf(region).toLowerCase(Locale.ROOT);
        }

        Place place(List<WeeklySpan> hours) {
            return new Place(
                    region == null ? Region.RIGA : region,
                    Optional.ofNullable(partner).filter(name -> !name.isBlank()),
                    address == null ? "" : address,
                    hours);
        }

        public static String readOf(Entry entry) {
            var place = entry.place();
            return CheckedListController.readOf(
                    entry, place.hours(), place.region().name(), place.partner().orElse(""), place.address());
        }
    }

    /// A place on the list.
    ///
    /// @param due whether it has to be checked again
    public record PlaceView(Entry entry, List<OpenHours.Days> hours, boolean due) {}

    @GetMapping
    String all(Locale locale, Model model) {
        model.addAttribute(
                "places",
                places.all().stream()
                        .map(entry -> new PlaceView(
                                entry, OpenHours.shortWeek(entry.place().hours(), locale), entry.isDueOn(today())))
                        .toList());
        return "places";
    }

    @Override
    Form emptyForm(Locale locale) {
        return Form.empty();
    }

    @Override
    Form formOf(Entry entry, Locale locale) {
        return Form.of(entry);
    }

    @Override
    Optional<Place> typed(Form form, List<WeeklySpan> hours, Model model) {
        return Optional.of(form.place(hours));
    }

    @Override
    void showChoices(Model model) {
        model.addAttribute("regions", Region.values());
    }
}
