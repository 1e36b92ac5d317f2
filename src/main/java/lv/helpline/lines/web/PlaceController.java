package lv.helpline.lines.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Places;
import lv.helpline.lines.Places.Entry;
import lv.helpline.lines.Places.Place;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.Encoding;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.SavedMeanwhile;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Where somebody can come in person, and when that was last made sure of.
@Controller
@RequestMapping("/places")
public class PlaceController {

    private final Places places;
    private final Clock clock;

    PlaceController(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /// What was typed into the form.
    ///
    /// @param partner nothing for our own place
    /// @param days    one text for each day of the week, Monday first; see [HoursText]
    /// @param read    tells what the editor had before them
    public record Form(
            @Nullable Region region,
            @Nullable String partner,
            @Nullable String address,
            @Nullable List<String> days,
            @Nullable String read) {

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

        Form over(Form saved) {
            return new Form(region, partner, address, days, saved.read);
        }

        SavedMeanwhile beside(Form saved, Locale locale) {
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
            var encoding = new Encoding("place")
                    .add(entry.id())
                    .add(place.region().name())
                    .add(place.partner().orElse(""))
                    .add(place.address())
                    .add(entry.checkedOn().toEpochDay());
            place.hours()
                    .forEach(span -> encoding.add(span.day().getValue())
                            .add(span.start().toSecondOfDay())
                            .add(span.end().toSecondOfDay()));
            return RandomTokens.digest(encoding.bytes());
        }

        public String on(int day) {
            return days == null || days.size() <= day ? "" : days.get(day);
        }
    }

    /// A place on the list.
    ///
    /// @param due whether it has to be checked again
    public record PlaceView(Entry entry, List<OpenHours.Days> hours, boolean due) {}

    @GetMapping
    String all(Locale locale, Model model) {
        var today = LocalDate.ofInstant(clock.instant(), Roster.ZONE);
        model.addAttribute(
                "places",
                places.all().stream()
                        .map(entry -> new PlaceView(
                                entry, OpenHours.shortWeek(entry.place().hours(), locale), entry.isDueOn(today)))
                        .toList());
        return "places";
    }

    @GetMapping("/new")
    String empty(Locale locale, Model model) {
        return form(Optional.empty(), Form.empty(), locale, model);
    }

    @PostMapping("/new")
    String add(
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        return save(Optional.empty(), form, me, response, locale, model, after);
    }

    @GetMapping("/{id}")
    String one(@PathVariable int id, Locale locale, Model model) {
        var entry = get(id);
        return form(Optional.of(entry), Form.of(entry), locale, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable int id,
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        return save(Optional.of(get(id)), form, me, response, locale, model, after);
    }

    private String save(
            Optional<Entry> entry,
            Form form,
            SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var hours = HoursText.read(form::on, locale, model);
        if (hours.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(entry, form, locale, model);
        }
        var place = form.place(hours.get());
        var author = me.author(clock.instant());
        var editResult = entry.map(each -> Form.readOf(each).equals(form.read())
                        ? places.change(each, place, author)
                        : new EditResult.Outdated())
                .orElseGet(() -> places.add(place, author));
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", "places.saved");
            return "redirect:/places";
        }
        FormErrors.show(editResult, response, model);
        if (editResult instanceof EditResult.Outdated && entry.isPresent()) {
            var theirs = Form.of(get(entry.get().id()));
            form.beside(theirs, locale).show(model);
            return form(entry, form.over(theirs), locale, model);
        }
        return form(entry, form, locale, model);
    }

    @PostMapping("/{id}/check")
    String check(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return answer(places.check(id, me.author(clock.instant())), "outside.checked", after);
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return answer(places.remove(id, me.author(clock.instant())), "places.removed", after);
    }

    private static String answer(EditResult editResult, String done, RedirectAttributes after) {
        var isDone = editResult instanceof EditResult.Done;
        after.addFlashAttribute(isDone ? "done" : "error", isDone ? done : "outside.gone");
        return "redirect:/places";
    }

    private static String form(Optional<Entry> entry, Form form, Locale locale, Model model) {
        model.addAttribute("entry", entry.orElse(null));
        model.addAttribute("form", form);
        model.addAttribute("regions", Region.values());
        model.addAttribute("days", HoursText.days(form::on, locale));
        return "place";
    }

    private Entry get(int id) {
        return places.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
