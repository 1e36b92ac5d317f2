package lv.helpline.planning.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.identity.web.AllowedTo;
import lv.helpline.identity.web.SignedIn;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.ExportedTables;
import lv.helpline.planning.GapPolicy;
import lv.helpline.planning.RosterEditing;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.shared.EditResult;
import lv.helpline.shared.web.Csv;
import lv.helpline.shared.web.FormErrors;
import lv.helpline.shared.web.TableText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The duties as a table: out to a spreadsheet, and back again, first as a trial that shows in words what would
/// change and where nobody would be on duty any more.
@Controller
@RequestMapping("/roster/csv")
@AllowedTo(Role.ADMINISTRATOR)
class RosterCsvController {

    private static final Logger LOG = LoggerFactory.getLogger(RosterCsvController.class);

    private final RosterEditing editing;
    private final CsvMessages words;
    private final Holidays holidays;
    private final MessageSource messages;
    private final Clock clock;
    private final TriedRosterTables tried;
    private final ExportedTables exported;

    RosterCsvController(
            RosterEditing editing,
            CsvMessages words,
            Holidays holidays,
            MessageSource messages,
            Clock clock,
            TriedRosterTables tried,
            ExportedTables exported) {
        this.editing = editing;
        this.words = words;
        this.holidays = holidays;
        this.messages = messages;
        this.clock = clock;
        this.tried = tried;
        this.exported = exported;
    }

    /// @param tried whether it shows the table that this administrator has tried out last
    @GetMapping
    String page(
            @RequestParam(defaultValue = "false") boolean tried,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        return tried ? last(me, response, locale, model) : page();
    }

    private String last(SignedIn me, HttpServletResponse response, Locale locale, Model model) {
        var text = tried.find(me.id());
        if (text.isEmpty()) {
            return gone(response, model);
        }
        var now = clock.instant();
        var roster = editing.roster(now);
        var compared = read(text.get(), roster, now);
        return shown(compared, preview(compared.read(), roster, now), roster, response, locale, model);
    }

    /// @param base the table that it was made from, where that is known
    private record Compared(RosterCsv.Read read, Optional<ExportedTables.Exported> base) {}

    /// As a change of the table that it was made from, where that is known.
    private Compared read(String text, RosterData roster, Instant now) {
        var read = RosterCsv.read(text, roster, wall(now));
        var base = read.version().flatMap(exported::find);
        return new Compared(
                base.map(table -> read.since(table.content(), roster, wall(now)))
                        .orElse(read),
                base);
    }

    private static String gone(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("gone", true);
        return page();
    }

    private static String page() {
        return "roster-csv";
    }

    @GetMapping("/file")
    ResponseEntity<String> file() {
        var now = clock.instant();
        var data = editing.roster(now);
        var table = RosterCsv.forTheApi(data, wall(now));
        try {
            exported.save(new ExportedTables.Exported(RosterCsv.version(table), table, now));
        } catch (DataAccessException notWritable) {
            LOG.warn("A table of the duties is downloaded that will not be known when it comes back", notWritable);
        }
        return Csv.file("dezuras-" + wall(now).toLocalDate() + ".csv", RosterCsv.forASpreadsheet(data, wall(now)));
    }

    /// Changes nothing.
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String tryOut(
            @RequestParam MultipartFile file,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model)
            throws IOException {
        if (file.getSize() > FormErrors.MOST_BYTES) {
            FormErrors.ofALargeFile(response, model);
            return page();
        }
        var now = clock.instant();
        var roster = editing.roster(now);
        var bytes = file.getBytes();
        var read = RosterCsv.read(bytes, roster, wall(now));
        if (read.isGood()) {
            tried.remember(me.id(), TableText.decoded(bytes).orElse(""));
            return "redirect:/roster/csv?tried=true";
        }
        return shown(new Compared(read, Optional.empty()), preview(read, roster, now), roster, response, locale, model);
    }

    /// Applies the table that this administrator has tried out last.
    ///
    /// @param seen   the change that was shown; another one is shown again first
    /// @param reason why a gap is left, of [GapPolicy#REASONS]
    @PostMapping("/apply")
    String apply(
            @RequestParam String seen,
            @RequestParam(required = false) @Nullable String reason,
            @AuthenticationPrincipal SignedIn me,
            HttpServletResponse response,
            Locale locale,
            Model model,
            RedirectAttributes after) {
        var text = tried.find(me.id());
        if (text.isEmpty()) {
            return gone(response, model);
        }
        var now = clock.instant();
        var roster = editing.roster(now);
        var compared = read(text.get(), roster, now);
        var read = compared.read();
        var preview = preview(read, roster, now);
        if (read.isGood() && read.fingerprint().equals(seen)) {
            var result = editing.save(new EditRequest(new EditOccasion.Table(me.role()), read.edit(), me.author(now))
                    .seen(preview.seen())
                    .because(Optional.ofNullable(reason)));
            if (result.isSaved()) {
                tried.forget(me.id());
                after.addFlashAttribute("done", "roster.saved");
                return "redirect:/roster";
            }
            FormErrors.show(
                    result instanceof RosterEditing.Result.NeedsReason
                            ? new EditResult.Refused("table-gap-needs-a-reason")
                            : result.asEditResult(),
                    response,
                    model);
        } else {
            response.setStatus(HttpStatus.CONFLICT.value());
            model.addAttribute("otherwise", true);
        }
        return shown(compared, preview, roster, response, locale, model);
    }

    private RosterEditingSession.Preview preview(RosterCsv.Read read, RosterData roster, Instant now) {
        return RosterEditingSession.live(read.edit(), new Roster(roster, holidays), holidays, now);
    }

    private String shown(
            Compared compared,
            RosterEditingSession.Preview preview,
            RosterData roster,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        var read = compared.read();
        model.addAttribute("rows", read.rows());
        model.addAttribute(
                "wrong",
                read.wrong().stream().map(wrong -> wrong.said(messages, locale)).toList());
        if (!read.wrong().isEmpty()) {
            FormErrors.ofAField("wrong", "csv.wrong", read.wrong().size(), model);
        }
        var changes = words.of(read.edit(), roster, locale);
        model.addAttribute("changes", changes);
        model.addAttribute("takesAway", changes.stream().anyMatch(change -> !change.added()));
        model.addAttribute(
                "base", compared.base().map(table -> wall(table.at())).orElse(null));
        model.addAttribute("meanwhile", words.of(read.meanwhile(), roster, locale));
        model.addAttribute(
                "lost",
                words.of(read.lost(), roster, locale).stream()
                        .map(CsvMessages.Said::text)
                        .toList());
        model.addAttribute("seen", read.fingerprint());
        model.addAttribute("empty", CoverageGapView.of(preview.gaps()));
        model.addAttribute("reasons", GapPolicy.REASONS);
        if (!read.isGood()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        }
        return "roster-csv";
    }

    private static LocalDateTime wall(Instant now) {
        return LocalDateTime.ofInstant(now, Roster.ZONE);
    }
}
