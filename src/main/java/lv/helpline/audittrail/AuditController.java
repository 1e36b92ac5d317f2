package lv.helpline.audittrail;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.audit.Audit;
import lv.helpline.audit.AuditEntry;
import lv.helpline.audit.Change;
import lv.helpline.roster.Roster;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Who changed what, the newest first.
@Controller
class AuditController {

    private static final int PAGE = 50;

    private final Audit audit;
    private final AuditFormatter words;
    private final JsonMapper json = new JsonMapper();

    AuditController(Audit audit, AuditFormatter words) {
        this.audit = audit;
        this.words = words;
    }

    /// An entry as the page shows it.
    public record EntryView(
            long id, ZonedDateTime at, String actor, String action, String subject, List<Change> changes) {}

    @GetMapping("/audit")
    String page(@RequestParam(required = false) @Nullable Long before, Locale locale, Model model) {
        var spoken = words.in(locale);
        var entries = audit.newest(Optional.ofNullable(before), PAGE + 1).stream()
                .map(entry -> shown(entry, spoken))
                .toList();
        model.addAttribute("entries", entries.subList(0, Math.min(PAGE, entries.size())));
        model.addAttribute(
                "older", entries.size() > PAGE ? entries.get(PAGE - 1).id() : null);
        return "audit";
    }

    private EntryView shown(AuditEntry entry, AuditFormatter.Spoken spoken) {
        return new EntryView(
                entry.id(),
                entry.at().atZone(Roster.ZONE),
                spoken.actor(entry.actorName()),
                entry.action(),
                spoken.subject(entry.subject()),
                json.readValue(entry.changes(), new TypeReference<List<Change>>() {}).stream()
                        .map(spoken::change)
                        .toList());
    }
}
