package lv.helpline.audittrail;

import static java.util.Comparator.comparing;
import static lv.helpline.shared.web.RequestValues.sensible;

import jakarta.servlet.http.HttpServletResponse;
import java.text.Collator;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import lv.helpline.accounts.Account;
import lv.helpline.accounts.Role;
import lv.helpline.audit.AccountId;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditCodec;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.AuditFilter;
import lv.helpline.audit.AuditSubject;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.LineId;
import lv.helpline.roster.Roster;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/// Who changed what, the newest first, and as a table.
@Controller
@AllowedTo(Role.ADMINISTRATOR)
class AuditController {

    private static final int PAGE = 50;

    /// Entries in a table. More of them are asked for by days.
    private static final int TABLE = 20_000;

    private final Audit audit;
    private final AuditFormatter words;
    private final MessageSource messages;

    AuditController(Audit audit, AuditFormatter words, MessageSource messages) {
        this.audit = audit;
        this.words = words;
        this.messages = messages;
    }

    /// What was chosen; null leaves nothing out.
    ///
    /// @param by     an account
    /// @param person a consultant
    /// @param about  of what kind it is what they are about
    /// @param from   the first day
    /// @param to     the last day
    public record Chosen(
            @Nullable Integer by,
            @Nullable Integer person,
            @Nullable String line,
            AuditSubject.@Nullable Kind about,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {

        private AuditFilter filter() {
            return sensible(() -> new AuditFilter(
                    Optional.ofNullable(by).map(AccountId::new),
                    Optional.ofNullable(person).map(ConsultantId::new),
                    Optional.ofNullable(line).filter(id -> !id.isEmpty()).map(LineId::new),
                    Optional.ofNullable(about),
                    Optional.ofNullable(from).map(Chosen::midnight),
                    Optional.ofNullable(to).map(day -> midnight(day.plusDays(1)))));
        }

        private static Instant midnight(LocalDate day) {
            return day.atStartOfDay(Roster.ZONE).toInstant();
        }

        /// The same choice at another address.
        private UriComponentsBuilder at(String path) {
            return UriComponentsBuilder.fromPath(path)
                    .queryParamIfPresent("by", Optional.ofNullable(by))
                    .queryParamIfPresent("person", Optional.ofNullable(person))
                    .queryParamIfPresent("line", Optional.ofNullable(line).filter(id -> !id.isEmpty()))
                    .queryParamIfPresent("about", Optional.ofNullable(about))
                    .queryParamIfPresent("from", Optional.ofNullable(from))
                    .queryParamIfPresent("to", Optional.ofNullable(to));
        }

        public boolean isOfAll() {
            return filter().equals(AuditFilter.ALL);
        }
    }

    /// A kind of thing that entries are about.
    public record ThingView(AuditSubject.Kind kind, String name) {}

    /// An entry as the page shows it.
    public record EntryView(
            long id,
            ZonedDateTime at,
            String actor,
            String action,
            String subject,
            List<AuditFormatter.Said> changes) {}

    @GetMapping("/audit")
    String page(
            Chosen chosen,
            BindingResult typed,
            @RequestParam(required = false) @Nullable Long before,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        if (typed.hasErrors()) {
            FormErrors.show(typed, response, model);
        }
        var named = words.named();
        var spoken = words.with(named, locale);
        var entries = audit.newest(chosen.filter(), Optional.ofNullable(before), PAGE + 1).stream()
                .map(entry -> shown(entry, spoken))
                .toList();
        model.addAttribute("entries", entries.subList(0, Math.min(PAGE, entries.size())));
        model.addAttribute(
                "older",
                entries.size() > PAGE
                        ? chosen.at("/audit")
                                .queryParam("before", entries.get(PAGE - 1).id())
                                .toUriString()
                        : null);
        model.addAttribute("chosen", chosen);
        model.addAttribute("table", chosen.at("/audit/file").toUriString());
        model.addAttribute(
                "people",
                named.people().stream()
                        .sorted(comparing(entry -> entry.person().name()))
                        .toList());
        model.addAttribute(
                "accounts",
                named.accounts().stream().sorted(comparing(Account::name)).toList());
        model.addAttribute("lines", named.lines());
        model.addAttribute("kinds", kinds(locale));
        model.addAttribute("most", TABLE);
        return "audit";
    }

    /// Things that entries are about, by their names.
    private List<ThingView> kinds(Locale locale) {
        return Stream.of(AuditSubject.Kind.values())
                .map(kind ->
                        new ThingView(kind, text("audit.about-" + kind.word().replace(' ', '-'), locale)))
                .sorted(comparing(ThingView::name, Collator.getInstance(locale)))
                .toList();
    }

    /// A row for each field that was changed, and one for an entry without any.
    @GetMapping("/audit/file")
    ResponseEntity<String> file(Chosen chosen, Locale locale) {
        var spoken = words.in(locale);
        return Csv.file(
                "audit.csv",
                Csv.of(
                        List.of("entry", "at", "by", "action", "about", "field", "before", "after"),
                        audit.newest(chosen.filter(), Optional.empty(), TABLE).stream()
                                .map(entry -> shown(entry, spoken))
                                .flatMap(entry -> rows(entry, locale))));
    }

    private Stream<List<Object>> rows(EntryView entry, Locale locale) {
        var changes =
                entry.changes().isEmpty() ? Stream.of(new AuditFormatter.Said("", "", "")) : entry.changes().stream();
        return changes.map(change -> List.of(
                entry.id(),
                entry.at().toOffsetDateTime().toString(),
                entry.actor(),
                text("audit." + entry.action(), locale),
                entry.subject(),
                change.field().isEmpty() ? "" : text("field." + change.field(), locale),
                change.before(),
                change.after()));
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }

    private static EntryView shown(AuditEntry entry, AuditFormatter.Spoken spoken) {
        return new EntryView(
                entry.id(),
                entry.at().atZone(Roster.ZONE),
                spoken.actor(entry.actorName()),
                entry.action(),
                spoken.subject(entry.subject()),
                AuditCodec.changes(entry.changes()).stream().map(spoken::change).toList());
    }
}
