package lv.helpline.planning.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.roster.Absence;
import lv.helpline.roster.Cover;
import lv.helpline.roster.DutyScope;
import lv.helpline.roster.Line;
import lv.helpline.roster.LocalSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.WeeklyDuty;
import lv.helpline.shared.web.ApiAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The roster, for API clients: what it comes to, and what it is made of.
@Tag(name = "roster")
@RestController
@ApiErrorResponse(value = HttpStatus.SERVICE_UNAVAILABLE, when = ApiRoster.NONE_YET)
@RequestMapping(ApiAddresses.BASE + "/roster")
class RosterApi {

    private static final int DAYS = 31;

    private final ApiRoster roster;

    RosterApi(ApiRoster roster) {
        this.roster = roster;
    }

    @Schema(name = "Duty", description = "Who is on duty for a line while it is open, covers and absences applied.")
    record Final(String line, int consultant, String name, OffsetDateTime start, OffsetDateTime end) {
        static Final of(FinalDuties.FinalDuty duty) {
            return new Final(
                    duty.line().id().value(),
                    duty.consultant().id().value(),
                    duty.consultant().name(),
                    duty.start().atZone(Roster.ZONE).toOffsetDateTime(),
                    duty.end().atZone(Roster.ZONE).toOffsetDateTime());
        }
    }

    @Schema(name = "Coverage", description = "What a duty covers.")
    record Covered(
            @Schema(example = "region") String kind,

            @Schema(example = "latgale", description = "The region or the line.") @Nullable
            String of) {
        static Covered of(DutyScope dutyScope) {
            return switch (dutyScope) {
                case DutyScope.OfRegion(var region) ->
                    new Covered("region", region.name().toLowerCase(Locale.ROOT));
                case DutyScope.OfLine(var line) -> new Covered("line", line.value());
                case DutyScope.CoordinatorOnCall() -> new Covered("coordination", null);
            };
        }
    }

    @Schema(name = "WeeklyDuty")
    record Weekly(
            int consultant,
            Covered covers,
            @Schema(example = "monday") String day,
            @Schema(type = "string", example = "09:00") LocalTime start,

            @Schema(type = "string", example = "17:00", description = "Not after the start: on the next day.")
            LocalTime end,

            @Schema(description = "The first day on which it may start.")
            LocalDate from,

            @Schema(description = "The first day on which it may not start any more.") @Nullable
            LocalDate until,

            @Schema(description = "1 for each week, to 4; the weeks are counted from that of `from`.")
            int everyWeeks) {
        static Weekly of(WeeklyDuty duty) {
            return new Weekly(
                    duty.consultant().value(),
                    Covered.of(duty.coverage()),
                    duty.span().day().name().toLowerCase(Locale.ROOT),
                    duty.span().start(),
                    duty.span().end(),
                    duty.from(),
                    duty.until().orElse(null),
                    duty.everyWeeks());
        }
    }

    @Schema(name = "Cover", description = "A dated duty, by the clock on the wall in Rīga.")
    record Dated(int consultant, Covered covers, LocalDateTime start, LocalDateTime end) {
        static Dated of(Cover cover) {
            return new Dated(
                    cover.consultant().value(),
                    Covered.of(cover.coverage()),
                    cover.span().start(),
                    cover.span().end());
        }
    }

    @Schema(name = "Absence", description = "By the clock on the wall in Rīga. It wins over every duty.")
    record Absent(int consultant, LocalDateTime start, LocalDateTime end) {
        static Absent of(Absence absence) {
            return new Absent(
                    absence.consultant().value(),
                    absence.span().start(),
                    absence.span().end());
        }
    }

    @Operation(summary = "Final duties of a span of days")
    @RequiresScope(Scope.ROSTER)
    @GetMapping("/duties")
    List<Final> duties(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @Parameter(description = "The first day that is not among them; 31 days after `from` at most.")
                    @DateTimeFormat(iso = ISO.DATE)
                    @RequestParam
                    LocalDate to,
            @Parameter(description = "Of one line only.") @RequestParam(required = false) @Nullable String line) {
        var days = ApiRoster.days(from, to);
        if (days > DAYS) {
            throw Problem.of(List.of(new Problem.Wrong("to", "problem.field.too-many-days", DAYS)))
                    .thrown();
        }
        var snapshot = roster.snapshot();
        var lines =
                line == null ? snapshot.roster().data().lines() : List.<Line>of(roster.lineOf(snapshot, "line", line));
        return FinalDuties.of(snapshot.roster(), lines, midnight(from), midnight(to)).stream()
                .map(Final::of)
                .toList();
    }

    @Operation(summary = "Duties that come again each week")
    @RequiresScope(Scope.ROSTER)
    @GetMapping("/weekly-duties")
    List<Weekly> weeklyDuties() {
        return roster.data().weeklyDuties().stream()
                .sorted(Comparator.comparing(WeeklyDuty::consultant)
                        .thenComparing(duty -> duty.span().day())
                        .thenComparing(duty -> duty.span().start())
                        .thenComparing(WeeklyDuty::from))
                .map(Weekly::of)
                .toList();
    }

    @Operation(summary = "Dated duties that touch a span of days")
    @RequiresScope(Scope.ROSTER)
    @GetMapping("/covers")
    List<Dated> covers(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        ApiRoster.days(from, to);
        return roster.data().covers().stream()
                .filter(cover -> touches(cover.span(), from, to))
                .sorted(Comparator.comparing((Cover cover) -> cover.span().start())
                        .thenComparing(Cover::consultant))
                .map(Dated::of)
                .toList();
    }

    @Operation(summary = "Absences that touch a span of days")
    @RequiresScope(Scope.ROSTER)
    @GetMapping("/absences")
    List<Absent> absences(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        ApiRoster.days(from, to);
        return roster.data().absences().stream()
                .filter(absence -> touches(absence.span(), from, to))
                .sorted(Comparator.comparing((Absence absence) -> absence.span().start())
                        .thenComparing(Absence::consultant))
                .map(Absent::of)
                .toList();
    }

    private static boolean touches(LocalSpan span, LocalDate from, LocalDate to) {
        return span.start().isBefore(to.atStartOfDay()) && span.end().isAfter(from.atStartOfDay());
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(Roster.ZONE).toInstant();
    }
}
