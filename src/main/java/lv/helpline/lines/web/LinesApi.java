package lv.helpline.lines.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import lv.helpline.api.ApiErrorResponse;
import lv.helpline.api.ApiRoster;
import lv.helpline.api.Problem;
import lv.helpline.api.RequiresScope;
import lv.helpline.identity.ApiKeys.Scope;
import lv.helpline.roster.Language;
import lv.helpline.roster.Line;
import lv.helpline.roster.OpeningSpan;
import lv.helpline.roster.Roster;
import lv.helpline.roster.Strategy;
import lv.helpline.shared.Formats;
import lv.helpline.shared.web.ApiAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The lines, for API clients.
@Tag(name = "lines")
@RestController
@ApiErrorResponse(value = HttpStatus.SERVICE_UNAVAILABLE, when = ApiRoster.NONE_YET)
@RequestMapping(ApiAddresses.BASE + "/lines")
public class LinesApi {

    private final ApiRoster roster;
    private final Clock clock;

    LinesApi(ApiRoster roster, Clock clock) {
        this.roster = roster;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Roster.ZONE);
    }

    @Schema(name = "OpeningHours")
    record Hours(
            @Schema(example = "monday") String day,
            @Schema(type = "string", example = "09:00") LocalTime start,

            @Schema(type = "string", example = "17:00", description = "Not after the start: on the next day.")
            LocalTime end,

            @Schema(description = "The first date on which it opens so; 2000-01-01 for hours that nobody has changed.")
            LocalDate validFrom,

            @Schema(description = "The first date on which it does not any more; null for no end yet.") @Nullable
            LocalDate validUntil) {
        public static Hours of(OpeningSpan hours) {
            return new Hours(
                    hours.span().day().name().toLowerCase(Locale.ROOT),
                    hours.span().start(),
                    hours.span().end(),
                    hours.from(),
                    hours.until().orElse(null));
        }
    }

    @Schema(name = "Line")
    record LineView(
            @Schema(example = "riga-trust") String id,

            @Schema(example = "+37160000000", description = "E.164.")
            String number,

            String name,
            @Schema(example = "riga") String region,

            @Schema(description = "ISO 639-1, in the order in which callers hear them.")
            List<String> languages,

            @Schema(description = "Those of today and, where other hours are entered, of later dates.")
            List<Hours> hours,

            @Schema(description = "True while nobody has confirmed the hours.")
            boolean hoursAssumed,

            @Schema(allowableValues = {"all-at-once", "one-by-one", "waves"})
            String strategy,

            @Schema(description = "Phones in a wave, for that strategy only.") @Nullable
            Integer waveSize,

            long ringSeconds,
            long patienceSeconds,
            long wrapUpSeconds,
            long graceSeconds,
            boolean general,

            @Schema(
                    example = "woman",
                    description = "The wishes that callers are asked for, if that changes who rings first.")
            List<String> wishes) {

        static LineView of(Line line, LocalDate today) {
            return new LineView(
                    line.id().value(),
                    Formats.international(line.number()),
                    line.name(),
                    line.region().name().toLowerCase(Locale.ROOT),
                    line.languages().stream().map(Language::code).toList(),
                    line.hours().stream()
                            .filter(hours -> hours.until()
                                    .filter(until -> !until.isAfter(today))
                                    .isEmpty())
                            .map(Hours::of)
                            .toList(),
                    line.hoursAssumed(),
                    switch (line.strategy()) {
                        case Strategy.AllAtOnce() -> "all-at-once";
                        case Strategy.OneByOne() -> "one-by-one";
                        case Strategy.Waves _ -> "waves";
                    },
                    line.strategy() instanceof Strategy.Waves(var size) ? size : null,
                    seconds(line.ring()),
                    seconds(line.patience()),
                    seconds(line.wrapUp()),
                    seconds(line.grace()),
                    line.general(),
                    line.wishes().stream().map(wish -> wish.id().value()).toList());
        }

        private static long seconds(Duration duration) {
            return duration.toSeconds();
        }
    }

    @Operation(summary = "Every published number")
    @RequiresScope(Scope.LINES)
    @GetMapping
    List<LineView> all() {
        return roster.data().lines().stream()
                .map(line -> LineView.of(line, today()))
                .toList();
    }

    @Operation(summary = "One published number")
    @RequiresScope(Scope.LINES)
    @GetMapping("/{id}")
    LineView one(@PathVariable String id) {
        return roster.data().lines().stream()
                .filter(line -> line.id().value().equals(id))
                .findFirst()
                .map(line -> LineView.of(line, today()))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND).thrown());
    }
}
