package lv.helpline.staff.web;

import static java.util.Comparator.comparing;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import lv.helpline.accounts.Role;
import lv.helpline.callout.TestCalls;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.OnceForms;
import lv.helpline.identity.web.RequiresRecentSignIn;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Wishes;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Contact;
import lv.helpline.roster.Language;
import lv.helpline.roster.Region;
import lv.helpline.roster.Roster;
import lv.helpline.roster.SecondPhone.Rings;
import lv.helpline.roster.WhichPhone;
import lv.helpline.roster.Wish;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
import lv.helpline.shared.web.WishBoxes;
import lv.helpline.staff.CalendarSubscriptions;
import lv.helpline.staff.People;
import lv.helpline.staff.Pins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The consultants. Their numbers are masked but for the administrator who edits them, who is asked again first.
@Controller
@RequestMapping("/people")
@AllowedTo(Role.ADMINISTRATOR)
class PeopleController {

    private final People people;
    private final Wishes wishes;
    private final Pins pins;
    private final TestCalls tests;
    private final CalendarSubscriptions calendarSubscriptions;
    private final ContactPolicy policy;
    private final OnceForms forms;
    private final Onboarding onboarding;
    private final Clock clock;

    PeopleController(
            People people,
            Wishes wishes,
            Pins pins,
            TestCalls tests,
            CalendarSubscriptions calendarSubscriptions,
            ContactPolicy policy,
            OnceForms forms,
            Onboarding onboarding,
            Clock clock) {
        this.people = people;
        this.wishes = wishes;
        this.pins = pins;
        this.tests = tests;
        this.calendarSubscriptions = calendarSubscriptions;
        this.policy = policy;
        this.forms = forms;
        this.onboarding = onboarding;
        this.clock = clock;
    }

    /// What was typed into the form. A box that is not ticked is not sent.
    ///
    /// @param second    nothing for who has one phone
    /// @param languages see [SpokenText]
    public record Form(
            @Nullable String name,
            @Nullable String contact,
            @Nullable Boolean sip,
            @Nullable String second,
            @Nullable Boolean secondSip,
            @Nullable Rings rings,
            @Nullable String languages,
            @Nullable List<Region> regions,
            @Nullable Boolean overflow,
            @Nullable List<String> wishes,
            int version) {

        static Form empty(Locale locale) {
            return new Form(
                    "",
                    "",
                    false,
                    "",
                    false,
                    Rings.TOGETHER,
                    SpokenText.of(List.of(Language.LATVIAN), locale),
                    List.of(),
                    false,
                    List.of(),
                    0);
        }

        public static Form of(People.Entry entry, Locale locale) {
            var person = entry.person();
            var second = person.second();
            return new Form(
                    person.name(),
                    ContactForm.text(person.contact()),
                    person.contact() instanceof Contact.SipPhone,
                    second.map(phone -> ContactForm.text(phone.contact())).orElse(""),
                    second.filter(phone -> phone.contact() instanceof Contact.SipPhone)
                            .isPresent(),
                    second.map(People.Second::rings).orElse(Rings.TOGETHER),
                    SpokenText.of(sorted(person.languages()), locale),
                    List.copyOf(person.regions()),
                    person.overflow(),
                    WishBoxes.codes(person.fulfils()),
                    entry.version());
        }

        Form over(Form saved) {
            return new Form(
                    name, contact, sip, second, secondSip, rings, languages, regions, overflow, wishes, saved.version);
        }

        SavedMeanwhile beside(Form saved, List<Wish> all, Locale locale) {
            return new SavedMeanwhile()
                    .field("accounts.name", name, saved.name)
                    .field("people.contact", contact, saved.contact)
                    .field("people.sip", sip, saved.sip)
                    .field("people.second", second, saved.second)
                    .field("people.second-sip", secondSip, saved.secondSip)
                    .choices("people.rings", "second-rings.", ringsWords(), saved.ringsWords())
                    .field("people.languages", languages, saved.languages)
                    .choices("people.regions", "region.", regionWords(), saved.regionWords())
                    .field("people.overflow-yes", overflow, saved.overflow)
                    .field(
                            "people.wishes",
                            WishBoxes.names(all, wishes, locale),
                            WishBoxes.names(all, saved.wishes, locale));
        }

        /// It counts for nothing where there is no second phone.
        private List<String> ringsWords() {
            return second == null || second.isBlank() || rings == null
                    ? List.of()
                    : List.of(rings.name().toLowerCase(Locale.ROOT));
        }

        private List<String> regionWords() {
            return Stream.of(Region.values())
                    .filter(this::in)
                    .map(region -> region.name().toLowerCase(Locale.ROOT))
                    .toList();
        }

        public boolean in(Region region) {
            return regions != null && regions.contains(region);
        }
    }

    /// Somebody on the list.
    ///
    /// @param unverified that one of two phones that is not rung for callers
    public record PersonView(
            People.Entry entry,
            List<Contact> phones,
            List<Contact> unverified,
            List<String> languages,
            Onboarding.@Nullable Steps steps) {
        static PersonView of(People.Entry entry, Onboarding.@Nullable Steps steps, Locale locale) {
            return new PersonView(
                    entry,
                    phones(entry, _ -> true),
                    entry.hasVerifiedPhone() ? phones(entry, People.Phone.UNVERIFIED::equals) : List.of(),
                    SpokenText.names(sorted(entry.person().languages()), locale),
                    steps);
        }

        private static List<Contact> phones(People.Entry entry, Predicate<People.Phone> such) {
            return Stream.of(WhichPhone.values())
                    .filter(which -> entry.phone(which).filter(such).isPresent())
                    .flatMap(which -> entry.person().contact(which).stream())
                    .toList();
        }
    }

    /// A phone on its owner's page.
    ///
    /// @param verifiedAt when it last passed a test call
    /// @param test     its last one
    public record PhoneView(
            WhichPhone which,
            Contact contact,
            People.Phone state,
            @Nullable LocalDateTime verifiedAt,
            TestCalls.@Nullable TestCall test) {

        public boolean isFirst() {
            return which == WhichPhone.FIRST;
        }
    }

    private List<PhoneView> phones(People.Entry entry) {
        return Stream.of(WhichPhone.values())
                .flatMap(which -> entry.person().contact(which).stream()
                        .map(contact -> new PhoneView(
                                which,
                                contact,
                                entry.phone(which).orElseThrow(),
                                here(tests.verifiedAt(entry.id(), which)),
                                tests.last(entry.id(), which).orElse(null))))
                .toList();
    }

    private static List<Language> sorted(Set<Language> languages) {
        return languages.stream().sorted(comparing(Language::code)).toList();
    }

    @AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
    @GetMapping
    String all(Locale locale, Model model) {
        var all = people.all();
        var steps = onboarding.of(all);
        model.addAttribute(
                "people",
                all.stream()
                        .map(entry -> PersonView.of(entry, steps.get(entry.id()), locale))
                        .toList());
        return "people";
    }

    @RequiresRecentSignIn
    @GetMapping("/new")
    String empty(Locale locale, Model model) {
        return form(Form.empty(locale), Optional.empty(), locale, model);
    }

    @RequiresRecentSignIn
    @PostMapping("/new")
    String add(
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var person = person(form, model);
        var saved = person.map(each -> people.add(each, me.author(clock.instant())));
        if (saved.isPresent() && saved.get() instanceof EditResult.Done(var id)) {
            after.addFlashAttribute("done", "people.added");
            return "redirect:/people/" + id;
        }
        return answer(saved, form, Optional.empty(), response, locale, model, after);
    }

    @RequiresRecentSignIn
    @GetMapping("/{id}")
    String one(@PathVariable int id, Locale locale, Model model) {
        var entry = get(id);
        return form(Form.of(entry, locale), Optional.of(entry), locale, model);
    }

    @RequiresRecentSignIn
    @PostMapping("/{id}")
    String change(
            @PathVariable int id,
            Form form,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var entry = get(id);
        var person = person(form, model);
        var saved = person.map(each -> people.change(entry.id(), form.version(), each, me.author(clock.instant())));
        if (saved.isPresent() && saved.get() instanceof EditResult.Outdated) {
            var theirs = Form.of(entry, locale);
            form.beside(theirs, wishes.all(), locale).show(model);
            return answer(saved, form.over(theirs), Optional.of(entry), response, locale, model, after);
        }
        return answer(saved, form, Optional.of(entry), response, locale, model, after);
    }

    /// The PIN is shown once, on the answer itself: no page has it later.
    @RequiresRecentSignIn
    @PostMapping("/{id}/pin")
    String renewPin(
            @PathVariable int id,
            @RequestParam(defaultValue = "") String once,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Model model,
            RedirectAttributes after) {
        var entry = get(id);
        if (!forms.begin(once)) {
            return OnceForms.shownBefore("pin", "/people/" + id, response, model);
        }
        var pin = pins.renew(entry.id(), me.author(clock.instant()));
        if (pin.isEmpty()) {
            forms.undo(once);
            after.addFlashAttribute("error", "constraint.consultant_who_has_left_is_not_rung");
            return "redirect:/people/" + id;
        }
        model.addAttribute("name", entry.person().name());
        model.addAttribute("number", entry.id().value());
        model.addAttribute("pin", pin.get());
        return "pin";
    }

    /// Takes away who was entered by mistake; who was ever on duty leaves instead.
    @RequiresRecentSignIn
    @PostMapping("/{id}/delete")
    String delete(
            @PathVariable int id,
            @RequestParam int version,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        return switch (people.delete(get(id).id(), version, me.author(clock.instant()))) {
            case EditResult.Done _ -> {
                after.addFlashAttribute("done", "people.deleted");
                yield "redirect:/people";
            }
            case EditResult.Outdated _ -> failed(id, "saved.outdated", after);
            case EditResult.Refused(var rule) -> failed(id, "constraint." + rule, after);
        };
    }

    private static String failed(int id, String why, RedirectAttributes after) {
        after.addFlashAttribute("error", why);
        return "redirect:/people/" + id;
    }

    /// Has their phone rung for a test as soon as Asterisk asks for its next call.
    @PostMapping("/{id}/test-call")
    String test(
            @PathVariable int id,
            @RequestParam(defaultValue = "FIRST") WhichPhone phone,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        if (tests.ask(get(id).id(), phone, me.author(clock.instant())) instanceof EditResult.Refused(var rule)) {
            after.addFlashAttribute("error", "constraint." + rule);
        } else {
            after.addFlashAttribute("done", "people.test-asked");
        }
        return "redirect:/people/" + id;
    }

    /// Whoever has got the address of their duties reads them no more. Only they can make another.
    @PostMapping("/{id}/feed/revoke")
    String revokeFeed(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        var done = calendarSubscriptions.revoke(get(id).id(), me.author(clock.instant())) instanceof EditResult.Done;
        after.addFlashAttribute(done ? "done" : "error", done ? "duty.feed-revoked" : "duty.gone");
        return "redirect:/people/" + id;
    }

    /// Empty when a field makes no sense by itself, which the model then says.
    private Optional<People.Person> person(Form form, Model model) {
        var contact = contact(form.contact(), form.sip(), "contact", model);
        var hasSecond = form.second() != null && !form.second().isBlank();
        var second = hasSecond ? contact(form.second(), form.secondSip(), "second", model) : Optional.<Contact>empty();
        var languages = SpokenText.read(form.languages(), model).map(Set::copyOf);
        if (contact.isEmpty() || languages.isEmpty() || (hasSecond && second.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new People.Person(
                form.name() == null ? "" : form.name(),
                contact.get(),
                languages.get(),
                form.regions() == null ? Set.of() : Set.copyOf(form.regions()),
                Boolean.TRUE.equals(form.overflow()),
                second.map(phone -> new People.Second(phone, Objects.requireNonNullElse(form.rings(), Rings.TOGETHER))),
                WishBoxes.read(form.wishes())));
    }

    /// Empty when it is none that may be rung, which the model then says.
    private Optional<Contact> contact(@Nullable String typed, @Nullable Boolean sip, String field, Model model) {
        var desk = Boolean.TRUE.equals(sip);
        var contact = ContactForm.parse(typed == null ? "" : typed, desk);
        var objection = contact.isEmpty()
                ? Optional.of(desk ? "people.wrong-sip" : "people.wrong-number")
                : contact.flatMap(policy::objection);
        objection.ifPresent(why -> FormErrors.ofAField(field, why, model));
        return contact.filter(_ -> objection.isEmpty());
    }

    private String answer(
            Optional<EditResult> saved,
            Form form,
            Optional<People.Entry> entry,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        if (saved.isPresent() && saved.get() instanceof EditResult.Done) {
            after.addFlashAttribute("done", "people.saved");
            return "redirect:/people";
        }
        saved.ifPresentOrElse(
                refused -> FormErrors.show(refused, response, model),
                () -> response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value()));
        return form(form, entry, locale, model);
    }

    private String form(Form form, Optional<People.Entry> entry, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("deskPhones", Boolean.TRUE.equals(form.sip()) || policy.offersDeskPhones());
        model.addAttribute("entry", entry.orElse(null));
        model.addAttribute("wishes", WishBoxes.of(shown(entry), form.wishes(), locale));
        model.addAttribute("regions", Region.values());
        entry.map(People.Entry::id).ifPresent(id -> {
            model.addAttribute("unused", people.isUnused(id));
            model.addAttribute("feedMadeAt", here(calendarSubscriptions.madeAt(id)));
        });
        model.addAttribute("phones", entry.map(this::phones).orElse(List.of()));
        model.addAttribute("ways", Rings.values());
        entry.ifPresent(
                each -> model.addAttribute("steps", onboarding.of(List.of(each)).get(each.id())));
        return "person";
    }

    /// Nobody is asked for what no line offers.
    private List<Wish> shown(Optional<People.Entry> entry) {
        var offered = wishes.offered();
        return wishes.all().stream()
                .filter(wish -> offered.contains(wish)
                        || entry.filter(each -> each.person().fulfils().contains(wish.id()))
                                .isPresent())
                .toList();
    }

    private static @Nullable LocalDateTime here(Optional<Instant> at) {
        return at.map(each -> each.atZone(Roster.ZONE).toLocalDateTime()).orElse(null);
    }

    private People.Entry get(int id) {
        return Optional.of(id)
                .filter(each -> each >= 1)
                .flatMap(each -> people.find(new ConsultantId(each)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
