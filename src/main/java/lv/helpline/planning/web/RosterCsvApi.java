package lv.helpline.planning.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import lv.helpline.accounts.Role;
import lv.helpline.api.ApiClient;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.audit.Author;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.planning.EditOccasion;
import lv.helpline.planning.EditRequest;
import lv.helpline.planning.GapPolicy;
import lv.helpline.planning.NewCoverageGaps;
import lv.helpline.planning.NewCoverageGaps.NewCoverageGap;
import lv.helpline.planning.RosterEditing;
import lv.helpline.planning.RosterEditing.Result;
import lv.helpline.roster.ConsultantId;
import lv.helpline.roster.Holidays;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.RosterData;
import lv.helpline.roster.edit.RosterEdit;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.shared.web.FormErrors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The duties as a table, for API clients: the same as on the page, with a trial too.
@Tag(name = "roster")
@RestController
@RequestMapping(ApiAddresses.BASE + "/roster/csv")
class RosterCsvApi {

    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String REASONS = String.join(", ", GapPolicy.REASONS);

    private final RosterEditing editing;
    private final CsvMessages words;
    private final RosterChangeFormatter spoken;
    private final Holidays holidays;
    private final Clock clock;

    RosterCsvApi(
            RosterEditing editing, CsvMessages words, RosterChangeFormatter spoken, Holidays holidays, Clock clock) {
        this.editing = editing;
        this.words = words;
        this.spoken = spoken;
        this.holidays = holidays;
        this.clock = clock;
    }

    @Schema(name = "Import")
    record Imported(
            @Schema(description = "False for a trial, and when there was nothing to change.")
            boolean applied,

            @Schema(description = "How many duties and absences the table has.")
            int rows,

            List<Changed> changes,

            @Schema(description = "Of the coming 14 days. If there are any, it is applied with a reason only.")
            List<Empty> holes,

            @Schema(
                    description = "Numbers of consultants whose duties were changed and who have no account, so that"
                            + " somebody has to tell them.")
            List<Integer> untold) {}

    @Schema(name = "Change")
    record Changed(
            @Schema(allowableValues = {"removed", "added"}) String change,
            @Schema(description = "In words.") String text) {}

    @Schema(name = "Hole", description = "Where a line is open and nobody would be on duty for it any more.")
    record Empty(String line, OffsetDateTime start, OffsetDateTime end) {
        static Empty of(NewCoverageGaps.NewCoverageGap made) {
            return new Empty(
                    made.line().id().value(),
                    made.gap().start().atZone(Roster.ZONE).toOffsetDateTime(),
                    made.gap().end().atZone(Roster.ZONE).toOffsetDateTime());
        }
    }

    @Operation(summary = "The weekly duties, covers and absences that are not over, as a table")
    @RequiresScope(Scope.ROSTER)
    @GetMapping(produces = CSV)
    ResponseEntity<String> table() {
        var table = tableNow();
        return ResponseEntity.ok().eTag(versionOf(table)).body(table);
    }

    private String tableNow() {
        var now = clock.instant();
        return RosterCsv.forTheApi(editing.roster(now), LocalDateTime.ofInstant(now, Roster.ZONE));
    }

    private static String versionOf(String table) {
        return "\"" + RosterCsv.version(table) + "\"";
    }

    @Operation(
            summary = "Makes the duties what a table says, all of them or none; or tries it",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @ApiErrorResponse(
            value = HttpStatus.CONFLICT,
            when = "Somebody else was faster. Nothing was changed: read the table again.")
    @ApiErrorResponse(
            value = HttpStatus.PRECONDITION_FAILED,
            when = "The duties are not those of `If-Match` any more. Nothing was changed: read the table again.")
    @ApiErrorResponse(value = HttpStatus.CONTENT_TOO_LARGE, when = "It has more than 1 MB.")
    @ApiErrorResponse(value = HttpStatus.UNSUPPORTED_MEDIA_TYPE, when = "It is not sent as text/csv.")
    @ApiErrorResponse(
            value = HttpStatus.UNPROCESSABLE_CONTENT,
            when = "Nothing was changed. Each wrong cell is among the `errors`, its `field` being its row and column,"
                    + " such as `row 7, end`, or `row 7–9, end` where several have one cause; or the table as a whole breaks a rule, which `detail` says; or it"
                    + " leaves lines without anybody, each of which is named, and no `reason` was given.")
    @RequiresScope(Scope.ROSTER_IMPORT)
    @PostMapping(consumes = "text/csv")
    Imported replace(
            @RequestBody byte[] table,
            @Parameter(description = "Says what would change, and changes nothing.")
                    @RequestParam(defaultValue = "true")
                    boolean dryRun,
            @Parameter(
                            description = "Why lines are left without anybody; needed to apply a table that does so.",
                            schema = @Schema(allowableValues = {"nobody-found", "others-answer", "will-be-filled"}))
                    @RequestParam(required = false)
                    @Nullable
                    String reason,
            @Parameter(
                            description = "The `ETag` of the table that this one was made from: nothing is changed, and"
                                    + " not even tried, when the duties are others by now. Without it an absence that was"
                                    + " reported meanwhile would be taken away.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String version,
            @AuthenticationPrincipal ApiClient client,
            Locale locale) {
        refuseUnfit(table, reason, version);
        var now = clock.instant();
        var roster = editing.roster(now);
        var read = RosterCsv.read(table, roster, LocalDateTime.ofInstant(now, Roster.ZONE));
        if (!read.isGood()) {
            throw Problem.ofATable(read.wrong()).thrown();
        }
        var preview = RosterEditingSession.live(read.edit(), new Roster(roster, holidays), holidays, now);
        var applied = !dryRun && !read.edit().isEmpty();
        var untold = applied
                ? save(read.edit(), preview, reason, client.author(now), roster, locale)
                : List.<ConsultantId>of();
        return new Imported(
                applied,
                read.rows(),
                words.of(read.edit(), roster, locale).stream()
                        .map(said -> new Changed(said.added() ? "added" : "removed", said.text()))
                        .toList(),
                preview.gaps().stream().map(Empty::of).toList(),
                untold.stream().map(ConsultantId::value).toList());
    }

    private void refuseUnfit(byte[] table, @Nullable String reason, @Nullable String version) {
        if (version != null && !version.equals("*") && !version.contains(versionOf(tableNow()))) {
            throw Problem.of(HttpStatus.PRECONDITION_FAILED).thrown();
        }
        if (table.length > FormErrors.MOST_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE).thrown();
        }
        if (reason != null && !GapPolicy.REASONS.contains(reason)) {
            throw Problem.of(List.of(new Problem.Wrong("reason", "problem.field.one-of", REASONS)))
                    .thrown();
        }
    }

    /// Those who could not be told.
    private List<ConsultantId> save(
            RosterEdit edit,
            RosterEditingSession.Preview preview,
            @Nullable String reason,
            Author author,
            RosterData roster,
            Locale locale) {
        var request = new EditRequest(new EditOccasion.Table(Role.ADMINISTRATOR), edit, author)
                .seen(preview.seen())
                .because(Optional.ofNullable(reason));
        return switch (editing.save(request)) {
            case Result.Saved saved -> saved.untold();
            case Result.NothingChanges _ -> List.of();
            case Result.NeedsReason(var gaps) ->
                throw uncovered(gaps, roster, locale).thrown();
            case Result.Conflict() -> throw Problem.of(HttpStatus.CONFLICT).thrown();
            case Result.NotAllowed(var rule) -> throw Problem.ofARule(rule).thrown();
            case Result.Refused(var rule) -> throw Problem.ofARule(rule).thrown();
        };
    }

    /// Each gap by its line and time.
    private Problem uncovered(List<NewCoverageGap> gaps, RosterData roster, Locale locale) {
        var said = spoken.in(locale, roster, LocalDate.ofInstant(clock.instant(), Roster.ZONE));
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "csv.gap-needs-a-reason",
                List.of(REASONS),
                gaps.stream()
                        .map(made -> new Problem.Wrong(
                                "reason",
                                "csv.gap",
                                made.line().name(),
                                said.when(LocalSpan.between(
                                        made.gap().start(), made.gap().end()))))
                        .toList());
    }
}
