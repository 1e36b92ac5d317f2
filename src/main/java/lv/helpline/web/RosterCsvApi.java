package lv.helpline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import lv.helpline.admin.Rota;
import lv.helpline.admin.Saved;
import lv.helpline.admin.Tokens.Scope;
import lv.helpline.duty.Roster;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The duties as a table, for programs: the same as on the page, with a trial too.
@Tag(name = "roster")
@RestController
@RequestMapping(ApiSecurity.BASE + "/roster/csv")
class RosterCsvApi {

    private static final String CSV = "text/csv;charset=UTF-8";

    private final Rota rota;
    private final TableWords words;
    private final Clock clock;

    RosterCsvApi(Rota rota, TableWords words, Clock clock) {
        this.rota = rota;
        this.words = words;
        this.clock = clock;
    }

    @Schema(name = "Import")
    record Imported(
            @Schema(description = "False for a trial, and when there was nothing to change.")
            boolean applied,

            @Schema(description = "How many duties and absences the table has.")
            int rows,

            List<Changed> changes) {}

    @Schema(name = "Change")
    record Changed(
            @Schema(allowableValues = {"removed", "added"}) String change,
            @Schema(description = "In words.") String text) {}

    @Operation(summary = "The weekly duties, covers and absences that are not over, as a table")
    @Needs(Scope.ROSTER)
    @GetMapping(produces = CSV)
    String table() {
        var now = clock.instant();
        return RosterCsv.forAProgram(rota.books(now), LocalDateTime.ofInstant(now, Roster.ZONE));
    }

    @Operation(
            summary = "Makes the duties what a table says, all of them or none; or tries it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @Refuses(value = HttpStatus.CONFLICT, when = "Somebody else was faster. Nothing was changed: read the table again.")
    @Refuses(value = HttpStatus.CONTENT_TOO_LARGE, when = "It has more than 1 MB.")
    @Refuses(value = HttpStatus.UNSUPPORTED_MEDIA_TYPE, when = "It is not sent as text/csv.")
    @Refuses(
            value = HttpStatus.UNPROCESSABLE_CONTENT,
            when = "Nothing was changed. Each wrong cell is among the `errors`, its `field` being its row and column,"
                    + " such as `row 7, end`; or the table as a whole breaks a rule, which `detail` says.")
    @Needs(Scope.ROSTER_IMPORT)
    @PostMapping(consumes = "text/csv")
    Imported replace(
            @RequestBody byte[] table,
            @Parameter(description = "Says what would change, and changes nothing.")
                    @RequestParam(defaultValue = "true")
                    boolean dryRun,
            @AuthenticationPrincipal Program program,
            Locale locale) {
        if (table.length > Refusal.MOST_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE).thrown();
        }
        var now = clock.instant();
        var books = rota.books(now);
        var read = RosterCsv.read(table, books, LocalDateTime.ofInstant(now, Roster.ZONE));
        if (!read.isGood()) {
            throw wrong(read.wrong()).thrown();
        }
        var applied = !dryRun && !read.edit().isEmpty();
        if (applied) {
            switch (rota.save(read.edit(), program.author(now))) {
                case Saved.Done _ -> {}
                case Saved.Outdated() -> throw Problem.of(HttpStatus.CONFLICT).thrown();
                case Saved.Refused(var rule) ->
                    throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "constraint." + rule)
                            .thrown();
            }
        }
        return new Imported(
                applied,
                read.rows(),
                words.of(read.edit(), books, locale).stream()
                        .map(said -> new Changed(said.added() ? "added" : "removed", said.text()))
                        .toList());
    }

    /// Each by its row and column.
    private static Problem wrong(List<RosterCsv.Wrong> wrong) {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "problem.unprocessable-content.detail",
                List.of(),
                wrong.stream()
                        .map(each -> new Problem.Wrong(
                                each.column()
                                        .map(column -> "row " + each.row() + ", " + column.word())
                                        .orElse("row " + each.row()),
                                each.remedy(),
                                each.arguments()))
                        .toList());
    }
}
