package lv.helpline.lines.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import lv.helpline.audit.Author;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.identity.web.ToSignIn;
import lv.helpline.lines.CheckedList;
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
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The pages of such a list: an entry is added, changed, made sure of and removed. Its own page of all is the
/// subclass's.
///
/// @param <T> what an entry says
/// @param <E> such an entry
/// @param <F> the form of one
abstract class CheckedListController<T, E extends CheckedList.Item<T>, F extends CheckedListController.EntryForm<F>> {

    /// The name of the field, and of what templates show.
    static final String BACK = "back";

    private final CheckedList<T, E> list;
    private final Clock clock;
    private final String address;
    private final String template;
    private final String messages;

    /// @param address  of the page of all
    /// @param template of the form
    /// @param messages how the keys of what is told afterwards begin
    CheckedListController(CheckedList<T, E> list, Clock clock, String address, String template, String messages) {
        this.list = list;
        this.clock = clock;
        this.address = address;
        this.template = template;
        this.messages = messages;
    }

    /// What was typed.
    interface EntryForm<F> {

        /// One text for each day of the week, Monday first; see [HoursText].
        @Nullable
        List<String> days();

        /// Tells what the editor had before them.
        @Nullable
        String read();

        /// The same, by an editor who has that before them.
        F over(F saved);

        /// What of it differs from that.
        SavedMeanwhile beside(F saved, Locale locale);

        default String on(int day) {
            var days = Objects.requireNonNullElse(days(), List.<String>of());
            return days.size() <= day ? "" : days.get(day);
        }
    }

    abstract F emptyForm(Locale locale);

    abstract F formOf(E entry, Locale locale);

    /// Empty when a field makes no sense by itself, which the model then says.
    abstract Optional<T> typed(F form, List<WeeklySpan> hours, Model model);

    /// What there is to choose from.
    abstract void showChoices(Model model);

    /// A digest of what an entry said when it was read.
    static String readOf(CheckedList.Item<?> entry, List<WeeklySpan> hours, String... fields) {
        var encoding = new Encoding(entry.what().getClass().getSimpleName())
                .add(entry.id())
                .add(entry.checkedOn().toEpochDay());
        for (var field : fields) {
            encoding.add(field);
        }
        for (var span : hours) {
            encoding.add(span.day().getValue())
                    .add(span.start().toSecondOfDay())
                    .add(span.end().toSecondOfDay());
        }
        return RandomTokens.digest(encoding.bytes());
    }

    final LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    final Author author(SignedIn me) {
        return me.author(clock.instant());
    }

    /// Where its editor came from: the page of all, with what they had looked for there, and how far they were in it.
    @ModelAttribute(BACK)
    String back(@RequestParam(name = BACK, defaultValue = "") String asked) {
        var own = ToSignIn.ownPath(asked);
        return own.startsWith(address + "?") ? own : address;
    }

    @GetMapping("/new")
    String empty(Locale locale, Model model) {
        return form(Optional.empty(), emptyForm(locale), locale, model);
    }

    @PostMapping("/new")
    String add(
            F form,
            @ModelAttribute(name = BACK, binding = false) String back,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        return save(Optional.empty(), form, back, me, response, locale, model, after);
    }

    @GetMapping("/{id}")
    String one(@PathVariable int id, Locale locale, Model model) {
        var entry = get(id);
        return form(Optional.of(entry), formOf(entry, locale), locale, model);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable int id,
            F form,
            @ModelAttribute(name = BACK, binding = false) String back,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        return save(Optional.of(get(id)), form, back, me, response, locale, model, after);
    }

    private String save(
            Optional<E> entry,
            F form,
            String back,
            SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var hours = HoursText.read(form::on, locale, model);
        var what = typed(form, hours.orElse(List.of()), model);
        if (hours.isEmpty() || what.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return form(entry, form, locale, model);
        }
        var editResult = saved(entry, form, what.get(), me, locale);
        if (editResult instanceof EditResult.Done) {
            after.addFlashAttribute("done", messages + ".saved");
            return "redirect:" + back;
        }
        FormErrors.show(editResult, response, model);
        if (editResult instanceof EditResult.Outdated && entry.isPresent()) {
            var theirs = formOf(get(entry.get().id()), locale);
            form.beside(theirs, locale).show(model);
            return form(entry, form.over(theirs), locale, model);
        }
        return form(entry, form, locale, model);
    }

    private EditResult saved(Optional<E> entry, F form, T what, SignedIn me, Locale locale) {
        return entry.map(each -> Objects.equals(formOf(each, locale).read(), form.read())
                        ? list.change(each, what, author(me))
                        : new EditResult.Outdated())
                .orElseGet(() -> list.add(what, author(me)));
    }

    @PostMapping("/{id}/check")
    String check(
            @PathVariable int id,
            @ModelAttribute(name = BACK, binding = false) String back,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        return answer(list.check(id, author(me)), "outside.checked", back, after);
    }

    @PostMapping("/{id}/remove")
    String remove(
            @PathVariable int id,
            @ModelAttribute(name = BACK, binding = false) String back,
            @AuthenticationPrincipal SignedIn me,
            RedirectAttributes after) {
        return answer(list.remove(id, author(me)), messages + ".removed", back, after);
    }

    final String answer(EditResult editResult, String done, String back, RedirectAttributes after) {
        var isDone = editResult instanceof EditResult.Done;
        after.addFlashAttribute(isDone ? "done" : "error", isDone ? done : "outside.gone");
        return "redirect:" + back;
    }

    private String form(Optional<E> entry, F form, Locale locale, Model model) {
        model.addAttribute("entry", entry.orElse(null));
        model.addAttribute("form", form);
        model.addAttribute("days", HoursText.days(form::on, locale));
        showChoices(model);
        return template;
    }

    private E get(int id) {
        return list.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
