package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.Referrals.Entry;
import lv.helpline.lines.Referrals.Help;
import lv.helpline.lines.Referrals.Way;
import lv.helpline.roster.Language;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.Encoding;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.RandomTokens;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
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

/// Other organisations' numbers: who is named to callers when nobody of ours can be reached, and when that was last
/// made sure of.
@Controller
@RequestMapping("/outside")
public class ReferralController {

    private final Referrals helps;
    private final Clock clock;

    ReferralController(Referrals helps, Clock clock) {
        this.helps = helps;
        this.clock = clock;
    }

    /// What was typed into the form.
    ///
    /// @param days one text for each day of the week, Monday first; see [HoursText]
    /// @param read tells what the editor had before them
    public record Form(
            @Nullable Way way,
            @Nullable String name,
            @Nullable String english,
            @Nullable String russian,
            @Nullable String number,
            @Nullable String languages,
            @Nullable List<String> days,
            @Nullable String read) {

        static Form empty(Locale locale) {
            return new Form(Way.CALL, "", "", "", "", SpokenText.of(List.of(Language.LATVIAN), locale), List.of(), "");
        }

        public static Form of(Entry entry, Locale locale) {
            return new Form(
                    entry.help().way(),
                    entry.help().name(),
                    entry.help().others().getOrDefault(Language.ENGLISH, ""),
                    entry.help().others().getOrDefault(Language.RUSSIAN, ""),
                    entry.help().number(),
                    SpokenText.of(entry.help().languages(), locale),
                    HoursText.week(entry.help().hours()),
                    readOf(entry));
        }

        Form over(Form saved) {
            return new Form(way, name, english, russian, number, languages, days, saved.read);
        }

        SavedMeanwhile beside(Form saved, Locale locale) {
            return new SavedMeanwhile()
                    .choice("outside.way", "way.", word(way), word(saved.way))
                    .field("accounts.name", name, saved.name)
                    .field("outside.english", english, saved.english)
                    .field("outside.russian", russian, saved.russian)
                    .field("people.contact", number, saved.number)
                    .field("people.languages", languages, saved.languages)
                    .week(this::on, saved::on, locale);
        }

        Help help(List<Language> spoken, List<WeeklySpan> hours) {
            var others = new HashMap<Language, String>();
            typed(english).ifPresent(name -> others.put(Language.ENGLISH, name));
            typed(russian).ifPresent(name -> others.put(Language.RUSSIAN, name));
            return new Help(
                    way == null ? Way.CALL : way,
                    name == null ? "" : name,
                    others,
                    number == null ? "" : number.replaceAll("[\\s-]", ""),
                    spoken,
                    hours);
        }

        private static String word(@Nullable Way way) {
            return (way == null ? Way.CALL : way).word();
        }

        private static Optional<String> typed(@Nullable String text) {
            return Optional.ofNullable(text).filter(each -> !each.isBlank());
        }

        public static String readOf(Entry entry) {
            var help = entry.help();
            var encoding = new Encoding("referral")
                    .add(entry.id())
                    .add(help.way().name())
                    .add(help.name())
                    .add(help.nameIn(Language.ENGLISH))
                    .add(help.nameIn(Language.RUSSIAN))
                    .add(help.number())
                    .add(help.languages().stream().map(Language::code).collect(joining(",")))
                    .add(entry.checkedOn().toEpochDay());
            help.hours()
                    .forEach(span -> encoding.add(span.day().getValue())
                            .add(span.start().toSecondOfDay())
                            .add(span.end().toSecondOfDay()));
            return RandomTokens.digest(encoding.bytes());
        }

        public String on(int day) {
            return days == null || days.size() <= day ? "" : days.get(day);
        }
    }

    /// An entry on the list.
    ///
    /// @param due whether it has to be checked again
    public record ReferralView(Entry entry, List<String> languages, List<OpenHours.Days> hours, boolean due) {}

    @GetMapping
    String all(Locale locale, Model model) {
        model.addAttribute("toCall", shown(Way.CALL, locale));
        model.addAttribute("toText", shown(Way.TEXT, locale));
        return "outside";
    }

    private List<ReferralView> shown(Way way, Locale locale) {
        return helps.all().stream()
                .filter(entry -> entry.help().way() == way)
                .map(entry -> shown(entry, locale))
                .toList();
    }

    private ReferralView shown(Entry entry, Locale locale) {
        return new ReferralView(
                entry,
                SpokenText.names(entry.help().languages(), locale),
                OpenHours.shortWeek(entry.help().hours(), locale),
                entry.isDueOn(today()));
    }

    @GetMapping("/new")
    String empty(Locale locale, Model model) {
        return form(Optional.empty(), Form.empty(locale), locale, model);
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
        return form(Optional.of(entry), Form.of(entry, locale), locale, model);
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
        var languages = SpokenText.read(form.languages(), model);
        if (hours.isEmpty() || languages.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(entry, form, locale, model);
        }
        var help = form.help(languages.get(), hours.get());
        var author = me.author(clock.instant());
        var editResult = entry.map(each -> Form.readOf(each).equals(form.read())
                        ? helps.change(each, help, author)
                        : new EditResult.Outdated())
                .orElseGet(() -> helps.add(help, author));
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", "outside.saved");
            return "redirect:/outside";
        }
        FormErrors.show(editResult, response, model);
        if (editResult instanceof EditResult.Outdated && entry.isPresent()) {
            var theirs = Form.of(get(entry.get().id()), locale);
            form.beside(theirs, locale).show(model);
            return form(entry, form.over(theirs), locale, model);
        }
        return form(entry, form, locale, model);
    }

    @PostMapping("/{id}/check")
    String check(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return answer(helps.check(id, me.author(clock.instant())), "outside.checked", after);
    }

    @PostMapping("/{id}/raise")
    String raise(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return answer(helps.raise(id, me.author(clock.instant())), "outside.saved", after);
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable int id, @AuthenticationPrincipal SignedIn me, RedirectAttributes after) {
        return answer(helps.remove(id, me.author(clock.instant())), "outside.removed", after);
    }

    private static String answer(EditResult editResult, String done, RedirectAttributes after) {
        var isDone = editResult instanceof EditResult.Done;
        after.addFlashAttribute(isDone ? "done" : "error", isDone ? done : "outside.gone");
        return "redirect:/outside";
    }

    private static String form(Optional<Entry> entry, Form form, Locale locale, Model model) {
        model.addAttribute("entry", entry.orElse(null));
        model.addAttribute("form", form);
        model.addAttribute("ways", Way.values());
        model.addAttribute("days", HoursText.days(form::on, locale));
        return "outside-form";
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    private Entry get(int id) {
        return helps.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
