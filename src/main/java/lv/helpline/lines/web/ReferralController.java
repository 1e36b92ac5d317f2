package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.lines.Referrals;
import lv.helpline.lines.Referrals.Entry;
import lv.helpline.lines.Referrals.Help;
import lv.helpline.lines.Referrals.Way;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Other organisations' numbers: who is named to callers when nobody of ours can be reached, and when that was last
/// made sure of.
@Controller
@RequestMapping("/outside")
@AllowedTo(Role.ADMINISTRATOR)
public class ReferralController extends CheckedListController<Help, Entry, ReferralController.Form> {

    private final Referrals helps;

    ReferralController(Referrals helps, Clock clock) {
        super(helps, clock, "/outside", "outside-form", "outside");
        this.helps = helps;
    }

    /// What was typed into the form.
    public record Form(
            @Nullable Way way,
            @Nullable String name,
            @Nullable String english,
            @Nullable String russian,
            @Nullable String number,
            @Nullable String languages,
            @Nullable List<String> days,
            @Nullable String read)
            implements EntryForm<Form> {

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

        @Override
        public Form over(Form saved) {
            return new Form(way, name, english, russian, number, languages, days, saved.read);
        }

        @Override
        public SavedMeanwhile beside(Form saved, Locale locale) {
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
            return CheckedListController.readOf(
                    entry,
                    help.hours(),
                    help.way().name(),
                    help.name(),
                    help.nameIn(Language.ENGLISH),
                    help.nameIn(Language.RUSSIAN),
                    help.number(),
                    help.languages().stream().map(Language::code).collect(joining(",")));
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

    @PostMapping("/{id}/raise")
    String raise(
            @PathVariable int id,
            @ModelAttribute(name = BACK, binding = false) String back,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        return answer(helps.raise(id, author(me)), "outside.saved", back, after);
    }

    @Override
    Form emptyForm(Locale locale) {
        return Form.empty(locale);
    }

    @Override
    Form formOf(Entry entry, Locale locale) {
        return Form.of(entry, locale);
    }

    @Override
    Optional<Help> typed(Form form, List<WeeklySpan> hours, Model model) {
        return SpokenText.read(form.languages(), model).map(languages -> form.help(languages, hours));
    }

    @Override
    void showChoices(Model model) {
        model.addAttribute("ways", Way.values());
    }
}
