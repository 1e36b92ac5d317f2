package lv.helpline.statistics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.ApiAddresses;
import lv.helpline.statistics.CallOutcomeGroup;
import lv.helpline.statistics.CallTotals;
import lv.helpline.statistics.CampaignEffect;
import lv.helpline.statistics.ConsultantLoad;
import lv.helpline.statistics.RingOutcomeGroup;
import lv.helpline.statistics.Statistics;
import lv.helpline.statistics.WaitTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What calls were like, for API clients: no more than the page tells, and as coarse.
@Tag(name = "statistics")
@RestController
@RequestMapping(ApiAddresses.BASE + "/statistics")
class StatisticsApi {

    private static final String UNTIL =
            "The first day that is not among them: today at the latest, and three years after `from` at most.";

    private final StatisticsSources sources;

    StatisticsApi(StatisticsSources sources) {
        this.sources = sources;
    }

    @Schema(name = "Statistics")
    record Told(
            LocalDate from,

            @Schema(description = "The first day that is not counted.")
            LocalDate to,

            Counted total,

            @Schema(description = "By day, by week from Monday, or by month, as the span is short or long.")
            List<Span> calls,

            @Schema(
                    description = "The whole months, over and touched by the span, that `lines`, `hours` and"
                            + " `consultants` are about.",
                    example = "[\"2026-10\"]")
            List<String> months,

            List<OfLine> lines,

            @Schema(description = "All lines and all these months together.")
            List<OfHour> hours,

            @Schema(
                    description =
                            "Of these months, callers whom a partner had passed on to us, as consultants said by a key"
                                    + " after the call. What is not there was under 10.")
            List<OfPartners> partners,

            List<OfConsultant> consultants,
            List<Campaign> campaigns) {

        static Told of(Statistics statistics, StatisticsSources.Names names) {
            return new Told(
                    statistics.period().first(),
                    statistics.period().last().plusDays(1),
                    Counted.of(statistics.total()),
                    statistics.trend().stream().map(Span::of).toList(),
                    statistics.months().stream().map(YearMonth::toString).toList(),
                    statistics.byLine().stream()
                            .map(line -> OfLine.of(line, names))
                            .toList(),
                    statistics.byHour().stream().map(OfHour::of).toList(),
                    statistics.partners().stream().map(OfPartners::of).toList(),
                    statistics.loads().stream()
                            .map(consultantLoad -> OfConsultant.of(consultantLoad, names))
                            .toList(),
                    statistics.surges().stream().map(Campaign::of).toList());
        }
    }

    @Schema(name = "Counted")
    record Counted(
            @Schema(description = "To our numbers, also while the line was closed.")
            int calls,

            int answered,

            @Schema(description = "The line was open, and the caller hung up before anybody answered.")
            int abandoned,

            @Schema(description = "The line was open, and nobody could be reached.")
            int unreached,

            int closed,

            @Schema(description = "Asterisk died during the call.")
            int unknown,

            @Schema(description = "Let go on to a colleague by at least one consultant; counted elsewhere too.")
            int passed,

            @Schema(description = "With colleagues of other regions in the plan; counted elsewhere too.")
            int overflow,

            @Schema(description = "Answered in 20 s ÷ (answered + abandoned in 20 s).") @Nullable
            Integer serviceLevelPercent,

            Waited toAnswer,
            Waited toAbandon) {

        static Counted of(CallTotals callTotals) {
            return new Counted(
                    callTotals.calls(),
                    callTotals.of(CallOutcomeGroup.ANSWERED),
                    callTotals.of(CallOutcomeGroup.ABANDONED),
                    callTotals.of(CallOutcomeGroup.UNREACHED),
                    callTotals.of(CallOutcomeGroup.CLOSED),
                    callTotals.of(CallOutcomeGroup.UNKNOWN),
                    callTotals.passed(),
                    callTotals.overflow(),
                    orNull(callTotals.serviceLevel()),
                    Waited.of(callTotals.toAnswer()),
                    Waited.of(callTotals.toAbandon()));
        }
    }

    @Schema(name = "Waited", description = "From the call's coming in, menu and greeting included.")
    record Waited(
            @Schema(description = "Half of them were no longer.") @Nullable
            Long medianSeconds,

            @Schema(description = "Nine of ten were no longer.") @Nullable
            Long ninetiethSeconds) {

        static Waited of(WaitTimes waitTimes) {
            return new Waited(seconds(waitTimes.median()), seconds(waitTimes.ninetieth()));
        }

        private static @Nullable Long seconds(Optional<Duration> wait) {
            return wait.map(Duration::toSeconds).orElse(null);
        }
    }

    @Schema(name = "CountedSpan")
    record Span(
            LocalDate from,

            @Schema(description = "The first day that is not counted.")
            LocalDate to,

            Counted counted) {

        static Span of(Statistics.Span span) {
            return new Span(span.period().first(), span.period().last().plusDays(1), Counted.of(span.tally()));
        }
    }

    @Schema(name = "CountedLine")
    record OfLine(
            @Schema(type = "string", example = "2026-10") String month,

            @Schema(example = "riga-trust", description = "None for a line that is not in the roster any more.")
            @Nullable
            String line,

            @Schema(example = "+37160000000", description = "E.164.")
            String number,

            Counted counted) {

        static OfLine of(Statistics.OfLine line, StatisticsSources.Names names) {
            return new OfLine(
                    line.month().toString(),
                    names.line(line.number()).map(each -> each.id().value()).orElse(null),
                    Formats.international(line.number()),
                    Counted.of(line.tally()));
        }
    }

    @Schema(name = "CountedHour")
    record OfHour(
            @Schema(description = "0 to 23, by the clocks of Rīga.")
            int hour,

            Counted counted) {

        static OfHour of(Statistics.OfHour hour) {
            return new OfHour(hour.hour(), Counted.of(hour.tally()));
        }
    }

    @Schema(name = "CountedPartners")
    record OfPartners(
            @Schema(type = "string", example = "2026-10") String month,

            @Schema(example = "+37160000000", description = "E.164; none for all lines together.") @Nullable
            String number,

            @Schema(
                    allowableValues = {"10–19", "20–49", "50–99", "≥100"},
                    description = "A class, not a number.")
            String calls) {

        static OfPartners of(Statistics.OfPartners partners) {
            return new OfPartners(
                    partners.month().toString(),
                    partners.number().map(Formats::international).orElse(null),
                    partners.calls().sign());
        }
    }

    @Schema(name = "Load")
    record OfConsultant(
            int consultant,
            String name,

            @Schema(description = "How often their phone rang; what came of it follows.")
            int rung,

            int taken,

            @Schema(description = "Let go on to a colleague.")
            int passed,

            @Schema(description = "Rang, and nobody answered: the only one that counts as missed.")
            int missed,

            int engaged,

            @Schema(description = "Not connected, through no fault of theirs.")
            int fault,

            @Schema(description = "A colleague was quicker, or the caller left.")
            int needless,

            long talkedSeconds) {

        static OfConsultant of(ConsultantLoad consultantLoad, StatisticsSources.Names names) {
            return new OfConsultant(
                    consultantLoad.consultant().value(),
                    names.of(consultantLoad.consultant()),
                    consultantLoad.rung(),
                    consultantLoad.of(RingOutcomeGroup.TAKEN),
                    consultantLoad.of(RingOutcomeGroup.PASSED),
                    consultantLoad.of(RingOutcomeGroup.MISSED),
                    consultantLoad.of(RingOutcomeGroup.ENGAGED),
                    consultantLoad.of(RingOutcomeGroup.FAULT),
                    consultantLoad.of(RingOutcomeGroup.NEEDLESS),
                    consultantLoad.talked().toSeconds());
        }
    }

    @Schema(name = "Campaign")
    record Campaign(
            LocalDate day,
            String note,

            @Schema(description = "Calls of the week before it; none when they were fewer than 10.") @Nullable
            Integer callsBefore,

            @Schema(
                    description = "Calls of the week that begins with it; none when they were fewer than 10, and while"
                            + " it is not over.")
            @Nullable
            Integer callsAfter,

            @Schema(description = "Whether the week that begins with it is over.")
            boolean over) {

        static Campaign of(CampaignEffect campaignEffect) {
            return new Campaign(
                    campaignEffect.campaign().day(),
                    campaignEffect.campaign().note(),
                    orNull(campaignEffect.before()),
                    orNull(campaignEffect.after()),
                    campaignEffect.isOver());
        }
    }

    @Operation(summary = "What calls of a span of days that are over were like")
    @RequiresScope(Scope.STATISTICS)
    @GetMapping
    Told told(
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @Parameter(description = UNTIL) @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        return Told.of(statistics(from, to), sources.names());
    }

    @Operation(summary = "One of its tables: calls, lines, hours, week, partners or consultants")
    @RequiresScope(Scope.STATISTICS)
    @GetMapping(path = "/{table}.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> table(
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "calls",
                                                "lines",
                                                "hours",
                                                "week",
                                                "partners",
                                                "consultants"
                                            }))
                    @PathVariable
                    String table,
            @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate from,
            @Parameter(description = UNTIL) @DateTimeFormat(iso = ISO.DATE) @RequestParam LocalDate to) {
        return StatisticsCsv.file(table, statistics(from, to), sources.names())
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }

    private Statistics statistics(LocalDate from, LocalDate to) {
        ApiRoster.days(from, to);
        var asked = new StatisticsSources.Question(from, to.minusDays(1));
        asked.refused(sources.today()).ifPresent(rule -> {
            throw Problem.of(List.of(new Problem.Wrong("to", "constraint." + rule)))
                    .thrown();
        });
        return sources.of(asked);
    }

    private static @Nullable Integer orNull(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }
}
