package lv.helpline.lines.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Audience;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Kind;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.SpokenText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Where a consultant who is talking to somebody can send them: what is open now comes first.
@Controller
@RequestMapping("/duty/places")
@AllowedTo(Role.CONSULTANT)
class DutyPlacesController {

    private static final int ON_A_PAGE = 20;

    private final Places places;
    private final Holidays holidays;
    private final MessageSource messages;
    private final Clock clock;

    DutyPlacesController(Places places, Holidays holidays, MessageSource messages, Clock clock) {
        this.places = places;
        this.holidays = holidays;
        this.messages = messages;
        this.clock = clock;
    }

    /// @param today  the hours of today, empty for closed
    /// @param hours  of the week; none while nobody has confirmed them
    /// @param secret whether nobody but consultants may see it
    public record FoundView(
            Place place,
            @Nullable ShownNumber phone,
            List<String> languages,
            String today,
            List<OpenHours.Days> hours,
            boolean open,
            boolean secret,
            LocalDate checkedOn) {}

    @GetMapping
    String page(PlaceSearch asked, BindingResult unread, Locale locale, Model model) {
        var search = unread.hasErrors() ? new PlaceSearch(asked.q(), null, null, null, null) : asked;
        var now = LocalDateTime.ofInstant(clock.instant(), Roster.ZONE);
        var isHoliday = holidays.on(now.toLocalDate()).isPresent();
        model.addAttribute("search", search);
        model.addAttribute("holiday", isHoliday);
        model.addAttribute("regions", Region.values());
        model.addAttribute("kinds", Kind.values());
        if (!search.isEmpty()) {
            var found = places.find(
                    search.search(now.toLocalDate(), Optional.of(now).filter(_ -> !isHoliday), messages),
                    search.skipped(ON_A_PAGE),
                    ON_A_PAGE);
            model.addAttribute("pages", PlaceSearch.Pages.of(search.page(), found.size(), ON_A_PAGE));
            model.addAttribute(
                    "places",
                    found.entries().stream()
                            .map(entry -> view(entry, now, !isHoliday, locale))
                            .toList());
        }
        return "duty-places";
    }

    /// @param usual whether the hours of the week hold: on a public holiday nobody knows
    private static FoundView view(Entry entry, LocalDateTime now, boolean usual, Locale locale) {
        var place = entry.place();
        return new FoundView(
                place,
                place.phone().map(phone -> ShownNumber.of(phone.number())).orElse(null),
                SpokenText.names(place.languages(), locale),
                HoursText.of(now.getDayOfWeek(), place.hours()),
                OpenHours.shortWeek(place.hours(), locale),
                usual && place.isOpenAt(now),
                place.audience() == Audience.CONSULTANTS,
                entry.checkedOn());
    }
}
