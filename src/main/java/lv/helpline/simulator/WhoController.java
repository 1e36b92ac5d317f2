package lv.helpline.simulator;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.web.RosterEditingSessions;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WishId;
import lv.helpline.routing.Snapshot;
import lv.helpline.routing.SnapshotSource;
import lv.helpline.routing.web.RoutingSimulator;
import lv.helpline.routing.web.RoutingSimulator.Answer;
import lv.helpline.routing.web.RoutingSimulator.Verdict;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.LanguageName;
import lv.helpline.shared.web.WishBoxes;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/// Whose phone rings: for a line, a language and a time, what the router would do and why.
@Controller
@AllowedTo({Role.ADMINISTRATOR, Role.COORDINATOR})
class WhoController {

    private final SnapshotSource snapshots;
    private final Holidays holidays;
    private final Clock clock;
    private final RosterEditing editing;
    private final RosterEditingSessions sessions;

    WhoController(
            SnapshotSource snapshots,
            Holidays holidays,
            Clock clock,
            RosterEditing editing,
            RosterEditingSessions sessions) {
        this.snapshots = snapshots;
        this.holidays = holidays;
        this.clock = clock;
        this.editing = editing;
        this.sessions = sessions;
    }

    /// @param language empty for a caller who has not chosen one; the line's first when nothing is said of it
    /// @param wish     the code of one; empty for a caller without
    /// @param at       of the clock on the wall in Rīga; now when it is not said
    /// @param draft    `true` for the roster with the draft of whoever asks
    public record Question(
            @Nullable String line,
            @Nullable String language,
            @Nullable String wish,
            @Nullable LocalDateTime at,
            @Nullable Boolean draft) {

        boolean withDraft() {
            return Boolean.TRUE.equals(draft);
        }

        Optional<WishId> wished() {
            return Optional.ofNullable(wish)
                    .flatMap(code -> WishBoxes.read(List.of(code)).stream().findFirst());
        }

        Optional<Language> spoken(Line of) {
            return language == null
                    ? Optional.of(of.languages().getFirst())
                    : Optional.of(language)
                            .filter(code -> code.matches("[a-z]{2}"))
                            .map(Language::new);
        }
    }

    /// The whole page, or for htmx the answer alone.
    @GetMapping("/who")
    String page(
            Question question,
            BindingResult typed,
            @AuthenticationPrincipal SignedIn me,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
        }
        var snapshot = snapshots.current();
        if (snapshot.isEmpty() || snapshot.get().roster().data().lines().isEmpty()) {
            return "who-empty";
        }
        var asked = timeOf(question);
        var line = lineOf(snapshot.get(), question);
        var hasDraft = !editing.draft(me.id()).edit().isEmpty();
        var routingSimulator = new RoutingSimulator(
                hasDraft && question.withDraft() ? drafted(snapshot.get(), me) : snapshot.get(), holidays);
        model.addAttribute("hasDraft", hasDraft);
        model.addAttribute("withDraft", hasDraft && question.withDraft());
        model.addAttribute("lines", snapshot.get().roster().data().lines());
        model.addAttribute("line", line);
        model.addAttribute("at", asked);
        model.addAttribute("loadedAt", snapshot.get().loadedAt().atZone(Roster.ZONE));
        addWhatCanBeAsked(question, line, routingSimulator, locale, model);
        addAnswer(question, line, asked, routingSimulator, locale, model);
        return fragment ? "who :: answer" : "who";
    }

    private static void addWhatCanBeAsked(
            Question question, Line line, RoutingSimulator routingSimulator, Locale locale, Model model) {
        model.addAttribute(
                "languages",
                routingSimulator.languages().stream()
                        .map(spoken -> LanguageName.of(spoken, locale))
                        .toList());
        model.addAttribute(
                "wishes",
                WishBoxes.of(
                        routingSimulator.wishes(),
                        question.wished().stream().map(WishId::value).toList(),
                        locale));
        model.addAttribute("wish", question.wished().map(WishId::value).orElse(null));
        model.addAttribute(
                "wishNotOffered",
                question.wished().filter(wish -> !line.offers(wish)).isPresent());
        model.addAttribute("language", question.spoken(line).map(Language::code).orElse(""));
    }

    private static void addAnswer(
            Question question,
            Line line,
            LocalDateTime asked,
            RoutingSimulator routingSimulator,
            Locale locale,
            Model model) {
        var at = asked.atZone(Roster.ZONE).toInstant();
        var answer = routingSimulator.ask(line, question.spoken(line), question.wished(), at);
        model.addAttribute("answer", answer);
        model.addAttribute(
                "asked",
                answer.wishes().stream()
                        .map(wish -> new AskedWish(wish.key(), WishBoxes.name(wish, locale)))
                        .toList());
        model.addAttribute("joining", routingSimulator.joining(line, question.spoken(line), at));
        model.addAttribute(
                "languageName", LanguageName.of(answer.language(), locale).name());
        model.addAttribute("languageIs", languageIs(question, answer));
        model.addAttribute("days", routingSimulator.fortnight(line, question.spoken(line), asked.toLocalDate()));
    }

    /// What the caller is asked for, and the key that says it.
    public record AskedWish(int key, String name) {}

    /// A word of the messages: whether the caller has chosen the language of the answer.
    private static String languageIs(Question question, Answer answer) {
        if (question.language() != null && !question.language().isBlank()) {
            return "language";
        }
        return answer.verdict() == Verdict.ASKS ? "no-language" : "first-language";
    }

    /// What calls would go by if the draft were published now.
    private Snapshot drafted(Snapshot snapshot, SignedIn me) {
        return new Snapshot(
                snapshot.version(), snapshot.loadedAt(), sessions.open(me).view(), snapshot.activity());
    }

    private LocalDateTime timeOf(Question question) {
        return question.at() == null
                ? LocalDateTime.ofInstant(clock.instant(), Roster.ZONE).truncatedTo(ChronoUnit.MINUTES)
                : question.at();
    }

    private static Line lineOf(Snapshot snapshot, Question question) {
        var lines = snapshot.roster().data().lines();
        return lines.stream()
                .filter(line -> line.id().value().equals(question.line()))
                .findFirst()
                .or(() -> lines.stream().filter(Line::general).findFirst())
                .orElseGet(lines::getFirst);
    }
}
