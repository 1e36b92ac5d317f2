package lv.helpline.lines.web;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.lines.Interpreters;
import lv.helpline.lines.Interpreters.Entry;
import lv.helpline.lines.Interpreters.Interpreter;
import lv.helpline.roster.Language;
import lv.helpline.roster.WeeklySpan;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.SavedMeanwhile;
import lv.helpline.shared.web.SpokenText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/// Who interprets for the helpline, and who of them would be rung now.
@Controller
@RequestMapping("/interpreters")
@AllowedTo(Role.ADMINISTRATOR)
public class InterpreterController extends CheckedListController<Interpreter, Entry, InterpreterController.Form> {

    private static final String COUNTRY = "+371";

    private final Interpreters interpreters;
    private final Clock clock;

    InterpreterController(Interpreters interpreters, Clock clock) {
        super(interpreters, clock, "/interpreters", "interpreter", "interpreters");
        this.interpreters = interpreters;
        this.clock = clock;
    }

    /// What was typed into the form.
    public record Form(
            @Nullable String name,
            @Nullable String number,
            @Nullable String languages,
            @Nullable List<String> days,
            @Nullable String read)
            implements EntryForm<Form> {

        public static Form of(Entry entry, Locale locale) {
            var interpreter = entry.interpreter();
            return new Form(
                    interpreter.name(),
                    interpreter.number(),
                    SpokenText.of(interpreter.languages(), locale),
                    HoursText.week(interpreter.hours()),
                    readOf(entry));
        }

        @Override
        public Form over(Form saved) {
            return new Form(name, number, languages, days, saved.read);
        }

        @Override
        public SavedMeanwhile beside(Form saved, Locale locale) {
            return new SavedMeanwhile()
                    .field("accounts.name", name, saved.name)
                    .field("people.contact", number, saved.number)
                    .field("people.languages", languages, saved.languages)
                    .week(this::on, saved::on, locale);
        }

        Interpreter interpreter(List<Language> spoken, List<WeeklySpan> hours) {
            return new Interpreter(name == null ? "" : name, international(number), spoken, hours);
        }

        /// As it is dialled, with our country's code, which may be left out.
        private static String international(@Nullable String typed) {
            var number = typed == null ? "" : typed.replaceAll("[ ()-]", "");
            return number.matches("[0-9]{8}") ? COUNTRY + number : number;
        }

        public static String readOf(Entry entry) {
            var interpreter = entry.interpreter();
            return CheckedListController.readOf(
                    entry,
                    interpreter.hours(),
                    interpreter.name(),
                    interpreter.number(),
                    interpreter.languages().stream().map(Language::code).collect(joining(",")));
        }
    }

    /// An interpreter on the list.
    ///
    /// @param now whether they would be rung now
    /// @param due whether they have to be checked again
    public record InterpreterView(
            Entry entry, List<String> languages, List<OpenHours.Days> hours, boolean now, boolean due) {}

    @GetMapping
    String all(Locale locale, Model model) {
        var reachable = interpreters.reachable(clock.instant());
        model.addAttribute(
                "interpreters",
                interpreters.all().stream()
                        .map(entry -> new InterpreterView(
                                entry,
                                SpokenText.names(entry.interpreter().languages(), locale),
                                OpenHours.shortWeek(entry.interpreter().hours(), locale),
                                reachable.contains(entry),
                                entry.isDueOn(today())))
                        .toList());
        return "interpreters";
    }

    @Override
    Form emptyForm(Locale locale) {
        return new Form("", "", "", List.of(), "");
    }

    @Override
    Form formOf(Entry entry, Locale locale) {
        return Form.of(entry, locale);
    }

    @Override
    Optional<Interpreter> typed(Form form, List<WeeklySpan> hours, Model model) {
        return SpokenText.read(form.languages(), model)
                .map(InterpreterController::besidesLatvian)
                .filter(languages -> areOffered(languages, model))
                .map(languages -> form.interpreter(languages, hours));
    }

    /// Who interprets speaks Latvian, too.
    private static List<Language> besidesLatvian(List<Language> languages) {
        return languages.stream()
                .filter(language -> !language.equals(Language.LATVIAN))
                .toList();
    }

    private static boolean areOffered(List<Language> languages, Model model) {
        var others = languages.stream()
                .filter(language -> !Interpreters.OFFERED.contains(language))
                .map(Language::code)
                .collect(joining(", "));
        if (!others.isEmpty()) {
            FormErrors.ofAField("languages", "interpreters.not-offered", others, model);
        }
        return others.isEmpty();
    }

    @Override
    void showChoices(Model model) {
        model.addAttribute("offered", Interpreters.OFFERED);
    }
}
